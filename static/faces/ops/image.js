/** @import { Box, InputSpec, Pixels, Size } from '../types.js' */

/**
 * How an image is made square with zeros.
 * @param {Size} image
 * @param {'end' | 'centre'} where  "end": zeros at the right or bottom; "centre": half each side, the odd pixel after
 * @returns {{side: number, left: number, top: number}} pixels
 */
export function squarePadding({ width, height }, where) {
  const side = Math.max(width, height)
  if (where === 'end') return { side, left: 0, top: 0 }
  return { side, left: Math.floor((side - width) / 2), top: Math.floor((side - height) / 2) }
}

/**
 * A network's input from a crop: padded with zeros to a square, resized bilinearly, then (x − mean) · scale.
 *
 * Equal, to float rounding, to TensorFlow's pad and its first resize_bilinear (corners not aligned, no half-pixel shift), but
 * reads only the pixels that count, so that a photo of 40 megapixels costs no more memory than its input. The positions are
 * rounded to float32 as TensorFlow rounds them.
 * @param {Pixels} image
 * @param {Box} crop            whole pixels inside the image
 * @param {InputSpec} input
 * @param {number} size         side of the result, pixels
 * @param {Float32Array} [out]  where to write, size · size · 3 values
 * @returns {Float32Array} [size, size, 3]
 */
export function prepare(image, crop, input, size, out = new Float32Array(size * size * 3)) {
  const { side, left, top } = squarePadding(crop, input.padding)
  const columns = taps(side, size, left, crop.x, crop.width, image.channels)
  const rows = taps(side, size, top, crop.y, crop.height, image.width * image.channels)
  const { data } = image
  const { mean, scale } = input
  for (let row = 0, at = 0; row < size; row++) {
    const { near: top, far: bottom, nearWeight: topWeight, farWeight: bottomWeight } = rows[row]
    for (let column = 0; column < size; column++) {
      const { near, far, nearWeight, farWeight } = columns[column]
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
 * For each output position on one axis, the two source positions that it mixes and their weights (0 in the padding).
 * @param {number} side    length of the padded square
 * @param {number} size    length of the output
 * @param {number} before  zeros before the crop
 * @param {number} start   first pixel of the crop
 * @param {number} length  pixels of the crop
 * @param {number} stride  values from one pixel to the next on this axis
 */
function taps(side, size, before, start, length, stride) {
  const ratio = Math.fround(side / size)
  const inside = (/** @type {number} */ at) => at >= before && at < before + length
  const offset = (/** @type {number} */ at) => (start + Math.min(Math.max(at - before, 0), length - 1)) * stride
  return Array.from({ length: size }, (_, i) => {
    const position = Math.fround(i * ratio)
    const near = Math.floor(position)
    const far = Math.min(near + 1, side - 1)
    const share = position - near
    return {
      near: offset(near), far: offset(far),
      nearWeight: inside(near) ? 1 - share : 0, farWeight: inside(far) ? share : 0,
    }
  })
}

/**
 * Inputs of several crops of one image, one after the other.
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image, none empty
 * @param {InputSpec} input
 * @returns {Float32Array} [crops, size, size, 3]
 */
export function prepareBatch(image, crops, input) {
  const length = input.size * input.size * 3
  const batch = new Float32Array(crops.length * length)
  crops.forEach((crop, i) => prepare(image, crop, input, input.size, batch.subarray(i * length, (i + 1) * length)))
  return batch
}

/**
 * Lays an RGBA picture over white, in place; opaque pixels stay as they are.
 * @param {Uint8ClampedArray} data  RGBA, not premultiplied
 * @returns {Uint8ClampedArray} the same array, every alpha 255
 */
export function flatten(data) {
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at]
    if (alpha === 255) continue
    for (let channel = at - 3; channel < at; channel++) {
      data[channel] = Math.round((data[channel] * alpha + 255 * (255 - alpha)) / 255)
    }
    data[at] = 255
  }
  return data
}
