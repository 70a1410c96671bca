/** @vladmandic/face-api, face-api.js's living successor, on tensors; see run.js. */
import { parentPort, workerData } from 'node:worker_threads'
import * as faceApi from '@vladmandic/face-api/dist/face-api.esm-nobundle.js'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

/** @typedef {import('../../../../static/faces/types.js').Pixels} Pixels */
/** @typedef {{picture: Pixels, detector: 'ssd' | 'tiny', tinyLandmarks?: boolean}} Job */
/** @typedef {{picture: Pixels, detector: 'none', tinyLandmarks?: boolean}} FaceJob  the picture is a face */

const api = /** @type {any} */ (faceApi)
const NETS = ['ssdMobilenetv1', 'tinyFaceDetector', 'faceLandmark68Net', 'faceLandmark68TinyNet', 'faceRecognitionNet', 'faceExpressionNet', 'ageGenderNet']

/**
 * All that the reference says of the faces in a picture.
 * @param {Job | FaceJob} job
 */
async function analyse({ picture: { data, width, height }, detector, tinyLandmarks = false }) {
  const tensor = api.tf.tensor3d(Float32Array.from(data), [height, width, 3])
  if (detector === 'none') return describe(tensor)
  const options = detector === 'ssd' ? new api.SsdMobilenetv1Options() : new api.TinyFaceDetectorOptions({ inputSize: 416 })
  const results = await api.detectAllFaces(tensor, options).withFaceLandmarks(tinyLandmarks)
    .withFaceExpressions().withAgeAndGender().withFaceDescriptors()
  tensor.dispose()
  return results.map(plain)
}

/** What the networks say of a face that is cut out. @param {any} tensor */
async function describe(tensor) {
  const [landmarks, tiny, expressions, { age, gender, genderProbability }, descriptor] = await Promise.all(
    ['detectFaceLandmarks', 'detectFaceLandmarksTiny', 'recognizeFaceExpressions', 'predictAgeAndGender', 'computeFaceDescriptor']
      .map((name) => api[name](tensor)))
  const places = [landmarks, tiny].map(({ positions }) => positions.map((/** @type {any} */ { x, y }) => [x, y]))
  return { landmarks: places[0], tiny: places[1], expressions: { ...expressions }, age, gender, genderProbability, descriptor: Array.from(descriptor) }
}

/** @param {any} box */
const sides = ({ x, y, width, height }) => ({ x, y, width, height })

/** @param {any} result */
function plain(result) {
  const { detection, landmarks, alignedRect, angle, descriptor, expressions, age, gender, genderProbability } = result
  return { box: sides(detection.box), score: detection.score, age, gender, genderProbability, descriptor,
    parts: Object.keys(result), aligned: sides(alignedRect.box), relative: sides(detection.relativeBox), angle,
    landmarks: landmarks.positions.map((/** @type {any} */ point) => [point.x, point.y]), expressions: { ...expressions } }
}

async function main() {
  const { job: jobs, modules } = workerData
  setWasmPaths(`${modules}/@tensorflow/tfjs-backend-wasm/dist/`)
  await api.tf.setBackend('wasm')
  for (const net of NETS) await api.nets[net].loadFromDisk(`${modules}/@vladmandic/face-api/model`)
  const answers = []
  for (const job of jobs) answers.push(await analyse(job))
  parentPort?.postMessage(answers)
}

main()
