/**
 * The mean of vectors. The mean of several descriptors of one person tells people apart better than each of them.
 * @param {ArrayLike<number>[]} vectors  at least one, all of one length
 * @param {number[]} [weights]  one for each, together more than 0; all equal when absent
 * @returns {Float32Array}
 */
export function mean(vectors, weights = vectors.map(() => 1)) {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Float32Array.from({ length: vectors[0].length }, (_, i) =>
    vectors.reduce((sum, vector, which) => sum + vector[i] * weights[which], 0) / total)
}
