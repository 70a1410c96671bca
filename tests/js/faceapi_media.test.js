/** Pictures that are still loading, that cannot be read, or that are none; and what a program in Node brings of its own. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'

import { Canvas, Image, ImageData, Video } from './support/canvas.js'
import { onePerson } from './support/photo.js'
import { serveModels } from './support/server.js'

const faceapi = await import('../../static/faces/index.js')
const { awaitMediaLoaded, detectAllFaces, detectSingleFace, env, nets, TinyFaceDetectorOptions } = faceapi

const { models } = await serveModels()
const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
faceapi.useEngine(engine)
after(() => engine.dispose())
await nets.tinyFaceDetector.loadFromUri(models)
beforeEach(() => env.monkeyPatch({ Canvas, Image, ImageData, Video }))
const TINY = new TinyFaceDetectorOptions()

test('what is there is not waited for', async () => {
  for (const media of [new Canvas(), new Image(), ...[2, 3, 4].map((readyState) => Object.assign(new Video(), { readyState }))]) {
    assert.equal(await awaitMediaLoaded(media), null)
  }
})

test('an image and a video are waited for', async () => {
  for (const [media, happens] of [[Object.assign(new Image(), { complete: false }), 'load'], [Object.assign(new Video(), { networkState: 2 }), 'loadeddata']]) {
    const waiting = awaitMediaLoaded(media)
    setTimeout(() => /** @type {EventTarget} */ (media).dispatchEvent(new Event(/** @type {string} */ (happens))))
    assert.equal((await waiting)?.type, happens)
  }
})

test('what cannot be loaded is told as an error', async () => {
  for (const media of [Object.assign(new Image(), { complete: false }), Object.assign(new Video(), { networkState: 2 })]) {
    const waiting = detectAllFaces(media, TINY)
    setTimeout(() => media.dispatchEvent(new Event('error')))
    await assert.rejects(async () => { await waiting }, { name: 'FamiliarError', code: 'undecodable', message: /cannot be read/ })
  }
  await assert.rejects(awaitMediaLoaded(Object.assign(new Video(), { networkState: 1, error: { code: 4 } })), { code: 'undecodable' })
})

test('a video without anything to load is told at once, one with a camera is waited for', async () => {
  await assert.rejects(awaitMediaLoaded(new Video()), { code: 'bad-input', cure: /src/ })
  const camera = Object.assign(new Video(), { srcObject: {} })
  const waiting = awaitMediaLoaded(camera)
  camera.dispatchEvent(new Event('loadeddata'))
  assert.equal((await waiting)?.type, 'loadeddata')
})

const tensor = faceapi.tf.ones([2, 4, 4, 3])
after(() => tensor.dispose())
/** @type {[string, any, any, RegExp][]} */
const MISTAKES = [
  ['a number', 42, TINY, /not a picture/],
  ['nothing', undefined, TINY, /not a picture/],
  ['a name that is no element', 'nowhere', TINY, /not a picture|no element/],
  ['two pictures', [onePerson(), onePerson()], TINY, /one picture at a time, not in 2/],
  ['no pictures', [], TINY, /one picture at a time/],
  ['a batch in a tensor', tensor, TINY, /\[height, width, 3\]/],
  ['no options of a detector', onePerson(), { inputSize: 128 }, /options of a detector/],
]
for (const [name, input, options, message] of MISTAKES) {
  test(`${name} is refused with a rejected promise`, async () => {
    for (const task of [detectAllFaces(input, options), detectSingleFace(input, options).withFaceLandmarks()]) {
      await assert.rejects(async () => { await task }, { name: 'FamiliarError', code: 'bad-input', message })
    }
  })
}

/** @type {[string, () => PromiseLike<any>][]} */
const MISSING = [
  ['ssdMobilenetv1', () => detectAllFaces(onePerson())],
  ['faceLandmark68Net', () => detectAllFaces(onePerson(), TINY).withFaceLandmarks()],
  ['faceLandmark68TinyNet', () => detectSingleFace(onePerson(), TINY).withFaceLandmarks(true)],
  ['faceExpressionNet', () => detectAllFaces(onePerson(), TINY).withFaceExpressions()],
  ['ageGenderNet', () => detectSingleFace(onePerson(), TINY).withAgeAndGender()],
]
for (const [name, call] of MISSING) {
  test(`${name} that is missing is named with the call that loads it`, async () => {
    await assert.rejects(async () => { await call() }, (/** @type {any} */ error) => {
      assert.equal(error.code, 'not-loaded')
      assert.ok(error.message.includes(`faceapi.nets.${name}.loadFromUri('/models') first`), error.message)
      return true
    })
  })
}

