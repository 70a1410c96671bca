/** Measuring a batch: every picture both ways, in turn, with a clock of our own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BatchRun, portions, throughput, verdict } from '../../static/pages/batch_run.js'

const size = { width: 1, height: 1 }
const face = { box: { x: 0, y: 0, width: 1, height: 1 }, score: 1 }

/** An engine that takes 10 ms a picture alone and 4 ms together; a picture of n bytes has n faces. @param {{atATime: number, compare: boolean}} plan */
function bench(plan) {
  let clock = 0
  /** @type {string[]} */
  const calls = []
  const look = (/** @type {Blob} */ blob) => ({ faces: Array.from({ length: blob.size }, () => face), size })
  const engine = {
    analyze: async (/** @type {Blob} */ blob) => {
      calls.push('alone')
      clock += 10
      return look(blob)
    },
    analyzeMany: async (/** @type {Blob[]} */ blobs) => {
      calls.push(`together ${blobs.length}`)
      clock += 4 * blobs.length
      return { pictures: blobs.map(look) }
    },
  }
  const stop = new AbortController()
  return { run: new BatchRun(engine, { ...plan, request: {}, signal: stop.signal }, () => clock), calls, stop }
}

const items = [1, 0, 2].map(faces => ({ blob: new Blob([new Uint8Array(faces)]), pixels: 1 }))

test('both ways see every picture once, and take turns at going first', async () => {
  const { run, calls } = bench({ atATime: 2, compare: true })
  /** @type {[number, number[], number[]][]} */
  const told = []
  await run.work(items, (from, answers) => told.push([from, answers.map(({ faces }) => faces.length), answers.map(({ ms }) => ms)]))
  assert.deepEqual(calls, ['together 2', 'alone', 'alone', 'alone', 'together 1'])
  assert.deepEqual(told, [[0, [1, 0], [10, 10]], [2, [2], [10]]])
  assert.deepEqual(run.tallies, { together: { pictures: 3, faces: 3, ms: 12 }, alone: { pictures: 3, faces: 3, ms: 30 } })
  assert.deepEqual(throughput(run.tallies.together), { pictures: 250, faces: 250 })
  assert.deepEqual(verdict(run.tallies), { way: 'faster', factor: 2.5 })
})

test('without comparing, a picture has its share of the time', async () => {
  const { run, calls } = bench({ atATime: 8, compare: false })
  /** @type {number[]} */
  const shares = []
  await run.work(items, (_, answers) => shares.push(...answers.map(({ ms }) => ms)))
  assert.deepEqual([calls, shares], [['together 3'], [4, 4, 4]])
  assert.equal(verdict(run.tallies), null)
  assert.equal(throughput(run.tallies.alone), null)
})

test('warming up is not measured', async () => {
  const { run, calls } = bench({ atATime: 2, compare: true })
  await run.warmUp(items)
  assert.deepEqual(calls, ['together 2', 'alone'])
  assert.equal(run.tallies.together.ms + run.tallies.alone.ms, 0)
})

test('a stopped run ends after the pictures under way', async () => {
  const { run, stop } = bench({ atATime: 1, compare: true })
  await run.work(items, () => stop.abort())
  assert.equal(run.tallies.together.pictures, 1)
})

test('a verdict is fair', () => {
  const tally = (/** @type {number} */ ms) => ({ pictures: 10, faces: 20, ms })
  assert.deepEqual(verdict({ together: tally(100), alone: tally(102) }), { way: 'same', factor: 1 })
  assert.deepEqual(verdict({ together: tally(200), alone: tally(100) }), { way: 'slower', factor: 2 })
})

test('large pictures are analysed fewer at a time', () => {
  const lengths = (/** @type {number[]} */ mega, /** @type {number} */ most) =>
    portions(mega.map(each => ({ blob: new Blob(), pixels: each * 1e6 })), most).map(({ length }) => length)
  assert.deepEqual(lengths([1, 1, 1, 1, 1], 2), [2, 2, 1])
  assert.deepEqual(lengths([30, 30, 30, 100, 1, 1], 8), [2, 1, 1, 2])
  assert.deepEqual(lengths([], 8), [])
})
