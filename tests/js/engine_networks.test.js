/** Every network through the engine, on photos and on pictures that no camera makes. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { BASIC, BUILT, needs } from './support/models.js'
import { fivePeople, nobody, onePerson } from './support/photo.js'
import { serveModels } from './support/server.js'

/** @typedef {import('../../static/faces/types.js').Face} Face */
/** @typedef {import('../../static/faces/types.js').Pair} Pair */

const tf = await import('../../static/faces/tf.js')
const { createEngine } = await import('../../static/faces/engine.js')

const DETECTORS = ['ssd_mobilenetv1', 'tiny_face_detector', 'mtcnn']
const EVERYTHING = { landmarks: true, descriptors: true, expressions: true, ageGender: true }

/** @type {Awaited<ReturnType<typeof createEngine>>} */
let engine

before(async () => {
  const { models } = await serveModels()
  engine = await createEngine({ models, thread: 'main', backends: ['wasm'] })
  await engine.load(BUILT)
})

after(() => {
  engine.dispose()
  assert.equal(tf.memory().numTensors, 0, 'the engine keeps tensors after it was disposed')
})

/** @param {Pair} point @param {Face} face */
const isInside = ([x, y], { box }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height

for (const name of DETECTORS) {
  test(`${name} finds the one person, and nobody where nobody is`, async () => {
    const { faces: [face, ...others] } = await engine.analyze(onePerson(), { detector: { name } })
    assert.deepEqual(others, [])
    assert.ok(face.score > 0.9 && face.score < 1)
    assert.ok(isInside([325, 305], face), 'the nose')
    assert.deepEqual((await engine.analyze(nobody(), { detector: { name } })).faces, [])
  })
}

test('the first network of the library\'s own order is the default', async () => {
  const { faces } = await engine.analyze(onePerson())
  assert.deepEqual(faces, (await engine.analyze(onePerson(), { detector: { name: 'ssd_mobilenetv1' } })).faces)
})

test('MTCNN gives five points, where the landmarks have eyes, nose and mouth', async () => {
  const { faces: [face] } = await engine.analyze(onePerson(), { detector: { name: 'mtcnn' }, landmarks: true })
  const { keypoints = [], landmarks = [] } = face
  const middle = (/** @type {number} */ from, /** @type {number} */ to) =>
    [0, 1].map((axis) => landmarks.slice(from, to).reduce((sum, point) => sum + point[axis], 0) / (to - from))
  const expected = [middle(36, 42), middle(42, 48), landmarks[30], landmarks[48], landmarks[54]]
  assert.equal(keypoints.length, 5)
  keypoints.forEach(([x, y], i) => {
    assert.ok(Math.hypot(x - expected[i][0], y - expected[i][1]) < 0.08 * face.box.width, `point ${i} is ${x}, ${y}, not ${expected[i]}`)
  })
})

test('MTCNN looks only where its settings let it', async () => {
  const count = async (/** @type {object} */ settings) =>
    (await engine.analyze(fivePeople(), { detector: { name: 'mtcnn', ...settings } })).faces.length
  const all = await count({ minFaceSize: 100 })
  assert.ok(all >= 3)
  assert.equal(await count({ minFaceSize: 600 }), 0)
  assert.ok(await count({ minFaceSize: 100, scoreThresholds: [0.6, 0.7, 0.9999] }) < all)
  assert.ok(await count({ scaleSteps: [0.08, 0.06, 0.04] }) > 0)
})

test('SSD gives no more faces than were asked for, the best ones', async () => {
  const all = (await engine.analyze(fivePeople(), { detector: { name: 'ssd_mobilenetv1' } })).faces
  const two = (await engine.analyze(fivePeople(), { detector: { name: 'ssd_mobilenetv1', maxResults: 2 } })).faces
  assert.equal(all.length, 5)
  assert.deepEqual(two, all.slice(0, 2))
})

test('a face has everything that was asked for, in its own range', async () => {
  const { faces, timings } = await engine.analyze(fivePeople(), EVERYTHING)
  assert.deepEqual(Object.keys(timings), ['capture', 'detection', 'landmarks', 'descriptors', 'expressions', 'ageGender', 'total'])
  for (const { expressions = {}, age = NaN, gender, genderProbability = NaN } of faces) {
    assert.ok(Math.abs(Object.values(expressions).reduce((sum, value) => sum + value, 0) - 1) < 1e-5)
    assert.ok(age > 15 && age < 60)
    assert.ok(gender === 'female' || gender === 'male')
    assert.ok(genderProbability >= 0.5 && genderProbability <= 1)
  }
  assert.equal(faces.filter(({ expressions = {} }) => expressions.happy > 0.5).length, 4)
})

test('the two crops of the recogniser make descriptors that are alike but not the same', async () => {
  const describe = async (/** @type {string | undefined} */ crop) =>
    (await engine.analyze(onePerson(), { descriptors: { crop } })).faces[0].descriptor ?? new Float32Array()
  const [own, upright, compatible] = [await describe(undefined), await describe('upright'), await describe('face-api')]
  assert.deepEqual(own, upright)
  const distance = Math.hypot(...upright.map((value, i) => value - compatible[i]))
  assert.ok(distance > 0.01 && distance < 0.5, `${distance}`)
})

test('facenet describes faces by their box alone, as vectors of length 1', needs('facenet'), async () => {
  const { faces } = await engine.analyze(fivePeople(), { descriptors: { name: 'facenet' } })
  for (const { descriptor = new Float32Array(), landmarks } of faces) {
    assert.equal(landmarks, undefined)
    assert.ok(Math.abs(Math.hypot(...descriptor) - 1) < 1e-5)
  }
})

for (const [part, name] of /** @type {const} */ ([['antispoof', 'antispoof'], ['liveness', 'liveness']])) {
  test(`${part} answers with a probability`, needs(name), async () => {
    const { faces: [face] } = await engine.analyze(onePerson(), { [part]: true })
    const value = part === 'antispoof' ? face.real : face.live
    assert.ok(value !== undefined && value >= 0 && value <= 1)
  })
}

/** @type {[string, number, number, number[]][]} */
const STRANGE = [['one black pixel', 1, 1, [0, 0, 0]], ['one white pixel', 1, 1, [255, 255, 255]], ['one pixel of skin', 1, 1, [224, 172, 138]],
  ['a very wide picture', 10_000, 10, [90, 90, 90]], ['a very tall picture', 10, 10_000, [200, 160, 130]], ['a row of pixels', 10_000, 1, [255, 255, 255]]]
for (const [name, width, height, colour] of STRANGE) {
  test(`${name} holds no face`, async () => {
    const data = Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => colour[i % 3])
    for (const detector of DETECTORS) {
      const { faces, size } = await engine.analyze({ data, width, height, channels: 3 }, { detector: { name: detector }, ...EVERYTHING })
      assert.deepEqual([faces, size], [[], { width, height }], detector)
    }
  })
}

