/** What the steps hand to each other. The networks are stand-ins that answer fixed numbers. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import './support/tf.js'

const { analyze, checkRequest } = await import('../../static/faces/pipeline.js')

const IMAGE = { data: new Uint8ClampedArray(200 * 100 * 3).fill(128), width: 200, height: 100, channels: 3 }
const EMPTY_CELL = [0, 0, 0, 0, -9]

/** A converted network's spec. @param {string} name */
const specOf = (name) => JSON.parse(readFileSync(new URL(`../../static/models/${name}/spec.json`, import.meta.url), 'utf8'))

/**
 * A detector whose grid of 4 × 4 cells holds these faces, each in the cell at its place: x, y, width, height and objectness of
 * the smallest anchor.
 * @param {Record<number, number[]>} faces  cell → five numbers
 */
function detector(faces) {
  const cells = Array.from({ length: 16 * 5 }, (_, i) => (i % 5 === 0 && faces[i / 5]) || EMPTY_CELL)
  return { spec: specOf('tiny_face_detector'), run: async () => ({ grid: { shape: [1, 4, 4, 25], data: cells.flat() } }) }
}

/**
 * A network that answers the same for every face, and remembers how many it saw and the first of their pixels.
 * @param {string} name
 * @param {Record<string, number[]>} answer  by output
 * @param {object} [more]                    that differs in the spec
 */
function network(name, answer, more) {
  const spec = { ...specOf(name), ...more }
  /** @type {number[]} */
  const seen = []
  const runRows = async (/** @type {Float32Array} */ batch) => {
    const count = batch.length / (spec.input.size ** 2 * 3)
    seen.push(count)
    return Array.from({ length: count }, () => answer)
  }
  return { spec, runRows, seen }
}

const ANSWERS = {
  face_landmark_68: { points: spread() },
  face_landmark_68_tiny: { points: Array(136).fill(0.25) },
  face_recognition: { descriptor: Array(128).fill(0.25) },
  face_expression: { probabilities: [0.1, 0.6, 0.1, 0.05, 0.05, 0.05, 0.05] },
  age_gender: { age: [31.5], gender: [0.25, 0.75] },
}

/**
 * Stand-ins for networks.
 * @param {Record<number, number[]>} faces
 * @param {Partial<typeof ANSWERS>} [other]  answers
 */
function networks(faces, other = {}) {
  const answers = Object.entries({ ...ANSWERS, ...other })
  const fakes = Object.fromEntries(answers.map(([name, answer]) => [name, network(name, answer)]))
  const map = new Map(Object.entries({ tiny_face_detector: detector(faces), ...fakes }))
  return { map: /** @type {any} */ (map), seen: (/** @type {string} */ name) => fakes[name].seen }
}

/** @type {Record<number, number[]>} */
const TWO = { 0: [0, 0, 0, 0, 2], 6: [0, 0, 0, 0, 3] }
const DETECTOR = { name: 'tiny_face_detector', inputSize: 128 }
const REQUEST = { detector: DETECTOR, descriptors: true }

test('faces go through a network together', async () => {
  const { map, seen } = networks(TWO)
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.deepEqual(faces.map(({ score }) => score.toFixed(3)), ['0.953', '0.881'])
  assert.deepEqual([seen('face_landmark_68'), seen('face_recognition')], [[2], [2]])
  assert.deepEqual(Object.keys(faces[0]), ['box', 'score', 'landmarks', 'descriptor'])
})

test('a face outside the image is dropped before it reaches the next network', async () => {
  const { map, seen } = networks({ 0: [0, 0, 0, 0, 2], 14: [0, 0, -3, -3, 3] }) // cell 14 lies in the padding
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.equal(faces.length, 1)
  assert.deepEqual(seen('face_landmark_68'), [1])
})

