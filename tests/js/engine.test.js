/** The engine with the real networks on WebAssembly. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { fivePeople, nobody, onePerson } from './support/photo.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const { createEngine } = await import('../../static/faces/engine.js')

const NAMES = ['tiny_face_detector', 'face_landmark_68', 'face_recognition']
const ALL = { landmarks: true, descriptors: true }

/** @type {Awaited<ReturnType<typeof createEngine>>} */
let engine
/** @type {any[]} */
const events = []
const { models, asked } = await serveModels()

before(async () => {
  engine = await createEngine({ models, backends: ['wasm'], onProgress: (event) => events.push(event) })
  await engine.load(NAMES)
})

after(() => {
  engine.dispose()
  assert.equal(tf.memory().numTensors, 0, 'the engine keeps tensors after it was disposed')
})

test('it says where it runs, and why not in a worker', () => {
  assert.equal(engine.kind, 'main')
  assert.match(String(engine.fallback), /Worker/)
  assert.deepEqual(engine.backend, { name: 'wasm', threads: 1, dropped: [] })
  assert.deepEqual(Object.keys(engine.specs), NAMES)
})

test('every network proves itself while it loads', () => {
  assert.deepEqual(events.filter(({ stage, name }) => stage === 'self-test' && name).map(({ name }) => name), NAMES)
})

test('the backend starts while the files are on their way', () => {
  const start = events.findIndex(({ stage, name }) => stage === 'self-test' && !name)
  assert.ok(start >= 0 && start < events.findIndex(({ stage }) => stage === 'download'), 'it waited for the files')
})

test('loading again asks for nothing', async () => {
  const before = asked.length
  await engine.load(NAMES)
  assert.equal(asked.length, before)
})

test('two loads at once fetch what both want only once', async () => {
  const before = asked.length
  await Promise.all([engine.load(['face_expression']), engine.load(['age_gender', 'face_expression'])])
  const paths = asked.slice(before)
  assert.equal(paths.length, 6)
  assert.equal(new Set(paths).size, 6)
})

test('a load that failed is tried anew', async () => {
  const load = () => assert.rejects(engine.load(['of_nobody']), { code: 'weights-missing' })
  const before = asked.length
  await Promise.all([load(), load()])
  await load()
  assert.equal(asked.length, before + 2)
})

test('one person: one face with landmarks inside and around it, and a descriptor', async () => {
  const photo = onePerson()
  const { faces, size, timings } = await engine.analyze(photo, ALL)
  assert.deepEqual(size, { width: 650, height: 650 })
  assert.equal(faces.length, 1)
  const [{ box, score, landmarks = [], descriptor }] = faces
  assert.ok(score > 0.5 && score < 1)
  assert.equal(landmarks.length, 68)
  const centre = landmarks.reduce(([x, y], point) => [x + point[0] / 68, y + point[1] / 68], [0, 0])
  assert.ok(centre[0] > box.x && centre[0] < box.x + box.width && centre[1] > box.y && centre[1] < box.y + box.height)
  assert.ok(descriptor instanceof Float32Array && descriptor.length === 128 && descriptor.every(Number.isFinite))
  assert.deepEqual(Object.keys(timings), ['capture', 'detection', 'landmarks', 'descriptors', 'total'])
})

test('five people: five faces, best first, each with a descriptor of its own', async () => {
  const { faces } = await engine.analyze(fivePeople(), ALL)
  assert.equal(faces.length, 5)
  assert.deepEqual(faces.map(({ score }) => score), faces.map(({ score }) => score).sort((a, b) => b - a))
  assert.equal(new Set(faces.map(({ descriptor }) => String(descriptor))).size, 5)
})

test('faces in one batch get the numbers that they get alone', async () => {
  const photo = fivePeople()
  const { faces } = await engine.analyze(photo, ALL)
  const { faces: [best] } = await engine.analyze(photo, { ...ALL, detector: { name: NAMES[0], scoreThreshold: faces[1].score } })
  const difference = Math.max(...[...best.descriptor ?? []].map((value, i) => Math.abs(value - (faces[0].descriptor?.[i] ?? NaN))))
  assert.ok(difference < 1e-5, `off by ${difference}`)
})

test('only what was asked for is there', async () => {
  const photo = onePerson()
  const plain = await engine.analyze(photo)
  assert.deepEqual(Object.keys(plain.faces[0]), ['box', 'score'])
  assert.deepEqual(Object.keys(plain.timings), ['capture', 'detection', 'total'])
  const described = await engine.analyze(photo, { descriptors: true })
  assert.deepEqual(Object.keys(described.faces[0]), ['box', 'score', 'landmarks', 'descriptor'])
})

