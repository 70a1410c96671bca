import { BoundingBox } from './boxes.js'

/**
 * The smallest box around points.
 * @param {import('./point.js').PointLike[]} points  at least one
 * @returns {BoundingBox}
 * @throws {RangeError} without a point
 */
export function minBbox(points) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return new BoundingBox(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
}
