/** @typedef {{width: number, height: number}} SizeLike */

/** A size, or a factor for each axis. */
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
  /** The factor that undoes this one. */
  reverse() { return new Dimensions(1 / this.width, 1 / this.height) }
}

/**
 * The size at which an image's longer side takes a network's input.
 * @param {SizeLike} size       pixels
 * @param {number} inputSize    pixels
 * @returns {Dimensions} whole pixels
 */
export function computeReshapedDimensions({ width, height }, inputSize) {
  const scale = inputSize / Math.max(width, height)
  return new Dimensions(Math.round(width * scale), Math.round(height * scale))
}
