/** Requests over a real message channel: answers, errors with all their parts, a side that dies. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MessageChannel } from 'node:worker_threads'

import { FamiliarError } from '../../static/faces/errors.js'
import { Caller, serve } from '../../static/faces/rpc.js'

const SOON = { limit: 5000 }

/**
 * Two sides of a channel, closed when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, (...args: any[]) => any>} methods
 * @param {(event: any) => void} [onEvent]
 */
function connect(t, methods, onEvent) {
  const { port1, port2 } = new MessageChannel()
  t.after(() => port1.close())
  const { emit } = serve(/** @type {any} */ (port2), methods)
  return { caller: new Caller(/** @type {any} */ (port1), onEvent), emit, port2 }
}

test('answers go to their own questions, in whatever order they come', async (t) => {
  /** @type {(value: string) => void} */
  let release = () => {}
  const slow = new Promise((resolve) => { release = resolve })
  const { caller } = connect(t, { slow: () => slow, double: (/** @type {number} */ n) => 2 * n })
  const waiting = caller.call('slow', [], SOON)
  assert.equal(await caller.call('double', [21], SOON), 42)
  release('late')
  assert.equal(await waiting, 'late')
})

test('typed arrays arrive as typed arrays; what is transferred leaves', async (t) => {
  const { caller } = connect(t, { sum: (/** @type {Float32Array} */ numbers) => numbers.reduce((a, b) => a + b), make: () => Float32Array.of(1, 2) })
  const numbers = Float32Array.of(1, 2, 3)
  assert.equal(await caller.call('sum', [numbers], { ...SOON, transfer: [numbers.buffer] }), 6)
  assert.equal(numbers.length, 0)
  assert.deepEqual(await caller.call('make', [], SOON), Float32Array.of(1, 2))
})

test('an error keeps its code, cure and file', async (t) => {
  const { caller } = connect(t, {
    load() { throw new FamiliarError('weights-missing', 'It is not there.', { cure: 'Put it there.', file: 'http://x/a.bin' }) },
  })
  await assert.rejects(caller.call('load', [], SOON), (error) => {
    assert.ok(error instanceof FamiliarError)
    assert.deepEqual({ ...error, message: error.message },
      { name: 'FamiliarError', code: 'weights-missing', message: 'It is not there.', cure: 'Put it there.', file: 'http://x/a.bin' })
    return true
  })
})

test('any other error keeps its message', async (t) => {
  const { caller } = connect(t, { async fail() { throw new TypeError('x is not a function') } })
  await assert.rejects(caller.call('fail', [], SOON), { name: 'Error', message: 'x is not a function' })
  await assert.rejects(caller.call('toString', [], SOON), { message: 'There is no method toString.' })
})

test('what cannot be sent fails at once', async (t) => {
  const { caller } = connect(t, { take: () => {} })
  await assert.rejects(caller.call('take', [() => {}], SOON), { code: 'bad-input' })
})

test('events reach the listener while a request is under way', async (t) => {
  /** @type {string[]} */
  const heard = []
  const side = connect(t, { work() { side.emit('half'); side.emit('all') } }, (event) => heard.push(event))
  await side.caller.call('work', [], SOON)
  assert.deepEqual(heard, ['half', 'all'])
})

test('a side that is silent too long counts as dead, for this request and all others', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { caller } = connect(t, { hang: () => new Promise(() => {}), quick: () => 1 })
  const expected = { name: 'FamiliarError', code: 'worker-failed', message: /not answered for 2 seconds/, cure: /reload/ }
  const both = [caller.call('hang', [], SOON), caller.call('hang', [], { limit: 2000 })].map((call) => assert.rejects(call, expected))
  t.mock.timers.tick(2000)
  await Promise.all(both)
  await assert.rejects(caller.call('quick', [], SOON), expected)
})

test('a side that tells how far it is does not count as dead', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  /** @type {(value: string) => void} */
  let finish = () => {}
  const work = new Promise((resolve) => { finish = resolve })
  /** @type {() => void} */
  let heard = () => {}
  const side = connect(t, { work: () => work }, () => heard())
  const waiting = side.caller.call('work', [], { limit: 1000 })
  for (let i = 0; i < 3; i++) {
    t.mock.timers.tick(900)
    await new Promise((resolve) => { heard = () => resolve(null); side.emit(i) })
  }
  finish('done')
  assert.equal(await waiting, 'done')
})

test('closing tells the reason to everyone who waits', async (t) => {
  const { caller } = connect(t, { hang: () => new Promise(() => {}) })
  const waiting = caller.call('hang', [], SOON)
  caller.close('The worker failed: out of memory')
  await assert.rejects(waiting, { code: 'worker-failed', message: 'The worker failed: out of memory' })
})
