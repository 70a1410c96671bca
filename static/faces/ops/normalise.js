/** @import { InputSpec } from '../types.js' */

/**
 * A network's input from pixels, by the rule of its spec.
 * @param {Float32Array} values  0–255, three channels in turn; changed
 * @param {InputSpec} input
 * @returns {Float32Array} the same array
 */
export function normalise(values, { mean, scale, standardise: own }) {
  if (own) return standardise(values)
  for (let i = 0; i < values.length; i++) values[i] = (values[i] - mean[i % 3]) * scale
  return values
}

/**
 * Gives values the mean 0 and the deviation 1; the divisor is at least 1 / √n, so that a flat picture stays flat.
 * @param {Float32Array} values  changed
 * @returns {Float32Array} the same array
 */
export function standardise(values) {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
  const deviation = Math.max(Math.sqrt(variance), 1 / Math.sqrt(n))
  for (let i = 0; i < n; i++) values[i] = (values[i] - mean) / deviation
  return values
}
