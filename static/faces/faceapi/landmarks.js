import { Box, Dimensions, Point } from './geometry.js'

/** @import { PointLike, SizeLike } from './geometry.js' */

/** Points on a face: where they lie in the face's crop, and where the crop begins. */
export class FaceLandmarks {
  /**
   * @param {PointLike[]} relativePositions  0–1 of the crop
   * @param {SizeLike} imgDims               of the crop, pixels
   * @param {PointLike} [shift]              the crop's origin in the image, pixels
   */
  constructor(relativePositions, imgDims, shift = new Point(0, 0)) {
    this._imgDims = new Dimensions(imgDims.width, imgDims.height)
    this._shift = new Point(shift.x, shift.y)
    this._relative = relativePositions.map(({ x, y }) => new Point(x, y))
    this._positions = this._relative.map(({ x, y }) => new Point(x * imgDims.width + shift.x, y * imgDims.height + shift.y))
  }
  get shift() { return this._shift }
  get imageWidth() { return this._imgDims.width }
  get imageHeight() { return this._imgDims.height }
  /** Pixels of the image. */
  get positions() { return this._positions }
  get relativePositions() { return this._relative }

  /**
   * The same points in a crop of another size at the same origin.
   * @param {number} width
   * @param {number} height
   * @returns {this}
   */
  forSize(width, height) { return this.#like({ width, height }, this._shift) }

  /**
   * The same points with the crop's origin moved.
   * @param {number} x
   * @param {number} y
   * @returns {this}
   */
  shiftBy(x, y) { return this.#like(this._imgDims, this._shift.add({ x, y })) }

  /** @param {PointLike} by @returns {this} */
  shiftByPoint({ x, y }) { return this.shiftBy(x, y) }

  /**
   * The smallest box around all points, grown by a share of its size.
   * @param {null} [_detection]  accepted for face-api.js's sake
   * @param {{minBoxPadding?: number}} [options]
   * @returns {Box} pixels of the image
   */
  align(_detection = null, { minBoxPadding = 0.2 } = {}) {
    const xs = this._positions.map(({ x }) => x)
    const ys = this._positions.map(({ y }) => y)
    const box = new Box({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) })
    return box.pad(box.width * minBoxPadding, box.height * minBoxPadding)
  }

  /** @param {SizeLike} size @param {PointLike} shift @returns {this} */
  #like(size, shift) {
    return new /** @type {any} */ (this.constructor)(this._relative, size, shift)
  }
}

/** The 68 points in the order of the iBUG 300-W annotation. */
export class FaceLandmarks68 extends FaceLandmarks {
  getJawOutline() { return this.positions.slice(0, 17) }
  getLeftEyeBrow() { return this.positions.slice(17, 22) }
  getRightEyeBrow() { return this.positions.slice(22, 27) }
  getNose() { return this.positions.slice(27, 36) }
  getLeftEye() { return this.positions.slice(36, 42) }
  getRightEye() { return this.positions.slice(42, 48) }
  getMouth() { return this.positions.slice(48, 68) }
}
