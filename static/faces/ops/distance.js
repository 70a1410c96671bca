/**
 * Euclidean distance of two descriptors.
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 * @returns {number} 0 or more
 * @throws {RangeError} when the lengths differ: such descriptors come from different recognisers
 */
export function euclideanDistance(a, b) {
  if (a.length !== b.length) {
    throw new RangeError(`Two descriptors must have the same length; these have ${a.length} and ${b.length} numbers.`)
  }
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2
  return Math.sqrt(sum)
}

/**
 * Mean distance of a probe to a person's descriptors.
 * @param {ArrayLike<number>} probe
 * @param {ArrayLike<number>[]} descriptors  at least one
 */
export function meanDistance(probe, descriptors) {
  return descriptors.reduce((sum, descriptor) => sum + euclideanDistance(probe, descriptor), 0) / descriptors.length
}

/**
 * The label whose descriptors are nearest to a probe by mean distance; of equals, the first.
 * @param {ArrayLike<number>} probe
 * @param {{label: string, descriptors: ArrayLike<number>[]}[]} labelled  labels without a descriptor are passed over
 * @returns {{label: string, distance: number} | null} null when there is nothing to compare with
 */
export function nearest(probe, labelled) {
  let best = null
  for (const { label, descriptors } of labelled) {
    if (descriptors.length === 0) continue
    const distance = meanDistance(probe, descriptors)
    if (best === null || distance < best.distance) best = { label, distance }
  }
  return best
}
