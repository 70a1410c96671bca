/** @import { InputSpec, SelfTest } from '../types.js' */

/** @typedef {Record<string, {shape: number[], data: ArrayLike<number>}>} Answers  by the output's name */

const KNUTH = 2654435761 // multiplicative hash: the same picture in every language, without a random generator

/**
 * The input of a network's self-test, the same in Python: the top byte of a hash of the index, then normalised.
 * @param {InputSpec} input
 * @param {number} size  pixels a side
 * @returns {Float32Array} [1, size, size, 3]
 */
export function selfTestInput({ mean, scale }, size) {
  const values = new Float32Array(size * size * 3)
  for (let i = 0; i < values.length; i++) values[i] = ((Math.imul(i, KNUTH) >>> 24) - mean[i % 3]) * scale
  return values
}

/**
 * What is wrong with a network's answer to its self-test.
 * @param {SelfTest} selftest
 * @param {Answers} answers
 * @returns {string | null} a sentence; null when all is well
 */
export function judge(selftest, answers) {
  for (const [name, { shape, tolerance }] of Object.entries(selftest.outputs)) {
    const got = answers[name].shape
    if (String(got) !== String(shape)) return `Its output ${name} has the shape ${got} instead of ${shape}.`
    const { error, share } = errorOf(selftest, answers, name)
    // Written so that NaN, which compares false with everything, counts as wrong.
    if (!(share <= tolerance)) return `Its output ${name} is off by ${Number(error.toPrecision(3))}.`
  }
  return null
}

/**
 * How far a network's answer is from the known one.
 * @param {SelfTest} selftest
 * @param {Answers} answers  of the right shapes
 * @returns {number} the largest difference of a number, as a share of the largest of its output or of 1; the worst output's
 */
export function largestDifference(selftest, answers) {
  return Math.max(...Object.keys(selftest.outputs).map((name) => errorOf(selftest, answers, name).share))
}

/** @param {SelfTest} selftest @param {Answers} answers @param {string} name  of the output */
function errorOf({ outputs }, answers, name) {
  const { step = 1, values } = outputs[name]
  const error = values.reduce((worst, value, i) => Math.max(worst, Math.abs(answers[name].data[i * step] - value)), 0)
  return { error, share: error / Math.max(1, ...values.map(Math.abs)) }
}
