import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/**
 * Runs one test for each case of a file that Python's tests read too.
 * @param {string} name  of the file in tests/vectors
 * @param {(given: any) => unknown} run  from a case to what is compared with its `expected`
 * @param {number} [tolerance]  allowed difference of numbers
 */
export function testVectors(name, run, tolerance = 1e-9) {
  const file = new URL(`../../vectors/${name}.json`, import.meta.url)
  const { cases } = JSON.parse(readFileSync(file, 'utf8'))
  for (const { expected, ...given } of cases) {
    test(`${name}: ${given.name}`, () => assertClose(run(given), expected, tolerance))
  }
}

/**
 * The same shape and strings, and numbers that differ by no more than a tolerance.
 * @param {any} actual
 * @param {any} expected
 * @param {number} tolerance
 * @param {string} [path]
 */
export function assertClose(actual, expected, tolerance, path = 'value') {
  if (typeof expected === 'number') {
    assert.ok(Math.abs(actual - expected) <= tolerance, `${path} is ${actual}, not ${expected}`)
  } else if (expected !== null && typeof expected === 'object') {
    assert.deepEqual(Object.keys(actual), Object.keys(expected), `${path} has other parts`)
    for (const key of Object.keys(expected)) assertClose(actual[key], expected[key], tolerance, `${path}.${key}`)
  } else {
    assert.equal(actual, expected, path)
  }
}
