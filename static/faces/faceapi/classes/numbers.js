/** Small questions about numbers, and rounding as face-api.js's texts have it. */

/** Rounds down to some decimals. @param {number} value @param {number} [decimals] */
export function round(value, decimals = 2) {
  const factor = 10 ** decimals
  return Math.floor(value * factor) / factor
}

/** @param {number} value */
export const isFloat = (value) => value % 1 !== 0

/** @param {number} value */
export const isEven = (value) => value % 2 === 0

/** A finite number. @param {any} value @returns {value is number} */
export const isValidNumber = (value) => Number.isFinite(value)

/** A number from 0 to 1. @param {any} value @returns {value is number} */
export const isValidProbablitiy = (value) => value >= 0 && value <= 1

/** Something with a size that is not nothing. @param {any} value @returns {boolean} */
export const isDimensions = (value) => Boolean(value?.width && value.height)

/**
 * Numbers at equal steps.
 * @param {number} count
 * @param {number} start
 * @param {number} step
 */
export const range = (count, start, step) => Array.from({ length: count }, (_, i) => start + i * step)
