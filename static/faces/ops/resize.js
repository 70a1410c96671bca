/** @import { Box, Pixels, Size } from '../types.js' */

/**
 * Where the values of each output position come from on one axis.
 * @typedef {object} Taps
 * @property {Int32Array} near           index of the first value that is mixed
 * @property {Int32Array} far            index of the second
 * @property {Float64Array} nearWeight
 * @property {Float64Array} farWeight
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
 * @returns {Taps} an entry for each pixel of the output
 */
export function taps({ start, length, stride, size, side = length, before = 0, halfPixel = false }) {
  const ratio = Math.fround(side / size)
  const inside = (/** @type {number} */ at) => at >= before && at < before + length
  const offset = (/** @type {number} */ at) => (start + Math.min(Math.max(at - before, 0), length - 1)) * stride
  const mixed = { near: new Int32Array(size), far: new Int32Array(size), nearWeight: new Float64Array(size), farWeight: new Float64Array(size) }
  for (let i = 0; i < size; i++) {
    const position = halfPixel ? Math.max(0, (i + 0.5) * side / size - 0.5) : Math.fround(i * ratio)
    const near = Math.min(Math.floor(position), side - 1)
    const far = Math.min(near + 1, side - 1)
    mixed.near[i] = offset(near)
    mixed.far[i] = offset(far)
    mixed.nearWeight[i] = inside(near) ? 1 - (position - near) : 0
    mixed.farWeight[i] = inside(far) ? position - near : 0
  }
  return mixed
}

/**
 * Mixes each output pixel from its four sources: (x − mean) · scale. The channels are written out and the taps typed because this
 * runs for every pixel of every frame.
 * @param {Pixels} image
 * @param {{columns: Taps, rows: Taps}} from
 * @param {{mean: number[], scale: number}} input
 * @param {Float32Array} out  rows · columns · 3 values, written
 * @returns {Float32Array} out
 */
export function blend({ data }, { columns, rows }, { mean: [red, green, blue], scale }, out) {
  const { near, far, nearWeight, farWeight } = columns
  let at = 0
  for (let y = 0; y < rows.near.length; y++) {
    const [top, bottom, upper, lower] = [rows.near[y], rows.far[y], rows.nearWeight[y], rows.farWeight[y]]
    if (upper === 0 && lower === 0) { // padding: a quarter of a camera's frame
      for (const end = at + 3 * near.length; at < end; at += 3) {
        out[at] = -red * scale
        out[at + 1] = -green * scale
        out[at + 2] = -blue * scale
      }
      continue
    }
    for (let x = 0; x < near.length; x++, at += 3) {
      const [left, right] = [nearWeight[x], farWeight[x]]
      const a = top + near[x], b = top + far[x], c = bottom + near[x], d = bottom + far[x]
      out[at] = (upper * (left * data[a] + right * data[b]) + lower * (left * data[c] + right * data[d]) - red) * scale
      out[at + 1] = (upper * (left * data[a + 1] + right * data[b + 1]) + lower * (left * data[c + 1] + right * data[d + 1]) - green) * scale
      out[at + 2] = (upper * (left * data[a + 2] + right * data[b + 2]) + lower * (left * data[c + 2] + right * data[d + 2]) - blue) * scale
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
