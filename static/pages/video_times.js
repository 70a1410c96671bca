/** Moments of a film. Pure. */

const NEAR_END = 0.97  // a share of the film after which a time written under the line would not fit

/**
 * When to look at a film.
 * @param {number} duration  seconds
 * @param {number} step      seconds
 * @returns {number[]} from 0, all before the end
 */
export function timesOf(duration, step) {
  const count = Math.max(1, Math.ceil(duration / step - 1e-3))
  return Array.from({ length: count }, (_, index) => index * step)
}

/**
 * @param {number} seconds
 * @returns {string} like "1:05" or "1:02:05"
 */
export function clock(seconds) {
  const whole = Math.floor(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, String(whole % 60).padStart(2, '0')]
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/**
 * Where to write times under a time line.
 * @param {number} duration  seconds
 * @param {number} most      how many there is room for
 * @returns {number[]} round times, from 0, none near the end
 */
export function ticksOf(duration, most) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find(each => duration / each <= most) ?? 3600
  return timesOf(duration * NEAR_END, step)
}
