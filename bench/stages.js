/** Times Familiar and @vladmandic/face-api on the same pictures, in turns, a call each; stages.py calls `measure`. */
import { ROWS } from './side.js'

const WARM_UP = 3
const CHIP = 160

/**
 * @param {object} options
 * @param {string} options.photo  of one face
 * @param {string} options.backend
 * @param {string} options.ours   "main" or "worker"
 * @param {string[]} options.rows  their names
 * @param {number} options.rounds
 * @returns {Promise<Record<string, {faces: number[], ours: number[], peer: number[]}>>} row → faces found by each, ms of each call
 */
export async function measure({ photo, backend, ours, rows, rounds }) {
  const sides = [await open(ours, backend), await open('peer', backend)]
  const [{ box }] = /** @type {any[]} */ (await sides[0].calls['tiny detector 416']([await frame(photo, sides[0].page)]))
  const given = await Promise.all(sides.map(async ({ page }) => {
    const one = await frame(photo, page)
    return { one: [one], six: [crowd(one, box)], chips: Array.from({ length: 6 }, () => chip(one, box)) }
  }))
  /** @type {any} */
  const times = {}
  for (const row of rows) {
    const { picture, count } = ROWS[row]
    times[row] = await alternate(sides.map(({ calls }, i) => () => calls[row](given[i][picture].slice(0, count))), rounds)
  }
  return times
}

/**
 * @param {(() => Promise<unknown[]>)[]} calls  ours, then the peer's
 * @param {number} rounds
 */
async function alternate(calls, rounds) {
  /** @type {number[][]} */
  const ms = [[], []]
  const faces = [0, 0]
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [side, call] of calls.entries()) {
      const start = performance.now()
      faces[side] = (await call()).length
      if (round >= 0) ms[side].push(performance.now() - start)
    }
  }
  return { faces, ours: ms[0], peer: ms[1] }
}

/** @param {string} side @param {string} backend @returns {Promise<{calls: import('./side.js').Calls, page: Document}>} */
async function open(side, backend) {
  const element = document.createElement('iframe')
  element.src = 'side.html'
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve))
  document.body.append(element)
  await loaded
  const calls = await /** @type {any} */ (element.contentWindow).prepare(side, backend)
  return { calls, page: /** @type {Document} */ (element.contentDocument) }
}

/**
 * A photo fitted into 640 × 480, as a canvas of the page that will look at it.
 * @param {string} source
 * @param {Document} page
 */
async function frame(source, page) {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob())
  const canvas = Object.assign(page.createElement('canvas'), { width: 640, height: 480 })
  const scale = Math.min(canvas.width / bitmap.width, canvas.height / bitmap.height)
  contextOf(canvas).drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale)
  return canvas
}

/**
 * A face and what is around it, six times on one canvas.
 * @param {HTMLCanvasElement} picture
 * @param {import('../static/faces/types.js').Box} box
 */
function crowd(picture, { x, y, width, height }) {
  const canvas = Object.assign(picture.ownerDocument.createElement('canvas'), { width: 640, height: 480 })
  for (let i = 0; i < 6; i++) {
    const [left, top] = [(i % 3) * 210, Math.floor(i / 3) * 240]
    contextOf(canvas).drawImage(picture, x - width / 2, y - height / 2, 2 * width, 2 * height, left, top, 210, 240)
  }
  return canvas
}

/** @param {HTMLCanvasElement} picture @param {import('../static/faces/types.js').Box} box */
function chip(picture, { x, y, width, height }) {
  const canvas = Object.assign(picture.ownerDocument.createElement('canvas'), { width: CHIP, height: CHIP })
  contextOf(canvas).drawImage(picture, x, y, width, height, 0, 0, CHIP, CHIP)
  return canvas
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
}

Object.assign(globalThis, { measure })
