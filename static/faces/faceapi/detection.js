import { Box, Dimensions } from './geometry.js'

/** A face that was found: its box and how sure the detector is. */
export class FaceDetection {
  /**
   * @param {number} score          0–1
   * @param {Box} relativeBox       0–1 of the image
   * @param {import('./geometry.js').SizeLike} imageDims  pixels
   */
  constructor(score, relativeBox, imageDims) {
    this._score = score
    this._box = new Box(relativeBox)
    this._imageDims = new Dimensions(imageDims.width, imageDims.height)
  }
  get score() { return this._score }
  /** Pixels of the image. */
  get box() { return this._box.rescale(this._imageDims) }
  get relativeBox() { return this._box }
  get imageDims() { return this._imageDims }
  get imageWidth() { return this._imageDims.width }
  get imageHeight() { return this._imageDims.height }
  /** The same face in the image at another size. @param {number} width @param {number} height */
  forSize(width, height) { return new FaceDetection(this._score, this._box, { width, height }) }
}
