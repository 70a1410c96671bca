import { Box } from './box.js'
import { Dimensions } from './dimensions.js'

/** @import { RectLike } from './box.js' */
/** @import { SizeLike } from './dimensions.js' */

/** A thing that was found in an image. */
export class ObjectDetection {
  /**
   * @param {number} score          0–1, that there is something
   * @param {number} classScore     0–1, that it is of the class
   * @param {string} className
   * @param {RectLike} relativeBox  0–1 of the image
   * @param {SizeLike} imageDims    pixels
   */
  constructor(score, classScore, className, relativeBox, imageDims) {
    this._imageDims = new Dimensions(imageDims.width, imageDims.height)
    this._score = score
    this._classScore = classScore
    this._className = className
    this._box = new Box(relativeBox).rescale(this._imageDims)
  }
  get score() { return this._score }
  get classScore() { return this._classScore }
  get className() { return this._className }
  /** Pixels of the image. */
  get box() { return this._box }
  get relativeBox() { return this._box.rescale(this._imageDims.reverse()) }
  get imageDims() { return this._imageDims }
  get imageWidth() { return this._imageDims.width }
  get imageHeight() { return this._imageDims.height }

  /** The same thing in the image at another size. @param {number} width @param {number} height */
  forSize(width, height) {
    return new ObjectDetection(this._score, this._classScore, this._className, this.relativeBox, { width, height })
  }
}

/** A face that was found: its box and how sure the detector is. */
export class FaceDetection extends ObjectDetection {
  /**
   * @param {number} score          0–1
   * @param {RectLike} relativeBox  0–1 of the image
   * @param {SizeLike} imageDims    pixels
   */
  constructor(score, relativeBox, imageDims) {
    super(score, score, '', relativeBox, imageDims)
  }

  /** The same face in the image at another size. @param {number} width @param {number} height */
  forSize(width, height) { return new FaceDetection(this._score, this.relativeBox, { width, height }) }
}
