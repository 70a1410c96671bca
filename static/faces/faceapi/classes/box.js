import { Point } from './point.js'

/** @import { SizeLike } from './dimensions.js' */

/**
 * @typedef {{x: number, y: number, width: number, height: number}} RectLike
 * @typedef {{left: number, top: number, right: number, bottom: number}} SidesLike
 */

/** A rectangle, given by its origin and size or by its sides. Immutable: methods give new boxes. */
export class Box {
  /** Whether something has the four numbers of a box. @param {any} rect @returns {rect is RectLike} */
  static isRect(rect) {
    return Boolean(rect) && [rect.x, rect.y, rect.width, rect.height].every(Number.isFinite)
  }

  /**
   * @param {any} box
   * @param {string} callee  who asks, for the message
   * @param {boolean} [allowNegativeDimensions]
   * @throws {RangeError} when a number is missing or, unless allowed, a side is negative
   */
  static assertIsValidBox(box, callee, allowNegativeDimensions = false) {
    if (!Box.isRect(box)) throw new RangeError(`${callee}: a box needs four numbers: x, y, width and height.`)
    if (!allowNegativeDimensions && (box.width < 0 || box.height < 0)) {
      throw new RangeError(`${callee}: a box cannot be ${box.width} × ${box.height}.`)
    }
  }

  /**
   * @param {RectLike | SidesLike} box
   * @param {boolean} [allowNegativeDimensions]
   * @throws {RangeError} see `assertIsValidBox`
   */
  constructor(box, allowNegativeDimensions = true) {
    const rect = Box.isRect(box) ? box : rectOf(/** @type {any} */ (box ?? {}))
    Box.assertIsValidBox(rect, 'Box', allowNegativeDimensions)
    this.x = rect.x
    this.y = rect.y
    this.width = rect.width
    this.height = rect.height
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
    const { width, height } = typeof factor === 'object' ? factor : { width: factor, height: factor }
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
    const [left, top] = [Math.max(0, this.left), Math.max(0, this.top)]
    return new Box({ x: left, y: top, width: Math.min(this.right, width) - left, height: Math.min(this.bottom, height) - top }).floor()
  }

  /**
   * Where the box's pixels, counted from 1, lie in an image, and where those that the image has lie in the box. A box over the
   * left border moves `edy`, not `edx`: pages that work with these numbers know them so from face-api.js.
   * @param {number} imageHeight
   * @param {number} imageWidth
   */
  padAtBorders(imageHeight, imageWidth) {
    const [w, h] = [this.width + 1, this.height + 1]
    const over = { right: Math.max(0, this.right - imageWidth), bottom: Math.max(0, this.bottom - imageHeight) }
    const [x, y] = [Math.max(1, this.left), Math.max(1, this.top)]
    let edy = h - over.bottom
    if (this.left < 1) edy = 2 - this.left
    if (this.top < 1) edy = 2 - this.top
    return { dy: 1, edy, dx: 1, edx: w - over.right, y, ey: this.bottom - over.bottom, x, ex: this.right - over.right, w, h }
  }

  /** Moves each side by a share of the box, then makes it a square of whole pixels. @param {SidesLike} region  the shares */
  calibrate({ left, top, right, bottom }) {
    return new Box({
      left: this.left + left * this.width, top: this.top + top * this.height,
      right: this.right + right * this.width, bottom: this.bottom + bottom * this.height,
    }).toSquare().round()
  }

  /** @param {(value: number) => number} change */
  #map(change) {
    return new Box({ x: change(this.x), y: change(this.y), width: change(this.width), height: change(this.height) })
  }
}

/** @param {SidesLike} sides @returns {RectLike} NaN where a side is missing */
function rectOf({ left, top, right, bottom }) {
  return { x: left, y: top, width: right - left, height: bottom - top }
}
