/** Which networks the Live page fetches, when, and what becomes of a failure; which recogniser's descriptors it asks for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectorRequest } from '../../static/pages/detector_choice.js'
import { Fetcher } from '../../static/pages/fetcher.js'
import { needs } from '../../static/pages/needs.js'
import { descriptorRequest, parseRecogniser } from '../../static/pages/recogniser.js'

const OFF = { camera: false, models: false, detection: false, landmarks: false, names: false, expressions: false, ageGender: false }
const CHOICES = { detector: 'mtcnn', recogniser: 'facenet', signedIn: true }

/** @type {[Partial<typeof OFF>, object, string[]][]} */
const NEEDS = [
  [{ names: true, expressions: true }, {}, []],
  [{ models: true }, {}, ['detection: mtcnn']],
  [{ models: true, landmarks: true }, {}, ['detection: mtcnn', 'landmarks: face_landmark_68']],
  [{ models: true, names: true }, {}, ['detection: mtcnn', 'names: face_landmark_68+facenet']],
  [{ models: true, names: true }, { signedIn: false }, ['detection: mtcnn']],
  [{ models: true, expressions: true, ageGender: true }, {}, ['detection: mtcnn', 'expressions: face_landmark_68+face_expression', 'ageGender: face_landmark_68+age_gender']],
]
for (const [switches, choices, expected] of NEEDS) {
  test(`switches ${Object.keys(switches)} ${JSON.stringify(choices)} need ${expected.length ? expected : 'nothing'}`, () => {
    const found = needs({ ...OFF, ...switches }, { ...CHOICES, ...choices })
    assert.deepEqual(found.map(({ part, networks }) => `${part}: ${networks.join('+')}`), expected)
  })
}

/** A fetcher whose loads end when the test says so. */
function fetcher() {
  /** @type {{networks: string, end: (error?: Error) => Promise<void>}[]} */
  const loads = []
  /** @type {string[]} */
  const log = []
  const made = new Fetcher(
    networks => new Promise((resolve, reject) => {
      const end = async (/** @type {Error | undefined} */ error) => { error ? reject(error) : resolve(null); await new Promise(setImmediate) }
      loads.push({ networks: String(networks), end })
    }),
    ({ part }) => log.push(`here ${part}`),
    ({ part }, error) => log.push(`failed ${part}: ${/** @type {Error} */ (error).message}`))
  return { made, loads, log, asked: () => loads.map(({ networks }) => networks) }
}

const detection = { part: /** @type {const} */ ('detection'), networks: ['d'] }
const names = { part: /** @type {const} */ ('names'), networks: ['l', 'r'] }
const landmarks = { part: /** @type {const} */ ('landmarks'), networks: ['l'] }

test('networks come one need after the other, and none twice', async () => {
  const { made, loads, log, asked } = fetcher()
  made.want([detection, names])
  made.want([detection, names])
  assert.deepEqual(asked(), ['d'])
  await loads[0]?.end()
  assert.deepEqual([log, asked()], [['here detection'], ['d', 'l,r']])
  await loads[1]?.end()
  made.want([detection, landmarks, names])
  assert.deepEqual(asked(), ['d', 'l,r'])
  assert.ok(made.has('r') && made.has('l'))
})

test('what is not wanted any more by its turn is not fetched', async () => {
  const { made, loads, asked } = fetcher()
  made.want([detection, names])
  made.want([detection, landmarks])
  await loads[0]?.end()
  assert.deepEqual(asked(), ['d', 'l'])
})

test('a failure is told once, stops nothing else, and is tried again only when wanted anew', async () => {
  const { made, loads, log, asked } = fetcher()
  made.want([detection, names])
  await loads[0]?.end(new Error('gone'))
  assert.deepEqual([log, asked()], [['failed detection: gone'], ['d', 'l,r']])
  await loads[1]?.end()
  assert.equal(made.has('d'), false)
  made.want([detection])
  assert.deepEqual(asked(), ['d', 'l,r', 'd'])
})

test('after everything was let go, what was on its way is not heard of', async () => {
  const { made, loads, log } = fetcher()
  made.want([detection])
  made.clear()
  await loads[0]?.end()
  assert.deepEqual([log, made.has('d')], [[], false])
  made.want([detection])
  await loads[1]?.end()
  assert.deepEqual([log, made.has('d')], [['here detection'], true])
})

test('a detector’s settings make its request; settings of one name are a list', () => {
  assert.deepEqual(detectorRequest('ssd_mobilenetv1', [['scoreThreshold', 0.4]]), { name: 'ssd_mobilenetv1', scoreThreshold: 0.4 })
  assert.deepEqual(detectorRequest('mtcnn', [['minFaceSize', 40], ['scoreThresholds', 0.6], ['scoreThresholds', 0.7], ['scoreThresholds', 0.8]]),
    { name: 'mtcnn', minFaceSize: 40, scoreThresholds: [0.6, 0.7, 0.8] })
})

test('descriptors are made with the crop whose version the gallery keeps, or not at all', () => {
  const crops = [{ name: 'upright', version: 'v2' }, { name: 'face-api', version: 'v1' }]
  const specs = /** @type {any} */ ({ face_recognition: { name: 'face_recognition', version: 'v2', crops }, mtcnn: { name: 'mtcnn' } })
  assert.deepEqual(parseRecogniser('face_recognition v1'), { name: 'face_recognition', version: 'v1' })
  assert.deepEqual(descriptorRequest(specs, parseRecogniser('face_recognition v1')), { name: 'face_recognition', crop: 'face-api' })
  assert.deepEqual(descriptorRequest(specs, parseRecogniser('face_recognition v2')), { name: 'face_recognition', crop: 'upright' })
  for (const other of ['face_recognition v3', 'facenet v1', 'mtcnn v1', '']) assert.equal(descriptorRequest(specs, parseRecogniser(other)), null, other)
})
