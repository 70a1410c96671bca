/** The names and shapes of face-api.js's interface, on the real engine. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { fivePeople, nobody, onePerson } from './support/photo.js'
import { assertClose } from './support/vectors.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const faceapi = await import('../../static/faces/index.js')
const { detectAllFaces, detectSingleFace, nets, TinyFaceDetectorOptions, useEngine } = faceapi

const { models } = await serveModels()
const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
useEngine(engine)
after(() => engine.dispose())
const loadedBefore = Object.values(nets).map(({ isLoaded }) => isLoaded)
await Promise.all(Object.values(nets).map((net) => net.loadFromUri(models)))

test('networks are loaded one by one from an address', () => {
  assert.deepEqual(loadedBefore, [false, false, false])
  assert.deepEqual(Object.values(nets).map(({ isLoaded }) => isLoaded), [true, true, true])
})

test('an address without networks tells which file is missing', async () => {
  const other = await faceapi.createEngine({ thread: 'main' })
  useEngine(other)
  await assert.rejects(nets.tinyFaceDetector.loadFromUri(`${models}nowhere`), { code: 'weights-missing', file: /nowhere\/tiny_face_detector\/spec\.json$/ })
  assert.equal(nets.tinyFaceDetector.isLoaded, false)
  useEngine(engine)
})

test('detectAllFaces alone gives detections', async () => {
  const detections = await detectAllFaces(fivePeople(), new TinyFaceDetectorOptions())
  assert.equal(detections.length, 5)
  for (const detection of detections) {
    assert.ok(detection instanceof faceapi.FaceDetection && detection.score > 0.5)
    assert.deepEqual({ ...detection.imageDims }, { width: 1920, height: 1398 })
    assertClose(detection.relativeBox.x * 1920, detection.box.x, 1e-6)
  }
})

test('each further step adds its part', async () => {
  const photo = onePerson()
  const [withLandmarks] = await detectAllFaces(photo).withFaceLandmarks()
  assert.deepEqual(Object.keys(withLandmarks), ['detection', 'landmarks', 'unshiftedLandmarks', 'alignedRect'])
  const [described] = await detectAllFaces(photo).withFaceLandmarks().withFaceDescriptors()
  assert.ok(described.descriptor instanceof Float32Array)
  const { faces: [face] } = await engine.analyze(photo, { descriptors: true })
  assertClose(described.landmarks.positions.map((/** @type {any} */ { x, y }) => [x, y]), face.landmarks, 1e-3)
  assertClose([...described.descriptor], [...face.descriptor ?? []], 1e-6)
  assertClose({ ...described.detection.box }, face.box, 1e-6)
})

test('the parts of a face lie where a face has them', async () => {
  const { landmarks, unshiftedLandmarks, alignedRect, detection } = await detectSingleFace(onePerson()).withFaceLandmarks()
  const parts = ['JawOutline', 'LeftEyeBrow', 'RightEyeBrow', 'Nose', 'LeftEye', 'RightEye', 'Mouth'].map((part) => landmarks[`get${part}`]())
  assert.deepEqual(parts.map(({ length }) => length), [17, 5, 5, 9, 6, 6, 20])
  const [, , , nose, leftEye, rightEye, mouth] = parts.map((points) => ({
    x: points.reduce((/** @type {number} */ sum, /** @type {any} */ { x }) => sum + x, 0) / points.length,
    y: points.reduce((/** @type {number} */ sum, /** @type {any} */ { y }) => sum + y, 0) / points.length,
  }))
  assert.ok(leftEye.x < nose.x && nose.x < rightEye.x && leftEye.y < nose.y && nose.y < mouth.y)
  assertClose({ ...unshiftedLandmarks.shiftBy(detection.box.x, detection.box.y).positions[30] }, { ...landmarks.positions[30] }, 1e-6)
  assert.ok(alignedRect.box.x < landmarks.positions[0].x && alignedRect.box.right > landmarks.positions[16].x)
})

