/** Comparing boxes. Pure. */

/** @typedef {import('./types.js').Box} Box */

/**
 * Intersection over union.
 * @param {Box} a
 * @param {Box} b
 * @returns {number} 0..1
 */
export function overlap(a, b) {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))
  const common = width * height
  const union = a.width * a.height + b.width * b.height - common
  return union > 0 ? common / union : 0
}

/**
 * The face whose box lies best on the given one.
 * @template {{box: Box}} F
 * @param {F[]} faces
 * @param {Box} box
 * @param {number} [least]  smallest overlap that still counts as the same face
 * @returns {F | null}
 */
export function bestOverlap(faces, box, least = 0.4) {
  let best = null
  let reached = least
  for (const face of faces) {
    const value = overlap(face.box, box)
    if (value >= reached) [best, reached] = [face, value]
  }
  return best
}
