/** The sentences of the pages: camera, loading, photos, names, switches. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './support/texts.js'
import { address, refusal } from '../../static/pages/api.js'
import { CameraError, explainCameraError, missingSupport } from '../../static/pages/camera_errors.js'
import { backendText, droppedTexts, progressText } from '../../static/pages/engine_text.js'
import { MAX_BYTES, fileProblem, sizeProblem } from '../../static/pages/limits.js'
import { folded, nameProblem, namesakes } from '../../static/pages/names.js'
import { brightnessOf, faceHints, noFaceAdvice } from '../../static/pages/photo_advice.js'
import { explain, turn } from '../../static/pages/switches.js'
import { bytesText, sentenceOf } from '../../static/pages/text.js'

test('each way a camera can fail has its own message', () => {
  const names = { NotAllowedError: 'refused', NotFoundError: 'missing', NotReadableError: 'in-use', OverconstrainedError: 'cannot-choose', Whatever: 'other' }
  for (const [name, code] of Object.entries(names)) assert.equal(explainCameraError({ name }).code, code)
  assert.equal(explainCameraError(new CameraError('insecure')).code, 'insecure')
  const titles = new Set([...Object.keys(names).map(name => explainCameraError({ name }).title), new CameraError('unplugged').message])
  assert.equal(titles.size, Object.keys(names).length + 1)
})

test('a page without camera access knows whether the address or the browser is to blame', () => {
  assert.equal(missingSupport({ isSecureContext: false, mediaDevices: undefined }), 'insecure')
  assert.equal(missingSupport({ isSecureContext: true, mediaDevices: undefined }), 'unsupported')
  assert.equal(missingSupport({ isSecureContext: true, mediaDevices: {} }), null)
})

test('loading tells bytes and share, and a dropped backend its reason', () => {
  assert.deepEqual(progressText({ stage: 'download', name: 'a', loadedBytes: 500_000, totalBytes: 2_000_000 }, ['mtcnn']).percent, 25)
  assert.match(progressText({ stage: 'download', name: 'a', loadedBytes: 500_000, totalBytes: 2_000_000 }, ['mtcnn']).text, /500 kB of 2\.0 MB/)
  assert.match(progressText({ stage: 'download', name: 'a', loadedBytes: 1, totalBytes: 2 }, ['mtcnn', 'face_landmark_68', 'other']).text, /^Loading the networks for faces, landmarks and other: /)
  assert.match(progressText({ stage: 'download', name: 'a', loadedBytes: 1, totalBytes: 2 }, ['age_gender']).text, /^Loading the network for age and gender: /)
  assert.equal(progressText({ stage: 'self-test', name: 'a', backend: 'webgl' }, ['mtcnn']).percent, null)
  const backend = { name: 'wasm', threads: 4, dropped: [{ name: 'webgl', reason: 'It gave wrong numbers.' }] }
  assert.equal(backendText(backend, 'worker'), 'Ready: WebAssembly with 4 threads, in the background.')
  assert.deepEqual(droppedTexts(backend), ['WebGL was left out: It gave wrong numbers.'])
})

test('files that the server would refuse are refused before they are sent', () => {
  const fine = { name: 'a.jpg', type: 'image/jpeg', size: 1000 }
  /** @type {[object, RegExp | null][]} */
  const table = [
    [{}, null], [{ size: MAX_BYTES }, null], [{ size: MAX_BYTES + 1 }, /33\.6 MB/], [{ size: 0 }, /empty/],
    [{ name: 'IMG.HEIC', type: '' }, /HEIC/], [{ type: 'image/heif' }, /HEIC/], [{ type: 'image/svg+xml' }, /SVG/],
    [{ type: 'text/html' }, /not a picture/], [{ name: 'scan', type: '' }, null],
  ]
  for (const [change, expected] of table) {
    const problem = fileProblem({ ...fine, ...change })
    if (expected) assert.match(problem ?? '', expected)
    else assert.equal(problem, null)
  }
  assert.equal(sizeProblem({ width: 8000, height: 5000 }), null)
  assert.match(sizeProblem({ width: 20000, height: 20000 }) ?? '', /400 megapixels/)
})

test('a photo without a face says what can be known about it', () => {
  const plain = { size: { width: 1000, height: 800 }, brightness: 120, contrast: 50, weak: 0 }
  const table = /** @type {[object, RegExp][]} */ ([
    [{}, /Nothing in it looks like a face/], [{ size: { width: 90, height: 800 } }, /very small \(90 × 800\)/], [{ brightness: 20 }, /very dark/],
    [{ brightness: 230 }, /very bright/], [{ contrast: 3 }, /hardly any/], [{ weak: 1 }, /a little like a face/], [{ weak: 1, brightness: 20 }, /unclear\. The picture is very dark/],
  ])
  for (const [change, expected] of table) assert.match(noFaceAdvice({ ...plain, ...change }).reason, expected)
  assert.match(faceHints({ side: 40, brightness: 100, sharpness: 1 }).join(), /40 pixels/)
  assert.deepEqual(faceHints({ side: 90, brightness: 100, sharpness: 1 }), [])
  assert.equal(faceHints({ side: 90, brightness: 10, sharpness: 0 }).length, 2)
  assert.deepEqual(brightnessOf([255, 255, 255, 255, 0, 0, 0, 255]), { brightness: 127.5, contrast: 127.5 })
})

