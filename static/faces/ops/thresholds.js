/**
 * How near is near enough: two thresholds make three answers. The same as webapp/domain/thresholds.py.
 *
 * @typedef {'known' | 'ask' | 'unknown'} Decision  named at once, named if somebody agrees, or not named
 * @typedef {{readonly known: number, readonly ask: number}} Thresholds  distances, 0 < known ≤ ask ≤ 2; where they are equal, nobody is ever asked
 */

/** Of two descriptors of length one. */
const FARTHEST = 2

/**
 * @param {number} known  a face is known below it
 * @param {number} ask    from `known` on, below it, a person has to say; a face at it or beyond is unknown
 * @returns {Thresholds}
 * @throws {RangeError} for distances in another order, out of range or not finite
 */
export function thresholdsOf(known, ask) {
  if (!(known > 0 && known <= ask && ask <= FARTHEST)) {
    throw new RangeError(`Thresholds must be 0 < known ≤ ask ≤ ${FARTHEST}; these are ${known} and ${ask}.`)
  }
  return Object.freeze({ known, ask })
}

/**
 * @param {number} distance  0 or more
 * @param {Thresholds} thresholds
 * @returns {Decision}
 */
export function decide(distance, { known, ask }) {
  if (distance < known) return 'known'
  return distance < ask ? 'ask' : 'unknown'
}
