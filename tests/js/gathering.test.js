/** Several pictures at once: the same answers as one by one, and each network asked once. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { fivePeople, nobody, onePerson } from './support/photo.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const { createEngine } = await import('../../static/faces/engine.js')
const { analyzeTogether } = await import('../../static/faces/gathering.js')

const DETECTORS = ['tiny_face_detector', 'mtcnn']
const EVERYTHING = { landmarks: true, descriptors: true, expressions: true, ageGender: true }

/** @type {Awaited<ReturnType<typeof createEngine>>} */
let engine

before(async () => {
  const { models } = await serveModels()
  engine = await createEngine({ models, thread: 'main', backends: ['wasm'] })
  await engine.load([...DETECTORS, 'face_landmark_68', 'face_recognition', 'face_expression', 'age_gender'])
})

after(() => {
  engine.dispose()
  assert.equal(tf.memory().numTensors, 0, 'the engine keeps tensors after it was disposed')
})

/** Compares faces down to the noise of adding in another order. @param {any} a @param {any} b @param {string} path */
function close(a, b, path) {
  if (typeof a === 'number') return assert.ok(Math.abs(a - b) < 1e-3 * Math.max(1, Math.abs(a)), `${path}: ${a} and ${b}`)
  if (typeof a === 'string') return assert.equal(a, b, path)
  assert.deepEqual(Object.keys(a), Object.keys(b), path)
  for (const key of Object.keys(a)) close(a[key], b[key], `${path}.${key}`)
}

for (const name of DETECTORS) {
  test(`with ${name}, pictures together have the faces that each has alone`, async () => {
    const request = { ...EVERYTHING, detector: { name } }
    const images = [fivePeople(), nobody(), onePerson()]
    const tensors = tf.memory().numTensors
    const { pictures, timings } = await engine.analyzeMany(images, request)
    assert.equal(tf.memory().numTensors, tensors)
    assert.ok(timings.total >= timings.capture && timings.capture >= 0)
    assert.deepEqual(pictures.map(({ size }) => size), images.map(({ width, height }) => ({ width, height })))
    for (const [i, image] of images.entries()) close((await engine.analyze(image, request)).faces, pictures[i].faces, String(i))
    assert.ok(pictures[0].faces.length >= 4)
  })
}

test('no pictures are no work', async () => {
  assert.deepEqual((await engine.analyzeMany([], EVERYTHING)).pictures, [])
})

test('a picture that cannot be read is told as it is told alone', async () => {
  await assert.rejects(engine.analyzeMany([onePerson(), /** @type {any} */ (42)], {}), { code: 'bad-input' })
  await assert.rejects(engine.analyzeMany([onePerson()], { detector: { name: 'nothing' } }), { code: 'not-loaded' })
})

/** @param {string} name @param {string} task @param {number[]} calls  how many rows each call had */
const standIn = (name, task, calls) => ({
  spec: { name, task, input: { name: 'input', size: 1, padding: 'end', mean: [0, 0, 0], scale: 1 }, classes: ['happy'], thresholds: {} },
  runRows: async (/** @type {Float32Array} */ batch) => {
    calls.push(batch.length / 3)
    if (calls.length > 3) throw new Error('The network is tired.')
    return Array.from({ length: batch.length / 3 }, (_, i) => ({ probabilities: [batch[3 * i]] }))
  },
})

/** A detector that finds a picture's faces where its first bytes say how many there are. */
const detector = { spec: { name: 'tiny_face_detector', task: 'detection', input: { name: 'input', size: 32, padding: 'end', mean: [0, 0, 0], scale: 1 },
  anchors: [[1, 1]], thresholds: { score: 0.5, iou: 0.99 } },
run: async (/** @type {any} */ { input: { data } }) => ({ grid: { shape: [1, 4, 4, 5], data: Array.from({ length: 80 }, (_, i) => i % 5 < 4 ? 0 : i / 5 < data[0] ? 9 : -9) } }) }

/** @param {number} faces @returns {import('../../static/faces/types.js').Pixels} */
const picture = (faces) => ({ data: new Uint8ClampedArray(32 * 32 * 3).fill(faces), width: 32, height: 32, channels: 3 })

test('the faces of all pictures go through a network in one batch, and back to their pictures', async () => {
  /** @type {number[]} */
  const calls = []
  const networks = new Map(/** @type {any} */ ([['tiny_face_detector', detector], ['face_expression', standIn('face_expression', 'expression', calls)]]))
  const found = await analyzeTogether([picture(2), picture(0), picture(3)], { expressions: true }, networks)
  assert.deepEqual(calls, [5])
  assert.deepEqual(found.map((faces) => faces.map(({ expressions }) => expressions?.happy)), [[2, 2], [], [3, 3, 3]])
})

test('a network that fails fails all of them, and nobody waits for ever', async () => {
  const networks = new Map(/** @type {any} */ ([['tiny_face_detector', detector], ['face_expression', standIn('face_expression', 'expression', [1, 1, 1])]]))
  await assert.rejects(analyzeTogether([picture(1), picture(2)], { expressions: true }, networks), /tired/)
})
