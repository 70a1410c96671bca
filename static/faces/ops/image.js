import { blend, taps } from './resize.js'

/** @import { Box, InputSpec, Pixels, Size } from '../types.js' */

/** The alpha of a pixel that is read as one number, in the machine's own order of bytes. */
const OPAQUE = new Int32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0]

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
  const { channels } = image
  const columns = taps({ start: crop.x, length: crop.width, stride: channels, size, side, before: left })
  const rows = taps({ start: crop.y, length: crop.height, stride: image.width * channels, size, side, before: top })
  return blend(image, { columns, rows }, input, out)
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
 * @template {Uint8ClampedArray | Float32Array} T
 * @param {T} data  RGBA, 0–255, not premultiplied
 * @returns {T} the same array, every alpha 255
 */
export function flatten(data) {
  if (isOpaque(data)) return data
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

/** Whether no pixel lets anything through; bytes are looked at four at a time. @param {Uint8ClampedArray | Float32Array} data  RGBA */
function isOpaque(data) {
  if (data instanceof Float32Array || data.byteOffset % 4 !== 0) return false
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
  for (let i = 0; i < pixels.length; i++) if ((pixels[i] & OPAQUE) !== OPAQUE) return false
  return true
}