test('nobody in the picture: no faces', async () => {
  assert.deepEqual((await engine.analyze(nobody(), ALL)).faces, [])
})

test('a tensor gives what its pixels give, and stays the caller\'s', async () => {
  const photo = onePerson()
  const tensor = tf.tensor3d(Int32Array.from(photo.data), [photo.height, photo.width, 3], 'int32')
  const [fromTensor, fromPixels] = [await engine.analyze(tensor, ALL), await engine.analyze(photo, ALL)]
  assert.deepEqual(fromTensor.faces, fromPixels.faces)
  assert.equal(tensor.isDisposed, false)
  tensor.dispose()
})

test('pictures analysed at once wait their turn', async () => {
  const photos = [onePerson(), nobody(), onePerson()]
  const results = await Promise.all(photos.map((photo) => engine.analyze(photo, ALL)))
  assert.deepEqual(results.map(({ faces }) => faces.length), [1, 0, 1])
  assert.deepEqual(results[0].faces, results[2].faces)
})

test('no tensor is left behind by a picture', async () => {
  const photo = onePerson()
  await engine.analyze(photo, ALL)
  const held = () => [tf.memory().numTensors, tf.memory().numBytes, tf.backend().numDataIds()]
  const before = held()
  for (let i = 0; i < 5; i++) await engine.analyze(i % 2 ? photo : nobody(), ALL)
  assert.deepEqual(held(), before)
})

const BAD = /** @type {Array<[string, any, any, string]>} */ ([
  ['text', 'face.jpg', {}, 'bad-input'],
  ['nothing', null, {}, 'bad-input'],
  ['a picture without pixels', { data: new Uint8ClampedArray(0), width: 0, height: 0 }, {}, 'bad-input'],
  ['a picture with the wrong number of values', { data: new Uint8ClampedArray(10), width: 2, height: 2 }, {}, 'bad-input'],
  ['an inputSize between the steps', nobody(), { detector: { name: NAMES[0], inputSize: 100 } }, 'bad-input'],
  ['an inputSize that is too large', nobody(), { detector: { name: NAMES[0], inputSize: 1312 } }, 'bad-input'],
  ['an impossible threshold', nobody(), { detector: { name: NAMES[0], scoreThreshold: 2 } }, 'bad-input'],
  ['a detector that is not loaded', nobody(), { detector: { name: 'ssd_mobilenetv1' } }, 'not-loaded'],
])
for (const [name, input, request, code] of BAD) {
  test(`${name} is refused, and the next picture works`, async () => {
    await assert.rejects(engine.analyze(input, request), { name: 'FamiliarError', code })
    assert.equal((await engine.analyze(onePerson())).faces.length, 1)
    assert.deepEqual(engine.backend?.dropped, [], 'a caller\'s mistake must not cost a backend')
  })
}

test('a tensor of the wrong shape is refused', async () => {
  const batch = tf.tensor4d(new Float32Array(12), [1, 2, 2, 3])
  await assert.rejects(engine.analyze(/** @type {any} */ (batch)), { code: 'bad-input', message: /\[height, width, 3\]/ })
  batch.dispose()
})

test('an engine without networks says that they are not loaded', async () => {
  const empty = await createEngine({ models, thread: 'main' })
  assert.equal(empty.backend, null)
  await assert.rejects(empty.analyze(nobody()), { code: 'not-loaded', cure: /engine\.load/ })
  empty.dispose()
})

test('a demanded worker that cannot start is an error', async () => {
  await assert.rejects(createEngine({ models, thread: 'worker' }), { code: 'worker-failed', message: /Worker/ })
})

test('a network\'s input equals TensorFlow\'s own pad and resize, also of a large picture', async () => {
  const { prepare } = await import('../../static/faces/ops/image.js')
  const [width, height, size] = [1501, 1000, 416]
  const data = Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => Math.imul(i, 2654435761) >>> 24)
  const resized = tf.tidy(() => {
    const square = tf.pad3d(tf.tensor3d(Float32Array.from(data), [height, width, 3]), [[0, width - height], [0, 0], [0, 0]])
    return tf.image.resizeBilinear(square, [size, size], false, false)
  })
  const expected = await resized.data()
  resized.dispose()
  const input = /** @type {any} */ ({ padding: 'end', mean: [0, 0, 0], scale: 1 })
  const actual = prepare({ data, width, height, channels: 3 }, { x: 0, y: 0, width, height }, input, size)
  const worst = actual.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i])), 0)
  assert.ok(worst < 1e-3, `off by ${worst} of 255`)
})
