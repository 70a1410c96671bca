/** @typedef {{x: number, y: number}} PointLike */

/** A place, or a step from one place to another. Immutable: methods give new points. */
export class Point {
  /** @param {number} x @param {number} y */
  constructor(x, y) {
    this.x = x
    this.y = y
  }
  /** @param {PointLike} other */
  add(other) { return new Point(this.x + other.x, this.y + other.y) }
  /** @param {PointLike} other */
  sub(other) { return new Point(this.x - other.x, this.y - other.y) }
  /** @param {PointLike} other */
  mul(other) { return new Point(this.x * other.x, this.y * other.y) }
  /** @param {PointLike} other */
  div(other) { return new Point(this.x / other.x, this.y / other.y) }
  abs() { return new Point(Math.abs(this.x), Math.abs(this.y)) }
  floor() { return new Point(Math.floor(this.x), Math.floor(this.y)) }
  /** Distance from the origin. */
  magnitude() { return Math.hypot(this.x, this.y) }
}

/**
 * The middle of some points.
 * @param {PointLike[]} points  at least one
 * @returns {Point}
 */
export function getCenterPoint(points) {
  let sum = new Point(0, 0)
  for (const point of points) sum = sum.add(point)
  return sum.div({ x: points.length, y: points.length })
}
