/** @import { Box, Pair } from '../types.js' */

/**
 * A rotation, a scale and a shift: x' = a · x − b · y + x0, y' = b · x + a · y + y0.
 * @typedef {{a: number, b: number, x: number, y: number}} Similarity
 */

/**
 * The similarity that takes one set of points nearest to another: the least sum of squared distances (Umeyama, 1991, without
 * mirroring; in the plane it has a closed form).
 * @param {number[][]} from  x, y of each point, not all in one place
 * @param {number[][]} to    as many
 * @returns {Similarity}
 */
export function fitSimilarity(from, to) {
  const [start, end] = [mean(from), mean(to)]
  let [dot, cross, spread] = [0, 0, 0]
  from.forEach(([fromX, fromY], i) => {
    const [px, py, qx, qy] = [fromX - start[0], fromY - start[1], to[i][0] - end[0], to[i][1] - end[1]]
    dot += px * qx + py * qy
    cross += px * qy - py * qx
    spread += px * px + py * py
  })
  const [a, b] = [dot / spread, cross / spread]
  return { a, b, x: end[0] - a * start[0] + b * start[1], y: end[1] - b * start[0] - a * start[1] }
}

/**
 * The similarity that takes the unit square to the square around a box.
 * @param {Box} box
 * @param {number} margin  added to the longer side, a share of it
 * @returns {Similarity}
 */
export function squareAround({ x, y, width, height }, margin) {
  const side = Math.max(width, height) * (1 + margin)
  return { a: side, b: 0, x: x + (width - side) / 2, y: y + (height - side) / 2 }
}

/**
 * @param {number[][]} points
 * @returns {Pair}
 */
function mean(points) {
  const sum = points.reduce((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}