for (const crop of ['face-api', 'upright']) {
  test(`crop ${crop}: a face whose landmarks leave nothing to describe has no descriptor`, async () => {
    const { map, seen } = networks(TWO, { face_landmark_68: { points: Array(136).fill(0.5) } }) // all in one place: size 0
    const { faces } = await analyze(IMAGE, { ...REQUEST, descriptors: { crop } }, map)
    assert.deepEqual(faces.map((face) => 'descriptor' in face), [false, false])
    assert.equal(faces[0].landmarks?.length, 68)
    assert.deepEqual(seen('face_recognition'), [0])
  })
}

test('each part that is asked for comes by its own name, with its time', async () => {
  const { faces: [face], timings } = await analyze(IMAGE, { ...REQUEST, expressions: true, ageGender: true }, networks(TWO).map)
  const { box: _box, score: _score, landmarks, descriptor, ...rest } = face
  assert.deepEqual([landmarks?.length, descriptor?.length], [68, 128])
  const [neutral, happy, sad, angry, fearful, disgusted, surprised] = ANSWERS.face_expression.probabilities
  assert.deepEqual(rest, { expressions: { neutral, happy, sad, angry, fearful, disgusted, surprised }, age: 31.5, gender: 'female', genderProbability: 0.75 })
  assert.deepEqual(Object.keys(timings), ['detection', 'landmarks', 'descriptors', 'expressions', 'ageGender'])
})

test('expressions need no landmarks, and without them bring none', async () => {
  const { map, seen } = networks(TWO)
  const { faces } = await analyze(IMAGE, { detector: DETECTOR, expressions: true }, map)
  assert.deepEqual(Object.keys(faces[0]), ['box', 'score', 'expressions'])
  assert.deepEqual(seen('face_landmark_68'), [])
})

test('a network can be named; by itself the larger landmark network is taken', async () => {
  const { map } = networks(TWO)
  const first = async (/** @type {import('../../static/faces/types.js').Request['landmarks']} */ landmarks) =>
    (await analyze(IMAGE, { detector: DETECTOR, landmarks }, map)).faces[0].landmarks
  assert.deepEqual(await first(true), await first({ name: 'face_landmark_68' }))
  assert.notDeepEqual(await first({ name: 'face_landmark_68_tiny' }), await first(true))
})

test('a recogniser of boxes needs no landmarks', async () => {
  const box = network('face_recognition', ANSWERS.face_recognition, { crops: [{ name: 'box', version: '1', rule: 'box', margin: 0.2 }] })
  const map = /** @type {any} */ (new Map(Object.entries({ tiny_face_detector: detector(TWO), face_recognition: box })))
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.deepEqual(Object.keys(faces[0]), ['box', 'score', 'descriptor'])
})

test('given boxes take the place of detection, and need no detector', async () => {
  const { map, seen } = networks(TWO)
  map.delete('tiny_face_detector')
  const boxes = [{ x: 10, y: 20, width: 30, height: 40 }, { x: -5, y: 0, width: Infinity, height: Infinity }, { x: 1e6, y: 0, width: 9, height: 9 }]
  const { faces } = await analyze(IMAGE, { boxes, expressions: true }, map)
  assert.deepEqual(faces.map(({ box, score }) => [box, score]), [[boxes[0], 1], [{ x: 0, y: 0, width: IMAGE.width, height: IMAGE.height }, 1]])
  assert.ok(faces.every(({ expressions }) => expressions))
  assert.equal(seen('face_expression').length, 1, 'all faces in one batch')
})

test('a face that is aligned already is described as it is given, without landmarks', async () => {
  const { map, seen } = networks(TWO)
  const { faces } = await analyze(IMAGE, { boxes: [{ x: 0, y: 0, width: 50, height: 50 }], descriptors: { crop: 'as-given' } }, map)
  assert.deepEqual(Object.keys(faces[0]), ['box', 'score', 'descriptor'])
  assert.deepEqual(seen('face_landmark_68'), [])
})