test('names are text: markup is allowed, invisible tricks are not', () => {
  for (const name of ['Ada', ' Ada ', '<script>alert(1)</script>', 'مريم', '😀 Zoë', 'a'.repeat(100), '😀'.repeat(100)]) assert.equal(nameProblem(name), null, name)
  for (const name of ['', '  ', '\u0301', 'a'.repeat(101), 'a\u202eb', 'a\u0000b', 'a\u2028b', '\u200fa']) assert.notEqual(nameProblem(name), null, JSON.stringify(name))
  assert.equal(folded(' ZOE\u0308 '), folded('zo\u00eb'))
  assert.deepEqual(namesakes([{ name: 'Ada' }, { name: 'Adam' }, { name: 'ADA' }], 'ada '), [{ name: 'Ada' }, { name: 'ADA' }])
})

const OFF = { camera: false, models: false, detection: false, landmarks: false, names: false, expressions: false, ageGender: false }
const FACTS = { camera: '', models: /** @type {const} */ ('off'), faces: null, signedIn: true, people: null, fetching: {} }

test('detection brings the models along, and goes with them', () => {
  assert.deepEqual(turn(OFF, 'detection', true), { ...OFF, models: true, detection: true })
  assert.deepEqual(turn({ ...OFF, models: true, detection: true }, 'models', false), OFF)
  assert.deepEqual(turn({ ...OFF, camera: true, detection: true, models: true }, 'camera', false), { ...OFF, detection: true, models: true })
})

test('a switch that waits for another one says so', () => {
  const detecting = turn(OFF, 'detection', true)
  assert.match(explain(detecting, FACTS).detection, /turn on the camera/)
  assert.match(explain({ ...detecting, camera: true }, { ...FACTS, camera: 'On.' }).detection, /models are loaded/)
  assert.match(explain({ ...OFF, landmarks: true }, FACTS).landmarks, /once detection is on/)
  assert.match(explain({ ...OFF, names: true }, { ...FACTS, signedIn: false }).names, /sign-in/)
  assert.match(explain({ ...detecting, names: true }, { ...FACTS, people: 0 }).names, /gallery is empty/)
  assert.match(explain({ ...detecting, camera: true }, { ...FACTS, camera: 'On.', models: 'ready', faces: 2 }).detection, /^2 faces/)
})

test('a switch says what is fetched for it, and that age and gender are estimates', () => {
  const on = { ...turn(OFF, 'detection', true), camera: true, expressions: true, ageGender: true, names: true }
  const facts = { ...FACTS, camera: 'On.', fetching: { expressions: 388_000, names: 0 } }
  assert.match(explain(on, facts).expressions, /^Fetching what it needs \(388 kB\)/)
  assert.match(explain(on, facts).names, /^Fetching what it needs …/)
  assert.match(explain(on, { ...facts, fetching: {} }).expressions, /not what somebody feels/)
  for (const switches of [on, OFF]) assert.match(explain(switches, facts).ageGender, /estimate, often wrong/)
  assert.match(explain({ ...OFF, ageGender: true }, FACTS).ageGender, /once detection is on/)
})

test('refusals and addresses of the REST API', (context) => {
  Object.assign(globalThis, { document: { querySelector: () => ({ getAttribute: () => 'main' }) } }) // the page's head names its gallery
  context.after(() => Reflect.deleteProperty(globalThis, 'document'))
  const refused = refusal(422, { error: { code: 'bad-name', message: 'Too long.' } })
  assert.deepEqual([refused.status, refused.code, refused.message], [422, 'bad-name', 'Too long.'])
  assert.match(refusal(502, null).message, /status 502/)
  assert.equal(address('/people', { query: 'a&b', limit: 5, cursor: null }), '/api/v1/galleries/main/people?query=a%26b&limit=5')
  assert.equal(address('/people', { query: '' }), '/api/v1/galleries/main/people')
  assert.equal(address('/session'), '/api/v1/session')
})

test('numbers and errors as people read them', () => {
  assert.deepEqual([12, 1500, 999_600, 7_200_000].map(bytesText), ['12 bytes', '2 kB', '1.0 MB', '7.2 MB'])
  assert.equal(sentenceOf(Object.assign(new Error('It broke.'), { cure: 'Mend it.' })), 'It broke. Mend it.')
  assert.equal(sentenceOf('x'), 'Something went wrong.')
})