test('noise in a very wide picture gives no box at NaN', async () => {
  const data = Uint8ClampedArray.from({ length: 10_000 * 10 * 3 }, (_, i) => Math.imul(i, 2654435761) >>> 24)
  for (const name of ['ssd_mobilenetv1', 'tiny_face_detector']) {
    const { faces } = await engine.analyze({ data, width: 10_000, height: 10, channels: 3 }, { detector: { name, scoreThreshold: 1e-4 } })
    assert.ok(faces.length > 0, `${name} sees something`)
    for (const { box } of faces) assert.ok([box.x, box.y, box.width, box.height].every(Number.isFinite))
  }
})

for (const bad of [NaN, Infinity, -Infinity]) {
  test(`${bad} in a picture is refused, and the next picture works`, async () => {
    const { data, width, height } = nobody()
    const floats = Float32Array.from(data)
    floats[1000] = bad
    const tensor = tf.tensor3d(floats, [height, width, 3])
    for (const input of [tensor, { data: floats, width, height, channels: 3 }]) {
      await assert.rejects(engine.analyze(input), { name: 'FamiliarError', code: 'bad-input', message: /NaN or Infinity/ })
    }
    tensor.dispose()
    assert.deepEqual((await engine.analyze(nobody())).faces, [])
    assert.deepEqual(engine.backend?.dropped, [])
  })
}

test('a picture in fractions is not rounded', async () => {
  const photo = onePerson()
  const floats = Float32Array.from(photo.data, (value) => value * 0.93)
  const tensor = tf.tensor3d(floats, [photo.height, photo.width, 3])
  const detector = { name: 'tiny_face_detector' }
  assert.deepEqual((await engine.analyze({ ...photo, data: floats }, { detector })).faces, (await engine.analyze(tensor, { detector })).faces)
  tensor.dispose()
})

test('no picture leaves a tensor behind', async () => {
  const everything = { ...EVERYTHING, antispoof: BUILT.includes('antispoof'), liveness: BUILT.includes('liveness') }
  const before = tf.memory().numTensors
  for (const name of DETECTORS) {
    for (const photo of [onePerson(), nobody()]) await engine.analyze(photo, { detector: { name }, ...everything })
  }
  assert.equal(tf.memory().numTensors, before)
})

test('all networks that set-up builds are here', () => {
  assert.deepEqual(BASIC.filter((name) => !engine.specs[name]), [])
})
