/** The names and shapes of face-api.js's interface, on the real engine. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { BUILT } from './support/models.js'
import { fivePeople, nobody, onePerson } from './support/photo.js'
import { assertClose } from './support/vectors.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const faceapi = await import('../../static/faces/index.js')
const { detectAllFaces, detectSingleFace, MtcnnOptions, nets, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options, useEngine } = faceapi

const { models } = await serveModels()
const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
useEngine(engine)
after(() => engine.dispose())
const here = Object.values(nets).filter(({ name }) => BUILT.includes(name))
const loadedBefore = here.map(({ isLoaded }) => isLoaded)
await Promise.all(here.slice(0, 3).map((net) => net.loadFromUri(models)))
for (const net of here.slice(3)) await net.load(models)

test('networks are loaded one by one from an address', () => {
  assert.deepEqual(new Set(loadedBefore), new Set([false]))
  assert.deepEqual(here.map(({ isLoaded }) => isLoaded), here.map(() => true))
})

test('the networks have their names in face-api.js', () => {
  const names = ['ssdMobilenetv1', 'tinyFaceDetector', 'tinyYolov2', 'mtcnn', 'faceLandmark68Net', 'faceLandmark68TinyNet', 'faceRecognitionNet',
    'faceExpressionNet', 'ageGenderNet']
  assert.deepEqual(names.filter((name) => !(name in nets)), [])
})

test('an address without networks tells which file is missing', async () => {
  const other = await faceapi.createEngine({ thread: 'main' })
  useEngine(other)
  await assert.rejects(nets.tinyFaceDetector.loadFromUri(`${models}nowhere`), { code: 'weights-missing', file: /nowhere\/tiny_face_detector\/spec\.json$/ })
  assert.equal(nets.tinyFaceDetector.isLoaded, false)
  useEngine(engine)
})

const TINY = new TinyFaceDetectorOptions()

test('detectAllFaces alone gives detections', async () => {
  const detections = await detectAllFaces(fivePeople(), TINY)
  assert.equal(detections.length, 5)
  for (const detection of detections) {
    assert.ok(detection instanceof faceapi.FaceDetection && detection.score > 0.5)
    assert.deepEqual({ ...detection.imageDims }, { width: 1920, height: 1398 })
    assertClose(detection.relativeBox.x * 1920, detection.box.x, 1e-6)
  }
})

test('each further step adds its part', async () => {
  const photo = onePerson()
  const [withLandmarks] = await detectAllFaces(photo, TINY).withFaceLandmarks()
  assert.deepEqual(Object.keys(withLandmarks), ['detection', 'landmarks', 'unshiftedLandmarks', 'alignedRect', 'angle'])
  const [described] = await detectAllFaces(photo, TINY).withFaceLandmarks().withFaceDescriptors()
  assert.ok(described.descriptor instanceof Float32Array)
  const { faces: [face] } = await engine.analyze(photo, { detector: TINY.request, descriptors: true })
  assertClose(described.landmarks.positions.map((/** @type {any} */ { x, y }) => [x, y]), face.landmarks, 1e-3)
  assertClose([...described.descriptor], [...face.descriptor ?? []], 1e-6)
  assertClose({ ...described.detection.box }, face.box, 1e-6)
})

test('the parts of a face lie where a face has them', async () => {
  const { landmarks, unshiftedLandmarks, alignedRect, detection } = await detectSingleFace(onePerson(), TINY).withFaceLandmarks()
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
  const all = await detectAllFaces(fivePeople(), TINY)
  const best = await detectSingleFace(fivePeople(), TINY)
  assert.equal(best.score, Math.max(...all.map((/** @type {any} */ { score }) => score)))
  assert.equal(await detectSingleFace(nobody(), TINY), undefined)
  assert.equal(await detectSingleFace(nobody(), TINY).withFaceLandmarks().withFaceDescriptor(), undefined)
  assert.deepEqual(await detectAllFaces(nobody(), TINY).withFaceLandmarks().withFaceDescriptors(), [])
})

