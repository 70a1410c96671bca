/** Times Familiar and @vladmandic/face-api on the same picture, in turns; stages.py calls `measure`. */
import { STEPS } from './side.js'

const SIDES = { 'familiar (main thread)': 'main', 'familiar (worker)': 'worker', 'face-api 1.7.15': 'peer' }
const WARM_UP = 3

/** @param {string} side @param {string} photo @returns {Promise<(step: number) => Promise<number>>} */
async function open(side, photo) {
  const frame = document.createElement('iframe')
  frame.src = 'side.html'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
  document.body.append(frame)
  await loaded
  return /** @type {any} */ (frame.contentWindow).prepare(side, photo)
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/**
 * @param {{photo: string, rounds: number}} options
 * @returns {Promise<Record<string, {faces: number, total: number[]}>>} side → faces, median ms of the whole call a step
 */
export async function measure({ photo, rounds }) {
  /** @type {Map<string, {run: (step: number) => Promise<number>, faces: number, times: number[][]}>} */
  const sides = new Map()
  for (const [name, side] of Object.entries(SIDES)) {
    const run = await open(side, photo)
    let faces = 0
    for (let i = 0; i < WARM_UP; i++) faces = await run(STEPS.length - 1)
    sides.set(name, { run, faces, times: STEPS.map(() => []) })
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, times } of sides.values()) {
      for (const step of STEPS.keys()) {
        const start = performance.now()
        await run(step)
        times[step].push(performance.now() - start)
      }
    }
  }
  return Object.fromEntries([...sides].map(([name, { faces, times }]) => [name, { faces, total: times.map(median) }]))
}

/** @type {any} */ (globalThis).measure = measure
