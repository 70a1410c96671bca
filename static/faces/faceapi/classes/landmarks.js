import { minBbox } from './bounds.js'
import { Box } from './box.js'
import { Rect } from './boxes.js'
import { FaceDetection } from './detection.js'
import { Dimensions } from './dimensions.js'
import { getCenterPoint, Point } from './point.js'

/** @import { RectLike, SidesLike } from './box.js' */
/** @import { SizeLike } from './dimensions.js' */
/** @import { PointLike } from './point.js' */

/** face-api.js's descriptor crop: the distance from eyes to mouth as a share of its side; where their middle lies in it. */
const DLIB = { share: 0.45, across: 0.5, down: 0.43 }

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
    this._positions = relativePositions.map(({ x, y }) => new Point(x * imgDims.width + shift.x, y * imgDims.height + shift.y))
  }
  get shift() { return this._shift }
  get imageWidth() { return this._imgDims.width }
  get imageHeight() { return this._imgDims.height }
  /** Pixels of the image. */
  get positions() { return this._positions }
  get relativePositions() {
    const size = { x: this.imageWidth, y: this.imageHeight }
    return this._positions.map((point) => point.sub(this._shift).div(size))
  }

  /**
   * The same points in a crop of another size that begins at the origin.
   * @param {number} width
   * @param {number} height
   * @returns {this}
   */
  forSize(width, height) { return this.#like({ width, height }) }

  /**
   * The same points with the crop's origin elsewhere.
   * @param {number} x
   * @param {number} y
   * @returns {this}
   */
  shiftBy(x, y) { return this.#like(this._imgDims, { x, y }) }

  /** @param {PointLike} to @returns {this} */
  shiftByPoint({ x, y }) { return this.shiftBy(x, y) }

  /**
   * The box to cut out for the networks that look at a face.
   * @param {FaceDetection | RectLike | SidesLike | null} [detection]  where the crop begins, when the points are not shifted yet
   * @param {object} [options]
   * @param {boolean} [options.useDlibAlignment]  a square sized by the distance from eyes to mouth, for face-api.js's descriptors;
   *   otherwise the smallest box around all points, grown by a share of its size
   * @param {number} [options.minBoxPadding]      that share
   * @returns {Box} pixels of the image
   */
  align(detection, { useDlibAlignment = false, minBoxPadding = 0.2 } = {}) {
    if (detection) {
      const { x, y } = detection instanceof FaceDetection ? detection.box.floor() : new Box(detection)
      return this.shiftBy(x, y).align(null, { useDlibAlignment, minBoxPadding })
    }
    if (useDlibAlignment) return this.#alignByEyesAndMouth()
    const box = minBbox(this._positions)
    return box.pad(box.width * minBoxPadding, box.height * minBoxPadding)
  }

  /** Middles of left eye, right eye and mouth. @returns {Point[]} */
  getRefPointsForAlignment() {
    throw new Error('These landmarks have no eyes and mouth to be aligned by.')
  }

  #alignByEyesAndMouth() {
    const centres = this.getRefPointsForAlignment()
    const [left, right, mouth] = centres
    const distance = (mouth.sub(left).magnitude() + mouth.sub(right).magnitude()) / 2
    const size = Math.floor(distance / DLIB.share)
    const middle = getCenterPoint(centres)
    const x = Math.floor(Math.max(0, middle.x - DLIB.across * size))
    const y = Math.floor(Math.max(0, middle.y - DLIB.down * size))
    return new Rect(x, y, Math.min(size, this.imageWidth + x), Math.min(size, this.imageHeight + y))
  }

  /** @param {SizeLike} size @param {PointLike} [shift] @returns {this} */
  #like(size, shift) {
    return new /** @type {any} */ (this.constructor)(this.relativePositions, size, shift)
  }
}

/** The five points of MTCNN: left eye, right eye, nose, corners of the mouth. */
export class FaceLandmarks5 extends FaceLandmarks {
  getRefPointsForAlignment() {
    const [left, right, , ...mouth] = this.positions
    return [left, right, getCenterPoint(mouth)]
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
  getRefPointsForAlignment() { return [this.getLeftEye(), this.getRightEye(), this.getMouth()].map(getCenterPoint) }
}