test('a task runs once however often it is awaited, and tells its failure like a promise', async () => {
  const task = detectAllFaces(onePerson(), TINY)
  assert.equal(await task, await task)
  await assert.rejects(async () => { await detectAllFaces(/** @type {any} */ ('photo.jpg')) }, { code: 'bad-input' })
})

test('options reach the detector', async () => {
  const strict = await detectAllFaces(fivePeople(), new TinyFaceDetectorOptions({ scoreThreshold: 0.8 }))
  assert.equal(strict.length, 2)
  const coarse = await detectAllFaces(fivePeople(), new TinyFaceDetectorOptions({ inputSize: 128, scoreThreshold: 0.3 }))
  assert.notDeepEqual(coarse.map((/** @type {any} */ { score }) => score), strict.map((/** @type {any} */ { score }) => score))
})

/** @type {[new (options: any) => any, object[]][]} class, options that it refuses */
const REFUSED = [
  [TinyFaceDetectorOptions, [{ inputSize: 100 }, { inputSize: -32 }, { inputSize: 'large' }, { scoreThreshold: -0.1 }, { scoreThreshold: 1.5 }]],
  [TinyYolov2Options, [{ inputSize: 100 }, { scoreThreshold: 1 }]],
  [SsdMobilenetv1Options, [{ minConfidence: -1 }, { minConfidence: '0.5' }, { maxResults: -1 }, { maxResults: '9' }]],
  [MtcnnOptions, [{ minFaceSize: -1 }, { scaleFactor: 1 }, { maxNumScales: -1 }, { scoreThresholds: [0.5] }, { scoreThresholds: [0.5, 2, 0.5] },
    { scaleSteps: [] }, { scaleSteps: [NaN] }]],
]
for (const [Options, list] of REFUSED) {
  for (const bad of list) {
    test(`${Options.name} refuses ${JSON.stringify(bad)}`, () => {
      assert.throws(() => new Options(bad), { name: 'RangeError' })
    })
  }
}

test('a setting of 0 means its default, as in face-api.js', () => {
  assert.deepEqual(new TinyFaceDetectorOptions({ inputSize: 0, scoreThreshold: 0 }), TINY)
  assert.deepEqual(new SsdMobilenetv1Options({ minConfidence: 0, maxResults: 0 }), new SsdMobilenetv1Options())
  assert.deepEqual(new MtcnnOptions({ minFaceSize: 0, scaleFactor: 0, maxNumScales: 0 }), new MtcnnOptions())
})

test('the defaults of the options are those of the networks\' specs', () => {
  for (const options of [new SsdMobilenetv1Options(), TINY, new MtcnnOptions()]) {
    const { name, ...settings } = options.request
    const { input, thresholds, options: more } = engine.specs[name]
    const known = { inputSize: input.size, scoreThreshold: thresholds.score, ...more }
    for (const [setting, value] of Object.entries(settings)) assert.deepEqual(value, known[/** @type {keyof typeof known} */ (setting)], `${name} ${setting}`)
  }
  assert.deepEqual(new TinyYolov2Options().request, { name: 'tiny_yolov2', inputSize: 416, scoreThreshold: 0.5 })
})

test('without options SSD MobileNetV1 looks, as in face-api.js', async () => {
  const best = await detectSingleFace(onePerson())
  const { faces: [face] } = await engine.analyze(onePerson(), { detector: { name: 'ssd_mobilenetv1' } })
  assert.equal(best.score, face.score)
})

test('MTCNN takes its options', async () => {
  const found = await detectAllFaces(onePerson(), new MtcnnOptions())
  assert.equal(found.length, 1)
  assert.equal((await detectAllFaces(onePerson(), new MtcnnOptions({ minFaceSize: 600 }))).length, 0)
})

