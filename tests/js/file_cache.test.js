/** Files of networks that the browser keeps: taken from there once they were fetched, checked all the same, and never a reason to fail. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { fetchNetworks } from '../../static/faces/weights.js'
import { forbidCaches, offerCaches } from './support/cache_storage.js'
import { takeClock } from './support/clock.js'
import { serveModels } from './support/server.js'

/** @import { TestContext } from 'node:test' */

const NAMES = ['tiny_face_detector', 'face_landmark_68']
const WHILE = 3_500 // ms after which everything is kept that will be

test('what was fetched once is taken from the cache by every later page, and only the specs are asked for', async (t) => {
  const { cache, models, asked, pass } = await setUp(t)
  const first = await fetchNetworks(models, NAMES)
  assert.equal(cache.entries.size, 0, 'nothing is written while the page waits for its first answer')
  await pass()
  assert.equal(cache.entries.size, first.flatMap(({ spec }) => Object.keys(spec.files)).length)
  asked.length = 0
  assert.deepEqual(await fetchNetworks(models, NAMES), first)
  assert.deepEqual(asked.sort(), NAMES.map((name) => `models/${name}/spec.json`).sort())
})

test('the same files at another address are taken from the cache too', async (t) => {
  const { models, pass } = await setUp(t)
  await fetchNetworks(models, NAMES)
  await pass()
  const mirror = await serveModels()
  await fetchNetworks(mirror.models, NAMES)
  assert.ok(mirror.asked.every((path) => path.endsWith('spec.json')))
})

test('progress counts what comes from the cache', async (t) => {
  const { models, pass } = await setUp(t)
  await fetchNetworks(models, NAMES)
  await pass()
  /** @type {any} */
  let last
  await fetchNetworks(models, NAMES, (event) => { last = event })
  assert.ok(last.totalBytes > 0)
  assert.equal(last.loadedBytes, last.totalBytes)
})

for (const [name, damage] of /** @type {[string, (bytes: Uint8Array) => any][]} */ ([
  ['one changed byte', (bytes) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1] ^ 1)],
  ['bytes that are missing', (bytes) => bytes.slice(1)],
])) {
  test(`${name} in the cache: the file is fetched again, and the right one kept`, async (t) => {
    const { cache, models, asked, pass } = await setUp(t)
    const first = await fetchNetworks(models, NAMES)
    await pass()
    const [entry] = cache.entries.values()
    const whole = entry.bytes
    entry.bytes = damage(whole)
    asked.length = 0
    assert.deepEqual(await fetchNetworks(models, NAMES), first)
    assert.equal(asked.filter((path) => !path.endsWith('spec.json')).length, 1)
    assert.equal(cache.entries.has(entry.request.url), false, 'deleted at once')
    await pass()
    assert.deepEqual(cache.entries.get(entry.request.url)?.bytes, whole)
  })
}

test('a file that cannot be read from the cache is fetched again', async (t) => {
  const { cache, models, asked, pass } = await setUp(t)
  await fetchNetworks(models, NAMES)
  await pass()
  cache.match = async () => { throw new Error('The file on the disk is gone.') }
  asked.length = 0
  assert.equal((await fetchNetworks(models, NAMES)).length, 2)
  assert.equal(asked.length, 6)
})

test('files that their network has no more are deleted, those of other networks and addresses stay', async (t) => {
  const { cache, models, pass } = await setUp(t)
  const earlier = await serveModels()
  await fetchNetworks(models, ['face_landmark_68'])
  await fetchNetworks(earlier.models, ['face_expression'])
  await pass()
  const stays = [...cache.entries.keys()]
  const [{ request }] = cache.entries.values()
  const old = `${new URL('/', request.url)}${'0'.repeat(64)}`
  await cache.put(new Request(old, { headers: request.headers }), new Response('an earlier version'))
  await fetchNetworks(models, ['tiny_face_detector'])
  await pass()
  assert.ok(cache.entries.has(old), 'its network was not loaded')
  await fetchNetworks(models, ['face_landmark_68'])
  await pass()
  assert.equal(cache.entries.has(old), false)
  assert.ok(stays.every((url) => cache.entries.has(url)))
})

/** @type {Record<string, Parameters<typeof offerCaches>[1]>} */
const FAULTS = {
  'has no room': { put: async () => { throw new DOMException('Full.', 'QuotaExceededError') } },
  'is closed in a private window': { open: async () => { throw new DOMException('No.', 'SecurityError') } },
  'cannot list what it holds': { keys: async () => { throw new Error('Broken.') } },
}

for (const [name, fault] of Object.entries(FAULTS)) {
  test(`a cache that ${name} fails no load`, async (t) => {
    const { models, asked, pass } = await setUp(t, fault)
    for (const round of [1, 2]) {
      assert.equal((await fetchNetworks(models, NAMES)).length, 2)
      assert.equal(asked.length, 6 * round)
      await pass()
    }
  })
}

test('a page that may not even ask for a cache loads all the same', async (t) => {
  forbidCaches(t)
  const { models } = await serveModels()
  assert.equal((await fetchNetworks(models, NAMES)).length, 2)
})

test('a cache that never answers is not waited for', async (t) => {
  const { models, asked, pass } = await setUp(t, { open: () => new Promise(() => {}) })
  const loading = fetchNetworks(models, NAMES)
  while (asked.length < 2) await turn()
  await pass()
  assert.equal((await loading).length, 2)
})

test('loading can be given up also where the cache has everything', async (t) => {
  const { models, pass } = await setUp(t)
  await fetchNetworks(models, NAMES)
  await pass()
  const stop = new AbortController()
  await assert.rejects(fetchNetworks(models, NAMES, () => stop.abort(), stop.signal), { name: 'AbortError' })
})

/**
 * Networks, a cache, and a clock that the test turns.
 * @param {TestContext} t
 * @param {Parameters<typeof offerCaches>[1]} [faults]
 */
async function setUp(t, faults) {
  const { models, asked } = await serveModels()
  const cache = offerCaches(t, faults)
  const tick = takeClock(t)
  const pass = async () => {
    await turns()
    tick(WHILE)
    do await turns(); while (cache.writing > 0)
  }
  return { cache, models, asked, pass }
}

/** Lets everything go on that only waits for its turn. */
async function turns() {
  for (let i = 0; i < 20; i++) await turn()
}
