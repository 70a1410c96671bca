/** Times the frames of a task from the first on, in an engine that has just loaded; first_frame.py calls `firstFrames`. */
import { createEngine } from '../static/faces/engine.js'

const FRAMES = 20

/**
 * @param {object} options
 * @param {string} options.photo
 * @param {string[]} options.networks
 * @param {import('../static/faces/types.js').Request} options.request
 * @returns {Promise<{load: number, ms: number[]}>} ms to start and load, and of each frame
 */
async function firstFrames({ photo, networks, request }) {
  const bitmap = await createImageBitmap(await (await fetch(photo)).blob(), { resizeWidth: 640, resizeHeight: 480 })
  const start = performance.now()
  const engine = await createEngine({ models: new URL('../static/models/', import.meta.url).href, backends: ['wasm'], thread: 'worker' })
  await engine.load(networks)
  const load = performance.now() - start
  const ms = []
  for (let frame = 0; frame < FRAMES; frame++) {
    const before = performance.now()
    const { faces } = await engine.analyze(bitmap, request)
    if (faces.length !== 1) throw new Error(`${faces.length} faces in place of one.`)
    ms.push(performance.now() - before)
  }
  engine.dispose()
  return { load, ms }
}

Object.assign(globalThis, { firstFrames })