test('the detectors have functions of their own, which take plain options, too', async () => {
  const photo = onePerson()
  /** @type {[(input: any, options?: any) => Promise<any[]>, any][]} */
  const detectors = [[faceapi.ssdMobilenetv1, new SsdMobilenetv1Options()], [faceapi.tinyFaceDetector, TINY], [faceapi.mtcnn, new MtcnnOptions()],
    ...(BUILT.includes('tiny_yolov2') ? [/** @type {[any, any]} */ ([faceapi.tinyYolov2, new TinyYolov2Options()])] : [])]
  for (const [detect, options] of detectors) {
    const wanted = await detectAllFaces(photo, options)
    for (const given of [options, { ...options }, undefined]) {
      const found = (await detect(photo, given)).map(({ detection, score, box }) => ({ score, box, ...detection && { score: detection.score, box: detection.box } }))
      assert.deepEqual(found, wanted.map((/** @type {any} */ { score, box }) => ({ score, box })))
    }
  }
  assert.equal((await faceapi.tinyFaceDetector(fivePeople(), { scoreThreshold: 0.8 })).length, 2)
  await assert.rejects(faceapi.tinyFaceDetector(photo, { inputSize: 100 }), RangeError)
})

test('MTCNN gives five points in the face', async () => {
  const [{ detection, landmarks, unshiftedLandmarks }] = await faceapi.mtcnn(onePerson())
  assert.ok(landmarks instanceof faceapi.FaceLandmarks5)
  const [leftEye, rightEye, nose, ...mouth] = landmarks.positions
  assert.ok(leftEye.x < nose.x && nose.x < rightEye.x && mouth.every((/** @type {any} */ { y }) => y > Math.max(leftEye.y, rightEye.y)))
  assert.ok(unshiftedLandmarks.relativePositions.every((/** @type {any} */ { x, y }) => x > 0 && x < 1 && y > 0 && y < 1))
  const { faces: [face] } = await engine.analyze(onePerson(), { detector: new MtcnnOptions().request })
  assertClose(landmarks.positions.map((/** @type {any} */ { x, y }) => [x, y]), face.keypoints, 1e-3)
  assertClose({ ...detection.box }, face.box, 1e-3)
})

test('all faces with one call', async () => {
  const photo = onePerson()
  for (const [faces, options] of [[faceapi.allFaces(photo, 0.6), new SsdMobilenetv1Options({ minConfidence: 0.6 })], [faceapi.allFacesMtcnn(photo), new MtcnnOptions()]]) {
    assert.deepEqual(await faces, await detectAllFaces(photo, /** @type {any} */ (options)).withFaceLandmarks().withFaceDescriptors())
  }
  await assert.rejects(faceapi.allFaces(photo, 2), RangeError)
})

test('expressions, age and gender come in any order, with landmarks or without', async () => {
  const photo = onePerson()
  const plain = await detectSingleFace(photo, TINY).withFaceExpressions().withAgeAndGender()
  assert.deepEqual(Object.keys(plain), ['detection', 'expressions', 'age', 'gender', 'genderProbability'])
  const aligned = await detectSingleFace(photo, TINY).withFaceLandmarks().withFaceExpressions().withAgeAndGender().withFaceDescriptor()
  const other = await detectSingleFace(photo, TINY).withFaceLandmarks().withFaceDescriptor().withAgeAndGender().withFaceExpressions()
  assert.deepEqual(aligned, other)
  assert.notEqual(aligned.age, plain.age)
  assert.ok(['male', 'female'].includes(aligned.gender) && aligned.genderProbability >= 0.5)
})

test('expressions are properties, and can be sorted', async () => {
  const { expressions } = await detectSingleFace(onePerson(), TINY).withFaceExpressions()
  assert.ok(expressions instanceof faceapi.FaceExpressions)
  assert.deepEqual(Object.keys(expressions), ['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgusted', 'surprised'])
  const sorted = expressions.asSortedArray()
  assert.equal(sorted.length, 7)
  assert.ok(sorted.every((one, i) => i === 0 || one.probability <= sorted[i - 1].probability))
  assert.equal(sorted[0].probability, expressions[/** @type {keyof typeof expressions} */ (sorted[0].expression)])
})

