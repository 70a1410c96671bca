/** @import { Box, Pixels, Size } from '../types.js' */

/**
 * Where the values of one output position come from on one axis.
 * @typedef {object} Tap
 * @property {number} near        index of the first value that is mixed
 * @property {number} far         index of the second
 * @property {number} nearWeight
 * @property {number} farWeight
 */

/**
 * One axis of a bilinear resize.
 * @typedef {object} Axis
 * @property {number} start     first pixel of the part of the image that is read
 * @property {number} length    pixels of that part
 * @property {number} stride    values from one pixel to the next
 * @property {number} size      pixels of the output
 * @property {number} [side]    pixels of that part with its padding; without padding when absent
 * @property {number} [before]  zeros before that part
 * @property {boolean} [halfPixel]  whether the centres of pixels are matched (as a canvas does), or their corners
 */

/**
 * The taps of one axis; those that fall on the padding weigh nothing. Without `halfPixel` the positions are rounded to float32,
 * as TensorFlow rounds those of its first resize_bilinear.
 * @param {Axis} axis
 * @returns {Tap[]} one for each pixel of the output
 */
export function taps({ start, length, stride, size, side = length, before = 0, halfPixel = false }) {
  const ratio = Math.fround(side / size)
  const inside = (/** @type {number} */ at) => at >= before && at < before + length
  const offset = (/** @type {number} */ at) => (start + Math.min(Math.max(at - before, 0), length - 1)) * stride
  return Array.from({ length: size }, (_, i) => {
    const position = halfPixel ? Math.max(0, (i + 0.5) * side / size - 0.5) : Math.fround(i * ratio)
    const near = Math.min(Math.floor(position), side - 1)
    const far = Math.min(near + 1, side - 1)
    const share = position - near
    return {
      near: offset(near), far: offset(far),
      nearWeight: inside(near) ? 1 - share : 0, farWeight: inside(far) ? share : 0,
    }
  })
}

/**
 * Mixes each output pixel from its four sources: (x − mean) · scale.
 * @param {Pixels} image
 * @param {{columns: Tap[], rows: Tap[]}} from
 * @param {{mean: number[], scale: number}} input
 * @param {Float32Array} out  rows · columns · 3 values, written
 * @returns {Float32Array} out
 */
export function blend({ data }, { columns, rows }, { mean, scale }, out) {
  let at = 0
  for (const { near: top, far: bottom, nearWeight: topWeight, farWeight: bottomWeight } of rows) {
    for (const { near, far, nearWeight, farWeight } of columns) {
      for (let channel = 0; channel < 3; channel++, at++) {
        const upper = nearWeight * data[top + near + channel] + farWeight * data[top + far + channel]
        const lower = nearWeight * data[bottom + near + channel] + farWeight * data[bottom + far + channel]
        out[at] = (topWeight * upper + bottomWeight * lower - mean[channel]) * scale
      }
    }
  }
  return out
}

/**
 * Part of an image, resized bilinearly to any width and height.
 * @param {Pixels} image
 * @param {Box} part     whole pixels inside the image, not empty
 * @param {Size} size    of the result, pixels
 * @param {object} [how]
 * @param {number[]} [how.mean]        subtracted, a channel
 * @param {number} [how.scale]         factor after that
 * @param {boolean} [how.halfPixel]    whether the centres of pixels are matched, or their corners
 * @param {Float32Array} [how.out]     where to write, height · width · 3 values
 * @returns {Float32Array} [height, width, 3]
 */
export function resizeRect(image, part, { width, height }, how = {}) {
  const { mean = [0, 0, 0], scale = 1, halfPixel = false, out = new Float32Array(width * height * 3) } = how
  const { channels } = image
  const columns = taps({ start: part.x, length: part.width, stride: channels, size: width, halfPixel })
  const rows = taps({ start: part.y, length: part.height, stride: image.width * channels, size: height, halfPixel })
  return blend(image, { columns, rows }, { mean, scale }, out)
}
