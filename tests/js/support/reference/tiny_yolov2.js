/** Tiny YOLO v2 of @vladmandic/face-api, on tensors, with any weights; see run.js. */
import { parentPort, workerData } from 'node:worker_threads'
import * as faceApi from '@vladmandic/face-api/dist/face-api.esm-nobundle.js'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

/**
 * @typedef {object} Job
 * @property {Float32Array} weights  all of them, one tensor after the other
 * @property {import('../../../../static/faces/types.js').Pixels} picture
 * @property {{inputSize: number, scoreThreshold: number}[]} settings  one answer for each
 */

const api = /** @type {any} */ (faceApi)

/** @param {{job: Job, modules: string}} data */
async function main({ job: { weights, picture, settings }, modules }) {
  setWasmPaths(`${modules}/@tensorflow/tfjs-backend-wasm/dist/`)
  await api.tf.setBackend('wasm')
  const network = new api.TinyYolov2(true)
  await network.load(weights)
  const tensor = api.tf.tensor3d(Float32Array.from(picture.data), [picture.height, picture.width, 3])
  const answers = []
  for (const options of settings) answers.push((await network.locateFaces(tensor, options)).map(plain))
  parentPort?.postMessage(answers)
}

/** @param {any} detection */
function plain({ score, box: { x, y, width, height } }) {
  return { box: { x, y, width, height }, score }
}

main(workerData)
