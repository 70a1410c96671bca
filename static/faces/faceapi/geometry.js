/** Points, sizes and boxes with the names of face-api.js's interface. All are immutable: methods give new objects. */

/** @typedef {{x: number, y: number}} PointLike */
/** @typedef {{width: number, height: number}} SizeLike */

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

export class Dimensions {
  /**
   * @param {number} width
   * @param {number} height
   * @throws {RangeError} unless both are finite numbers
   */
  constructor(width, height) {
    if (!Number.isFinite(width) || !Number.isFinite(height)) {
      throw new RangeError(`A size needs two numbers, not ${width} and ${height}.`)
    }
    this.width = width
    this.height = height
  }
  reverse() { return new Dimensions(1 / this.width, 1 / this.height) }
}

/** A rectangle, given by its origin and size or by its sides. */
export class Box {
  /**
   * @param {{x: number, y: number, width: number, height: number} | {left: number, top: number, right: number, bottom: number}} box
   * @param {boolean} [allowNegativeDimensions]
   * @throws {RangeError} when a number is missing or, unless allowed, a side is negative
   */
  constructor(box, allowNegativeDimensions = true) {
    const { x, y, width, height } = 'left' in box && 'right' in box
      ? { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top } : box
    if (![x, y, width, height].every(Number.isFinite)) throw new RangeError('A box needs four numbers: x, y, width and height.')
    if (!allowNegativeDimensions && (width < 0 || height < 0)) throw new RangeError(`A box cannot be ${width} × ${height}.`)
    this.x = x
    this.y = y
    this.width = width
    this.height = height
  }

  get left() { return this.x }
  get top() { return this.y }
  get right() { return this.x + this.width }
  get bottom() { return this.y + this.height }
  get area() { return this.width * this.height }
  get topLeft() { return new Point(this.left, this.top) }
  get topRight() { return new Point(this.right, this.top) }
  get bottomLeft() { return new Point(this.left, this.bottom) }
  get bottomRight() { return new Point(this.right, this.bottom) }

  round() { return this.#map(Math.round) }
  floor() { return this.#map(Math.floor) }

  /** The square around the same centre whose side is the longer side. */
  toSquare() {
    const side = Math.max(this.width, this.height)
    return this.pad(side - this.width, side - this.height)
  }

  /** @param {number | SizeLike} factor  one for both axes, or one each */
  rescale(factor) {
    const { width, height } = typeof factor === 'number' ? { width: factor, height: factor } : factor
    return new Box({ x: this.x * width, y: this.y * height, width: this.width * width, height: this.height * height })
  }

  /** Grows by so much in total, half on each side. @param {number} across @param {number} down */
  pad(across, down) {
    return new Box({ x: this.x - across / 2, y: this.y - down / 2, width: this.width + across, height: this.height + down })
  }

  /** @param {number} x @param {number} y */
  shift(x, y) { return new Box({ x: this.x + x, y: this.y + y, width: this.width, height: this.height }) }

  /** The part inside an image, in whole pixels. @param {number} width @param {number} height */
  clipAtImageBorders(width, height) {
    const left = Math.max(0, this.left)
    const top = Math.max(0, this.top)
    return new Box({ x: left, y: top, width: Math.min(this.right, width) - left, height: Math.min(this.bottom, height) - top }).floor()
  }

  /** @param {(value: number) => number} change */
  #map(change) {
    return new Box({ x: change(this.x), y: change(this.y), width: change(this.width), height: change(this.height) })
  }
}

/** A box by its origin and size. */
export class Rect extends Box {
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  constructor(x, y, width, height) {
    super({ x, y, width, height })
  }
}
