/**
 * One side of the comparison, in a frame of its own: two copies of TensorFlow.js in one page would share an engine.
 * `ready` resolves to a function that analyses the picture and returns the number of faces.
 */

/** What each side is asked for, one part more each time. */
export const STEPS = ['detection', 'landmarks', 'descriptor']
const SIZE = 416
const NETWORKS = ['tiny_face_detector', 'face_landmark_68', 'face_recognition']

/** @typedef {(input: HTMLCanvasElement, step: number) => Promise<number>} Run */

/** @param {'main' | 'worker'} thread @returns {Promise<Run>} */
async function familiar(thread) {
  const { createEngine } = await import('../static/faces/engine.js')
  const models = new URL('../static/models/', import.meta.url).href
  const engine = await createEngine({ models, backends: ['wasm'], thread })
  await engine.load(NETWORKS)
  const detector = { name: 'tiny_face_detector', inputSize: SIZE, scoreThreshold: 0.5 }
  const asks = [{}, { landmarks: true }, { descriptors: true }]
  return async (input, step) => (await engine.analyze(input, { detector, ...asks[step] })).faces.length
}

/** @returns {Promise<Run>} */
async function faceApi() {
  const address = '/node_modules/@vladmandic/face-api/'
  const peer = await import(`${address}dist/face-api.esm.js`)
  peer.tf.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/')
  await peer.tf.setBackend('wasm')
  await peer.tf.ready()
  for (const net of ['tinyFaceDetector', 'faceLandmark68Net', 'faceRecognitionNet']) await peer.nets[net].loadFromUri(`${address}model`)
  const options = new peer.TinyFaceDetectorOptions({ inputSize: SIZE, scoreThreshold: 0.5 })
  const chains = [
    (/** @type {any} */ task) => task,
    (/** @type {any} */ task) => task.withFaceLandmarks(),
    (/** @type {any} */ task) => task.withFaceLandmarks().withFaceDescriptors(),
  ]
  return async (input, step) => (await chains[step](peer.detectAllFaces(input, options))).length
}

/** @param {string} source @returns {Promise<HTMLCanvasElement>} the photo fitted into 640 × 480 */
async function frame(source) {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob())
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const scale = Math.min(canvas.width / bitmap.width, canvas.height / bitmap.height)
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
  context.drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale)
  return canvas
}

/** @param {string} side @param {string} photo */
export async function prepare(side, photo) {
  const run = side === 'peer' ? await faceApi() : await familiar(/** @type {'main' | 'worker'} */ (side))
  const canvas = await frame(photo)
  return (/** @type {number} */ step) => run(canvas, step)
}

/** @type {any} */ (globalThis).prepare = prepare
