/**
 * One side of the comparison, in a frame of its own: two copies of TensorFlow.js in one page would share an engine.
 * `prepare` makes the calls of a side; both sides get the same canvases.
 */

/**
 * The rows: name → what is looked at, and how many of those pictures a call gets.
 * @type {Record<string, {picture: 'one' | 'six' | 'chips', count?: number}>}
 */
export const ROWS = {
  'tiny detector 416': { picture: 'one' },
  'SSD': { picture: 'one' },
  'landmarks, one face': { picture: 'chips', count: 1 },
  'expression, one face': { picture: 'chips', count: 1 },
  'age and gender, one face': { picture: 'chips', count: 1 },
  'descriptor, one face': { picture: 'chips', count: 1 },
  'descriptor, six faces': { picture: 'chips', count: 6 },
  'whole chain, one face': { picture: 'one' },
  'whole chain, six faces': { picture: 'six' },
}
export const NAMES = Object.keys(ROWS)
const SCORE = 0.5

/** @typedef {Record<string, (pictures: HTMLCanvasElement[]) => Promise<unknown[]>>} Calls  the answer has one entry a face */

/** @param {string} backend @param {'main' | 'worker'} thread @returns {Promise<Calls>} */
async function familiar(backend, thread) {
  const { createEngine } = await import('../static/faces/engine.js')
  const models = new URL('../static/models/', import.meta.url).href
  const engine = await createEngine({ models, backends: [/** @type {any} */ (backend)], thread })
  const tiny = { name: 'tiny_face_detector', inputSize: 416, scoreThreshold: SCORE }
  const ssd = { name: 'ssd_mobilenetv1', scoreThreshold: SCORE }
  const whole = { boxes: [{ x: 0, y: 0, width: Infinity, height: Infinity }] }
  const chain = { detector: tiny, landmarks: true, expressions: true, ageGender: true, descriptors: true }
  /** @param {string[]} networks @param {import('../static/faces/types.js').Request} request */
  const ask = (networks, request) => async (/** @type {HTMLCanvasElement[]} */ pictures) => {
    await engine.load(networks)
    if (pictures.length === 1) return (await engine.analyze(pictures[0], request)).faces
    return (await engine.analyzeMany(pictures, request)).pictures.flatMap(({ faces }) => faces)
  }
  const describe = ask(['face_recognition'], { ...whole, descriptors: { crop: 'as-given' } })
  const all = ask(['tiny_face_detector', 'face_landmark_68', 'face_expression', 'age_gender', 'face_recognition'], chain)
  return named([
    ask(['tiny_face_detector'], { detector: tiny }),
    ask(['ssd_mobilenetv1'], { detector: ssd }),
    ask(['face_landmark_68'], { ...whole, landmarks: true }),
    ask(['face_expression'], { ...whole, expressions: true }),
    ask(['age_gender'], { ...whole, ageGender: true }),
    describe, describe, all, all,
  ])
}

/** @param {string} backend @returns {Promise<Calls>} */
async function faceApi(backend) {
  const address = '/node_modules/@vladmandic/face-api/'
  const peer = await import(`${address}dist/face-api.esm.js`)
  if (backend === 'wasm') peer.tf.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/')
  await peer.tf.setBackend(backend)
  await peer.tf.ready()
  const { nets } = peer
  const tiny = new peer.TinyFaceDetectorOptions({ inputSize: 416, scoreThreshold: SCORE })
  const ssd = new peer.SsdMobilenetv1Options({ minConfidence: SCORE })
  /** @param {string[]} networks @param {(picture: any) => Promise<any>} call */
  const ask = (networks, call) => async (/** @type {HTMLCanvasElement[]} */ pictures) => {
    for (const name of networks) if (!nets[name].isLoaded) await nets[name].loadFromUri(`${address}model`)
    return [await call(pictures.length === 1 ? pictures[0] : pictures)].flat()
  }
  const describe = ask(['faceRecognitionNet'], (picture) => nets.faceRecognitionNet.computeFaceDescriptor(picture))
  const all = ask(['tinyFaceDetector', 'faceLandmark68Net', 'faceExpressionNet', 'ageGenderNet', 'faceRecognitionNet'], (picture) =>
    peer.detectAllFaces(picture, tiny).withFaceLandmarks().withFaceExpressions().withAgeAndGender().withFaceDescriptors())
  return named([
    ask(['tinyFaceDetector'], (picture) => peer.detectAllFaces(picture, tiny)),
    ask(['ssdMobilenetv1'], (picture) => peer.detectAllFaces(picture, ssd)),
    ask(['faceLandmark68Net'], (picture) => nets.faceLandmark68Net.detectLandmarks(picture)),
    ask(['faceExpressionNet'], (picture) => nets.faceExpressionNet.predictExpressions(picture)),
    ask(['ageGenderNet'], (picture) => nets.ageGenderNet.predictAgeAndGender(picture)),
    describe, describe, all, all,
  ])
}

/** @param {Calls[string][]} calls  in the order of the rows @returns {Calls} */
function named(calls) {
  return Object.fromEntries(NAMES.map((name, i) => [name, calls[i]]))
}

/** @param {'main' | 'worker' | 'peer'} side @param {string} backend @returns {Promise<Calls>} */
export async function prepare(side, backend) {
  return side === 'peer' ? faceApi(backend) : familiar(backend, side)
}

/** @type {any} */ (globalThis).prepare = prepare
