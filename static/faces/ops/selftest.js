/** @import { InputSpec, SelfTest } from '../types.js' */

const KNUTH = 2654435761 // multiplicative hash: the same picture in every language, without a random generator

/**
 * The input of a network's self-test, the same in Python: the top byte of a hash of the index, then normalised.
 * @param {InputSpec} input
 * @param {number} size  pixels a side
 * @returns {Float32Array} [1, size, size, 3]
 */
export function selfTestInput({ mean, scale }, size) {
  return Float32Array.from({ length: size * size * 3 }, (_, i) => ((Math.imul(i, KNUTH) >>> 24) - mean[i % 3]) * scale)
}

/**
 * What is wrong with a network's answer to its self-test.
 * @param {SelfTest} selftest
 * @param {Record<string, {shape: number[], data: ArrayLike<number>}>} answers
 * @returns {string | null} a sentence; null when all is well
 */
export function judge(selftest, answers) {
  for (const [name, { shape, step = 1, values, tolerance }] of Object.entries(selftest.outputs)) {
    const { data, shape: got } = answers[name]
    if (String(got) !== String(shape)) return `Its output ${name} has the shape ${got} instead of ${shape}.`
    const largest = Math.max(1, ...values.map(Math.abs))
    const error = values.reduce((worst, value, i) => Math.max(worst, Math.abs(data[i * step] - value)), 0)
    // Written so that NaN, which compares false with everything, counts as wrong.
    if (!(error <= tolerance * largest)) return `Its output ${name} is off by ${Number(error.toPrecision(3))}.`
  }
  return null
}