test('a task has catch and finally', async () => {
  const told = await detectAllFaces(/** @type {any} */ (42), TINY).catch((error) => error.code)
  assert.equal(told, 'bad-input')
  let ended = false
  await detectAllFaces(onePerson(), TINY).finally(() => { ended = true })
  assert.ok(ended)
})

/** The photo on a canvas, or as an image, of the program's own. */
function photo() {
  const { data, width, height } = onePerson()
  const canvas = Object.assign(new Canvas(), { width, height })
  for (let i = 0; i < width * height; i++) canvas.data.set([data[i * 3], data[i * 3 + 1], data[i * 3 + 2], 255], i * 4)
  return { canvas, image: Object.assign(new Image(), { naturalWidth: width, naturalHeight: height, data: canvas.data }) }
}

test('a program brings its own canvas and image, as they are, in a list of one and in a NetInput', async () => {
  const { box } = await detectSingleFace(onePerson(), TINY)
  const { canvas, image } = photo()
  for (const input of [canvas, image, [canvas], await faceapi.toNetInput(image)]) {
    assert.deepEqual((await detectSingleFace(input, TINY)).box, box)
  }
})

test('a tensor is taken with a batch of one or without, and stays the caller\'s', async () => {
  const { data, width, height } = onePerson()
  const one = faceapi.tf.tensor4d(Float32Array.from(data), [1, height, width, 3])
  const { box } = await detectSingleFace(onePerson(), TINY)
  assert.deepEqual((await detectSingleFace(one, TINY)).box, box)
  assert.equal(one.isDisposed, false)
  one.dispose()
})

test('what a program brings can be made, and what it does not bring is named', () => {
  env.setEnv(env.createNodejsEnv())
  assert.throws(() => faceapi.createCanvas({ width: 1, height: 1 }), /env\.monkeyPatch\({ Canvas }\)/)
  assert.equal(faceapi.isMediaElement(new Canvas()), false)
  env.monkeyPatch({ Canvas })
  assert.ok(faceapi.createCanvas({ width: 1, height: 1 }) instanceof Canvas)
  const own = new Canvas()
  env.monkeyPatch({ createCanvasElement: () => own })
  assert.equal(faceapi.createCanvas({ width: 1, height: 1 }), own)
  assert.deepEqual([env.isNodejs(), env.isBrowser()], [true, false])
})

test('files are read by the program\'s own fs, or Node\'s', async () => {
  const fs = { readFile: (/** @type {string} */ path, /** @type {Function} */ done) => (path === 'here' ? done(null, 'bytes') : done(new Error('gone'))) }
  const { readFile } = env.createFileSystem(fs)
  assert.equal(await readFile('here'), 'bytes')
  await assert.rejects(readFile('there'), /gone/)
  assert.match(String(await env.getEnv().readFile(import.meta.filename)), /files are read/)
})

test('an address that fails is named', async () => {
  env.monkeyPatch({ fetch: /** @type {any} */ (async () => new Response('', { status: 404, statusText: 'Not Found' })) })
  await assert.rejects(faceapi.fetchJson('/none.json'), { code: 'fetch-failed', message: '/none.json cannot be loaded: the server says 404 Not Found.' })
  env.monkeyPatch({ fetch: async () => { throw new TypeError('no route') } })
  await assert.rejects(faceapi.fetchNetWeights('/none'), { code: 'fetch-failed', message: /no route/ })
  env.monkeyPatch({ fetch: globalThis.fetch })
})

test('tensors: nothing is left behind', async () => {
  const before = faceapi.tf.memory().numTensors
  const input = await faceapi.toNetInput(faceapi.tf.ones([4, 2, 3]))
  input.toBatchTensor(8).dispose()
  const [picture] = input.imageTensors
  const [cut] = await faceapi.extractFaceTensors(picture, [new faceapi.Rect(0, 0, 1, 1)])
  await faceapi.imageTensorToCanvas(picture, /** @type {any} */ (new Canvas()))
  faceapi.tf.dispose([cut, picture])
  assert.equal(faceapi.tf.memory().numTensors, before)
})

test('TensorFlow.js has its names, and other backends when asked', async () => {
  const { tf } = faceapi
  assert.equal(tf.version.tfjs, tf.version_core)
  assert.equal(await tf.setBackend('nonsense'), false)
  assert.ok(await tf.setBackend('cpu'))
  await tf.ready()
  assert.equal(tf.getBackend(), 'cpu')
  const sum = tf.tidy(() => tf.tensor1d([1, 2, 3]).add(1).sum())
  assert.equal((await sum.data())[0], 9)
  sum.dispose()
})
