/**
 * Times Familiar's library and @vladmandic/face-api on the same frame, in turns, in one page.
 * `measure` is called by stages.py; both sides run TensorFlow.js on its wasm backend with one thread.
 */
import { createEngine } from '/static/faces/engine.js'
import * as peer from '/node_modules/@vladmandic/face-api/dist/face-api.esm.js'

const WEIGHTS = '/node_modules/@vladmandic/face-api/model'
const NETWORKS = ['tiny_face_detector', 'face_landmark_68', 'face_recognition']
const SIZE = 416

/** What each side is asked for, one more part each time; a stage's cost is the difference to the row before. */
const STEPS = [
  { stage: 'detection', ask: {}, chain: (/** @type {any} */ task) => task },
  { stage: 'landmarks', ask: { landmarks: true }, chain: (/** @type {any} */ task) => task.withFaceLandmarks() },
  { stage: 'descriptor', ask: { descriptors: true }, chain: (/** @type {any} */ task) => task.withFaceLandmarks().withFaceDescriptors() },
]

/** @param {string} thread 'main' or 'worker' */
async function familiar(thread) {
  const engine = await createEngine({ models: '/static/models/', backends: ['wasm'], thread: /** @type {any} */ (thread) })
  await engine.load(NETWORKS)
  if (engine.backend?.name !== 'wasm') throw new Error('Familiar did not get the wasm backend')
  const detector = { name: 'tiny_face_detector', inputSize: SIZE, scoreThreshold: 0.5 }
  return (/** @type {any} */ input, /** @type {number} */ step) => engine.analyze(input, { detector, ...STEPS[step].ask }).then(({ faces }) => faces.length)
}

async function faceApi() {
  const { tf } = /** @type {any} */ (peer)
  tf.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/')
  await tf.setBackend('wasm')
  await tf.ready()
  for (const net of ['tinyFaceDetector', 'faceLandmark68Net', 'faceRecognitionNet']) await peer.nets[net].loadFromUri(WEIGHTS)
  const options = new peer.TinyFaceDetectorOptions({ inputSize: SIZE, scoreThreshold: 0.5 })
  return (/** @type {any} */ input, /** @type {number} */ step) => STEPS[step].chain(peer.detectAllFaces(input, options)).then((/** @type {any[]} */ faces) => faces.length)
}

/** @param {string} source @param {number} width @param {number} height */
async function frame(source, width, height) {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob())
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const scale = Math.min(width / bitmap.width, height / bitmap.height)
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
  context.drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale)
  return canvas
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/**
 * @param {{photo: string, rounds: number}} options
 * @returns {Promise<Record<string, {faces: number, total: number[]}>>} side → faces found, median ms of the whole call a step
 */
export async function measure({ photo, rounds }) {
  const canvas = await frame(photo, 640, 480)
  /** @type {Record<string, any>} */
  const sides = { 'familiar (main thread)': await familiar('main'), 'familiar (worker)': await familiar('worker'), 'face-api 1.7.15': await faceApi() }
  /** @type {Record<string, any>} */
  const results = {}
  for (const [name, run] of Object.entries(sides)) {
    results[name] = { faces: 0, times: STEPS.map(() => []) }
    for (let i = 0; i < 3; i++) results[name].faces = await run(canvas, 2)
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(sides)) {
      for (const step of STEPS.keys()) {
        const start = performance.now()
        await run(canvas, step)
        results[name].times[step].push(performance.now() - start)
      }
    }
  }
  return Object.fromEntries(Object.entries(results).map(([name, { faces, times }]) => [name, { faces, total: times.map(median) }]))
}

/** @type {any} */ (globalThis).measure = measure