test('detectSingleFace gives the best face, or nothing', async () => {
  const all = await detectAllFaces(fivePeople())
  const best = await detectSingleFace(fivePeople())
  assert.equal(best.score, Math.max(...all.map((/** @type {any} */ { score }) => score)))
  assert.equal(await detectSingleFace(nobody()), undefined)
  assert.equal(await detectSingleFace(nobody()).withFaceLandmarks().withFaceDescriptor(), undefined)
  assert.deepEqual(await detectAllFaces(nobody()).withFaceLandmarks().withFaceDescriptors(), [])
})

test('a task runs once however often it is awaited, and tells its failure like a promise', async () => {
  const task = detectAllFaces(onePerson())
  assert.equal(await task, await task)
  await assert.rejects(async () => { await detectAllFaces(/** @type {any} */ ('photo.jpg')) }, { code: 'bad-input' })
})

test('options reach the detector', async () => {
  const strict = await detectAllFaces(fivePeople(), new TinyFaceDetectorOptions({ scoreThreshold: 0.8 }))
  assert.equal(strict.length, 2)
  const coarse = await detectAllFaces(fivePeople(), new TinyFaceDetectorOptions({ inputSize: 128, scoreThreshold: 0.3 }))
  assert.notDeepEqual(coarse.map((/** @type {any} */ { score }) => score), strict.map((/** @type {any} */ { score }) => score))
})

for (const bad of [{ inputSize: 100 }, { inputSize: 0 }, { inputSize: NaN }, { scoreThreshold: 0 }, { scoreThreshold: 1.5 }]) {
  test(`options ${JSON.stringify(bad)} are refused`, () => {
    assert.throws(() => new TinyFaceDetectorOptions(bad), { name: 'RangeError' })
  })
}

test('resizeResults moves boxes and points together', async () => {
  const photo = onePerson()
  const results = await detectAllFaces(photo).withFaceLandmarks().withFaceDescriptors()
  const [resized] = faceapi.resizeResults(results, { width: photo.width / 2, height: photo.height * 3 })
  assertClose({ ...resized.detection.box }, { ...results[0].detection.box.rescale({ width: 0.5, height: 3 }) }, 1e-6)
  for (const i of [0, 30, 67]) {
    const { x, y } = results[0].landmarks.positions[i]
    assertClose({ ...resized.landmarks.positions[i] }, { x: x / 2, y: y * 3 }, 1e-6)
  }
  assert.equal(resized.descriptor, results[0].descriptor)
  const detection = faceapi.resizeResults(results[0].detection, { width: 1300, height: 1300 })
  assertClose(detection.box.width, results[0].detection.box.width * 2, 1e-6)
})

test('tasks leave no tensor behind', async () => {
  const photo = onePerson()
  await detectAllFaces(photo).withFaceLandmarks().withFaceDescriptors()
  const { numTensors } = tf.memory()
  for (let i = 0; i < 3; i++) await detectAllFaces(photo).withFaceLandmarks().withFaceDescriptors()
  assert.equal(tf.memory().numTensors, numTensors)
})

test('the matcher tells a known face from a stranger', async () => {
  const people = await detectAllFaces(fivePeople()).withFaceLandmarks().withFaceDescriptors()
  const matcher = new faceapi.FaceMatcher([new faceapi.LabeledFaceDescriptors('Ada', [people[0].descriptor]), people[1]])
  assert.equal(matcher.findBestMatch(people[0].descriptor).toString(), 'Ada (0)')
  assert.equal(matcher.findBestMatch(people[1].descriptor).label, 'person 1')
  const one = await detectSingleFace(onePerson()).withFaceLandmarks().withFaceDescriptor()
  assert.equal(new faceapi.FaceMatcher(people[0], 0.1).findBestMatch(one.descriptor).label, 'unknown')
})