/** @type {[string, import('../../static/faces/types.js').Request, {code: string, message: RegExp}][]} */
const REFUSED = [
  ['a given box without a height', { boxes: [/** @type {any} */ ({ x: 0, y: 0, width: 5 })] }, { code: 'bad-input', message: /given box/ }],
  ['a given box of nothing', { boxes: [/** @type {any} */ (null)] }, { code: 'bad-input', message: /given box/ }],
  ['a recogniser that is not loaded', { descriptors: { name: 'facenet' } }, { code: 'not-loaded', message: /facenet/ }],
  ['a crop that the recogniser does not have', { descriptors: { crop: 'round' } }, { code: 'bad-input', message: /no crop "round", only upright, face-api/ }],
  ['landmarks of an unknown network', { landmarks: { name: 'face_mesh' } }, { code: 'not-loaded', message: /face_mesh/ }],
  ['liveness without its network', { liveness: true }, { code: 'not-loaded', message: /liveness/ }],
]
for (const [name, request, error] of REFUSED) {
  test(`${name} is refused`, () => {
    assert.throws(() => checkRequest({ detector: DETECTOR, ...request }, networks({}).map), { name: 'FamiliarError', ...error })
  })
}

/** @type {[string, object, string, RegExp][]} network, settings, the refused one and why */
const SETTINGS = [
  ['tiny_face_detector', { inputSize: 100 }, 'inputSize', /not a multiple of 32 from 32 to 1280/],
  ['tiny_face_detector', { maxResults: 5 }, 'maxResults', /there is no setting/],
  ['tiny_face_detector', { scoreThreshold: NaN }, 'scoreThreshold', /between 0 and 1/],
  ['ssd_mobilenetv1', { inputSize: 416 }, 'inputSize', /must be 512/],
  ['ssd_mobilenetv1', { maxResults: 0 }, 'maxResults', /whole number from 1/],
  ['ssd_mobilenetv1', { minFaceSize: 20 }, 'minFaceSize', /there is no setting/],
  ['mtcnn', { scoreThreshold: 0.5 }, 'scoreThreshold', /there is no setting/],
  ['mtcnn', { cell: 3 }, 'cell', /there is no setting/],
  ['mtcnn', { minFaceSize: 0 }, 'minFaceSize', /more than 0/],
  ['mtcnn', { scaleFactor: 1 }, 'scaleFactor', /between 0 and 1/],
  ['mtcnn', { maxNumScales: 1.5 }, 'maxNumScales', /whole number/],
  ['mtcnn', { scoreThresholds: [0.6, 0.7] }, 'scoreThresholds', /three numbers/],
  ['mtcnn', { scaleSteps: [0.5, -1] }, 'scaleSteps', /more than 0/],
]
for (const [name, settings, setting, why] of SETTINGS) {
  test(`${name} refuses ${setting} ${JSON.stringify(settings)} with a sentence`, () => {
    const loaded = new Map([[name, { spec: specOf(name) }]])
    const { title } = specOf(name)
    assert.throws(() => checkRequest({ detector: { name, ...settings } }, loaded), (/** @type {any} */ error) => {
      assert.equal(error.code, 'bad-input')
      assert.ok(error.message.startsWith(`${title}: `) && error.message.includes(setting))
      assert.match(error.message, why)
      return true
    })
  })
}

test('every setting that a detector has is taken', () => {
  const mtcnn = { minFaceSize: 40, scaleFactor: 0.5, maxNumScales: 3, scoreThresholds: [0, 0.5, 1], scaleSteps: [0.5] }
  const known = { tiny_face_detector: { inputSize: 608, scoreThreshold: 0 }, ssd_mobilenetv1: { inputSize: 512, scoreThreshold: 1, maxResults: 1 }, mtcnn }
  for (const [name, settings] of Object.entries(known)) {
    checkRequest({ detector: { name, ...settings } }, new Map([[name, { spec: specOf(name) }]]))
  }
})

/** Landmarks with eyes above the mouth, interleaved, 0–1 of the crop. */
function spread() {
  const place = (/** @type {number} */ i) => (i < 36 ? [0.5, 0.5] : i < 42 ? [0.3, 0.3] : i < 48 ? [0.7, 0.3] : [0.5, 0.8])
  return Array.from({ length: 68 }, (_, i) => place(i)).flat()
}
