/** Every way in which a network's files can be wrong has an error that names the file and the cure. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fetchNetworks } from '../../static/faces/weights.js'
import { serveModels } from './support/server.js'

/** @import { Override } from './support/server.js' */

const NAMES = ['tiny_face_detector', 'face_landmark_68']
const SHARD = 'models/tiny_face_detector/group1-shard1of1.bin'
const MODEL = 'models/tiny_face_detector/model.json'
const SPEC = 'models/tiny_face_detector/spec.json'

/** @type {Array<[string, Override, {code: string, message: RegExp, path: string}]>} */
const FAULTS = [
  ['a missing shard', (path) => (path === SHARD ? { status: 404 } : null), { code: 'weights-missing', message: /404/, path: SHARD }],
  ['a missing spec', (path) => (path === SPEC ? { status: 404 } : null), { code: 'weights-missing', message: /spec\.json is not there/, path: SPEC }],
  ['a server error', (path) => (path === SHARD ? { status: 503 } : null), { code: 'weights-network', message: /status 503/, path: SHARD }],
  ['a page instead of a shard', (path) => (path === SHARD ? { type: 'text/html; charset=utf-8', bytes: '<!doctype html>' } : null),
    { code: 'weights-type', message: /web page/, path: SHARD }],
  ['a page instead of the model', (path) => (path === MODEL ? { type: 'text/html', bytes: '<html>' } : null),
    { code: 'weights-type', message: /web page/, path: MODEL }],
  ['a shard cut short on the disk', (path, bytes) => (path === SHARD ? { bytes: bytes.subarray(0, 1000) } : null),
    { code: 'weights-truncated', message: /1000 of \d+ bytes/, path: SHARD }],
  ['a connection that breaks', (path) => (path === SHARD ? { cut: true } : null), { code: 'weights-truncated', message: /ended early/, path: SHARD }],
  ['one changed byte', (path, bytes) => (path === SHARD ? { bytes: flip(bytes) } : null), { code: 'weights-corrupt', message: /hash/, path: SHARD }],
  ['a longer file', (path, bytes) => (path === SHARD ? { bytes: Buffer.concat([bytes, Buffer.of(0)]) } : null),
    { code: 'weights-corrupt', message: /differs/, path: SHARD }],
  ['a spec that is no JSON', (path) => (path === SPEC ? { bytes: '{"name": ' } : null), { code: 'weights-corrupt', message: /not valid JSON/, path: SPEC }],
  ['the spec of another network', (path) => (path === SPEC ? { bytes: '{"name": "other"}' } : null),
    { code: 'weights-corrupt', message: /does not describe/, path: SPEC }],
]

for (const [name, override, { path, ...expected }] of FAULTS) {
  test(`${name} is told by its own error`, async () => {
    const { models } = await serveModels(override)
    await assert.rejects(fetchNetworks(models, NAMES), (/** @type {any} */ error) => {
      assert.equal(error.name, 'FamiliarError')
      assert.equal(error.code, expected.code)
      assert.match(error.message, expected.message)
      assert.equal(error.file, new URL(`/${path}`, models).href)
      assert.ok(error.cure.length > 10)
      return true
    })
  })
}

test('a server that is not there is told as a network error', async () => {
  await assert.rejects(fetchNetworks('http://127.0.0.1:1/models/', NAMES), { code: 'weights-network', file: /spec\.json$/ })
})

test('a file that fails its check is asked for once more', async () => {
  let answers = 0
  const { models, asked } = await serveModels((path, bytes) => (path === SHARD && answers++ === 0 ? { bytes: flip(bytes) } : null))
  const [{ shards }] = await fetchNetworks(models, ['tiny_face_detector'])
  assert.equal(shards.length, 1)
  assert.equal(asked.filter((path) => path === SHARD).length, 2)
})

test('progress adds up the bytes of all files, and never goes back', async () => {
  const { models } = await serveModels()
  /** @type {any[]} */
  const events = []
  const networks = await fetchNetworks(models, NAMES, (event) => events.push(event))
  const total = networks.flatMap(({ spec }) => Object.values(spec.files)).reduce((sum, { bytes }) => sum + bytes, 0)
  assert.deepEqual(events.at(-1), { stage: 'download', name: events.at(-1).name, loadedBytes: total, totalBytes: total })
  assert.ok(events.every(({ loadedBytes }, i) => i === 0 || loadedBytes >= events[i - 1].loadedBytes))
  assert.deepEqual(new Set(events.map(({ name }) => name)), new Set(NAMES))
})

test('without crypto.subtle, as on an insecure origin, hashes are checked all the same', async (t) => {
  const { subtle } = globalThis.crypto
  t.after(() => Object.defineProperty(globalThis.crypto, 'subtle', { value: subtle, configurable: true }))
  Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true })
  const good = await serveModels()
  assert.equal((await fetchNetworks(good.models, ['tiny_face_detector'])).length, 1)
  const bad = await serveModels((path, bytes) => (path === SHARD ? { bytes: flip(bytes) } : null))
  await assert.rejects(fetchNetworks(bad.models, NAMES), { code: 'weights-corrupt' })
})

test('loading can be given up', async () => {
  const { models } = await serveModels()
  const stop = new AbortController()
  const loading = fetchNetworks(models, NAMES, () => stop.abort(), stop.signal)
  await assert.rejects(loading, { name: 'AbortError' })
})

/** The bytes with one bit changed in the middle. @param {Buffer} bytes */
function flip(bytes) {
  const changed = Buffer.from(bytes)
  changed[changed.length >> 1] ^= 1
  return changed
}
