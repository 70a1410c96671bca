/** Two thresholds and whole frames: the same decisions as in Python. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceTable, matchFrame } from '../../static/faces/ops/frame.js'
import { decide, thresholdsOf } from '../../static/faces/ops/thresholds.js'
import { testVectors } from './support/vectors.js'

testVectors('frames', ({ people, faces, thresholds: { known, ask } }) => {
  const able = people.filter((/** @type {any} */ { descriptors }) => descriptors.length > 0)
  const table = distanceTable(faces, able.map((/** @type {any} */ { descriptors }) => descriptors))
  return matchFrame(table, thresholdsOf(known, ask)).map(({ person, ...rest }) => ({ person: able[person]?.label ?? null, ...rest }))
})

test('a distance is the mean to all references of a person', () => {
  assert.deepEqual(distanceTable([[0, 0]], [[[1, 0], [3, 0]], [[0, 2]]]), [[2, 2]])
})

for (const [distance, expected] of /** @type {const} */ ([[0, 'known'], [0.4999, 'known'], [0.5, 'ask'], [0.5999, 'ask'], [0.6, 'unknown'], [2, 'unknown']])) {
  test(`between 0.5 and 0.6 one asks: ${distance} is "${expected}"`, () => assert.equal(decide(distance, thresholdsOf(0.5, 0.6)), expected))
}

for (const [known, ask] of [[0, 0.5], [-0.1, 0.5], [0.6, 0.5], [0.5, 2.01], [NaN, 0.5], [0.5, NaN], [0.5, Infinity]]) {
  test(`the thresholds ${known} and ${ask} are refused`, () => assert.throws(() => thresholdsOf(known, ask), RangeError))
}

test('thresholds do not change', () => {
  assert.deepEqual(thresholdsOf(2, 2), { known: 2, ask: 2 })
  assert.ok(Object.isFrozen(thresholdsOf(0.5, 0.5)))
})