test('the tiny landmark network is another network', async () => {
  const photo = onePerson()
  const { landmarks: full, detection } = await detectSingleFace(photo, TINY).withFaceLandmarks()
  const { landmarks: tiny } = await detectSingleFace(photo, TINY).withFaceLandmarks(true)
  const distances = full.positions.map((/** @type {any} */ { x, y }, /** @type {number} */ i) => Math.hypot(x - tiny.positions[i].x, y - tiny.positions[i].y))
  assert.ok(Math.max(...distances) > 0.5 && Math.max(...distances) < 0.2 * detection.box.width)
})

test('descriptors are made with the recogniser\'s own crop unless another is asked for', async () => {
  const photo = onePerson()
  const describe = async (/** @type {any} */ options) => (await detectSingleFace(photo, TINY).withFaceLandmarks().withFaceDescriptor(options)).descriptor
  const { crops = [] } = engine.specs.face_recognition
  assert.deepEqual(await describe(undefined), await describe({ crop: crops[0].name }))
  assert.notDeepEqual(await describe({ crop: 'face-api' }), await describe(undefined))
})

test('Familiar\'s own steps', { skip: !(BUILT.includes('liveness') && BUILT.includes('antispoof')) }, async () => {
  const { live, real } = await detectSingleFace(onePerson(), TINY).withLiveness().withAntispoof()
  assert.ok(live >= 0 && live <= 1 && real >= 0 && real <= 1)
})

test('resizeResults moves boxes and points together', async () => {
  const photo = onePerson()
  const results = await detectAllFaces(photo, TINY).withFaceLandmarks().withFaceDescriptors().withFaceExpressions()
  const [resized] = faceapi.resizeResults(results, { width: photo.width / 2, height: photo.height * 3 })
  assertClose({ ...resized.detection.box }, { ...results[0].detection.box.rescale({ width: 0.5, height: 3 }) }, 1e-6)
  for (const i of [0, 30, 67]) {
    const { x, y } = results[0].landmarks.positions[i]
    assertClose({ ...resized.landmarks.positions[i] }, { x: x / 2, y: y * 3 }, 1e-6)
  }
  assert.equal(resized.descriptor, results[0].descriptor)
  assert.equal(resized.expressions, results[0].expressions)
  const detection = faceapi.resizeResults(results[0].detection, { width: 1300, height: 1300 })
  assertClose(detection.box.width, results[0].detection.box.width * 2, 1e-6)
})

test('tasks leave no tensor behind', async () => {
  const photo = onePerson()
  await detectAllFaces(photo, TINY).withFaceLandmarks().withFaceDescriptors()
  const { numTensors } = tf.memory()
  for (let i = 0; i < 3; i++) await detectAllFaces(photo, TINY).withFaceLandmarks().withFaceDescriptors()
  assert.equal(tf.memory().numTensors, numTensors)
})

test('the matcher tells a known face from a stranger', async () => {
  const people = await detectAllFaces(fivePeople(), TINY).withFaceLandmarks().withFaceDescriptors()
  const matcher = new faceapi.FaceMatcher([new faceapi.LabeledFaceDescriptors('Ada', [people[0].descriptor]), people[1]])
  assert.equal(matcher.findBestMatch(people[0].descriptor).toString(), 'Ada (0)')
  assert.equal(matcher.findBestMatch(people[1].descriptor).label, 'person 1')
  const one = await detectSingleFace(onePerson(), TINY).withFaceLandmarks().withFaceDescriptor()
  assert.equal(new faceapi.FaceMatcher(people[0], 0.1).findBestMatch(one.descriptor).label, 'unknown')
})
