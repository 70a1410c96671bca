import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assign, assignBelow } from '../../static/faces/ops/assignment.js'
import { testVectors } from './support/vectors.js'

testVectors('assignment', ({ costs, limit }) => assignBelow(costs, limit))

test('what is no number is never given', () => {
  assert.deepEqual(assignBelow([[NaN, 0.4], [NaN, NaN], [Infinity, 0.3]], 0.5), [-1, -1, 1])
})

/** The least total over all ways, tried one by one. @param {number[][]} costs @param {number} [row] @param {number[]} [used] @returns {number} */
function leastTotal(costs, row = 0, used = []) {
  const [rows, columns] = [costs.length, costs[0].length]
  if (row === rows) return used.length === Math.min(rows, columns) ? 0 : Infinity
  const skipped = leastTotal(costs, row + 1, used)
  const taken = costs[row].map((cost, column) => (used.includes(column) ? Infinity : cost + leastTotal(costs, row + 1, [...used, column])))
  return Math.min(skipped, ...taken)
}

for (const [rows, columns] of [[1, 1], [3, 3], [5, 5], [2, 5], [5, 2], [4, 3]]) {
  test(`no way to assign ${rows} to ${columns} is cheaper`, () => {
    for (let seed = 1; seed <= 40; seed++) {
      let state = seed * 7919
      const random = () => (state = state * 48271 % 2147483647) / 2147483647
      const costs = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.round(random() * 8) / 4 - 1))
      const given = assign(costs).map((column, row) => [row, column]).filter(([, column]) => column >= 0)
      assert.equal(new Set(given.map(([, column]) => column)).size, Math.min(rows, columns))
      const total = given.reduce((sum, [row, column]) => sum + costs[row][column], 0)
      assert.ok(Math.abs(total - leastTotal(costs)) < 1e-9, `${JSON.stringify(costs)}: ${total}`)
    }
  })
}
