/** A backend that computes wrongly, or not at all, is dropped for the next; the reason is told. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { fakeBackend } from './support/backends.js'
import { nobody } from './support/photo.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const { LocalEngine } = await import('../../static/faces/local.js')

const NAMES = ['tiny_face_detector']
/** For backends that answer; those that hang cost this much. ms */
const PLENTY = { selfTest: 30_000, frame: 30_000 }
const SHORT = { selfTest: 3000, frame: 3000 }
const { models } = await serveModels()
/** @type {InstanceType<typeof LocalEngine>[]} */
const engines = []
after(() => engines.forEach((engine) => engine.dispose()))

/**
 * An engine on fake backends, tried in this order.
 * @param {ReturnType<typeof fakeBackend>[]} fakes
 * @param {{patience?: object, events?: any[]}} [options]
 */
function engineOn(fakes, { patience = PLENTY, events = [] } = {}) {
  const adapters = fakes.map(({ adapter }) => adapter)
  const engine = new LocalEngine({ models, adapters, patience, onProgress: (event) => events.push(event) })
  engines.push(engine)
  return engine
}

const small = () => ({ .../** @type {any} */ (nobody()) })
const REQUEST = { detector: { name: NAMES[0], inputSize: 128 } }

const FAULTS = /** @type {Array<[string, RegExp]>} */ ([
  ['wrong', /computes the network "Tiny face detector" wrongly.*off by/],
  ['nan', /off by NaN/],
  ['zero', /off by/],
  ['throws', /Out of memory/],
  ['hangs', /no answer within/],
  ['never starts', /did not start in time/],
  ['does not start', /no such device/],
])
for (const [behaviour, reason] of FAULTS) {
  test(`a backend that is "${behaviour}" is dropped for the next`, async () => {
    const [bad, good] = [fakeBackend(behaviour), fakeBackend('right')]
    const patience = /hangs|never/.test(behaviour) ? SHORT : PLENTY
    const engine = engineOn([bad, good], { patience })
    const { backend } = await engine.load(NAMES)
    assert.equal(backend?.name, good.adapter.name)
    assert.deepEqual(backend?.dropped.map(({ name }) => name), [bad.adapter.name])
    assert.match(backend?.dropped[0].reason ?? '', reason)
    assert.equal(tf.getBackend(), good.adapter.name)
    assert.deepEqual((await engine.analyze(small(), REQUEST)).faces, [])
  })
}

test('when no backend is right, the error tells what was tried', async () => {
  const fakes = [fakeBackend('wrong'), fakeBackend('does not start')]
  await assert.rejects(engineOn(fakes).load(NAMES), (/** @type {any} */ error) => {
    assert.equal(error.code, 'no-backend')
    for (const { adapter } of fakes) assert.ok(error.message.includes(adapter.name))
    assert.match(error.message, /off by.*no such device/)
    return true
  })
})

for (const [name, fail] of /** @type {Array<[string, (fake: ReturnType<typeof fakeBackend>) => void]>} */ ([
  ['throws', ({ control }) => { control.behaviour = 'throws' }],
  ['hangs', ({ control }) => { control.behaviour = 'hangs' }],
  ['is lost before a read that never ends', (fake) => { fake.control.behaviour = 'hangs'; setTimeout(() => fake.lose('The device was taken away.'), 50) }],
])) {
  test(`a backend that ${name} in the middle is dropped, and the picture is answered by the next`, async () => {
    const [first, second] = [fakeBackend('right'), fakeBackend('right')]
    /** @type {any[]} */
    const events = []
    const engine = engineOn([first, second], { patience: name === 'hangs' ? SHORT : PLENTY, events })
    await engine.load(NAMES)
    fail(first)
    assert.deepEqual((await engine.analyze(small(), REQUEST)).faces, [])
    assert.equal(engine.state.backend?.name, second.adapter.name)
    assert.deepEqual(events.at(-1), { stage: 'backend', backend: engine.state.backend })
  })
}

test('a picture is tried on two backends, not on all', async () => {
  const fakes = [fakeBackend('right'), fakeBackend('does not start'), fakeBackend('right')]
  const engine = engineOn(fakes)
  await engine.load(NAMES)
  fakes[0].control.behaviour = 'throws'
  await assert.rejects(engine.analyze(small(), REQUEST), { code: 'no-backend', cure: /next picture/ })
  assert.deepEqual((await engine.analyze(small(), REQUEST)).faces, [])
  assert.equal(engine.state.backend?.name, fakes[2].adapter.name)
})

test('networks that are loaded later prove themselves too, and take the earlier ones with them', async () => {
  const [first, second] = [fakeBackend('right'), fakeBackend('right')]
  const engine = engineOn([first, second])
  await engine.load(NAMES)
  first.control.behaviour = 'wrong'
  const { backend, specs } = await engine.load(['face_landmark_68'])
  assert.equal(backend?.name, second.adapter.name)
  assert.match(backend?.dropped[0].reason ?? '', /68 face landmarks/)
  assert.deepEqual(Object.keys(specs), [...NAMES, 'face_landmark_68'])
  assert.deepEqual((await engine.analyze(small(), { ...REQUEST, landmarks: true })).faces, [])
})

test('an unknown name in the order is passed over with a reason', async () => {
  const engine = new LocalEngine({ models, backends: ['abacus', 'cpu'] })
  engines.push(engine)
  const { backend } = await engine.load(NAMES)
  assert.deepEqual(backend, { name: 'cpu', threads: 1, dropped: [{ name: 'abacus', reason: 'There is no backend of the name abacus.' }] })
})

test('a backend that was dropped can be opened again by another engine', async () => {
  const engine = () => new LocalEngine({ models, backends: ['cpu'] })
  const first = engine()
  await first.load(NAMES)
  tf.removeBackend('cpu')
  const second = engine()
  engines.push(first, second)
  assert.equal((await second.load(NAMES)).backend?.name, 'cpu')
})
