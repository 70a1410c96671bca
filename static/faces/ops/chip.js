import { fitSimilarity, squareAround } from './similarity.js'

/** @import { CropSpec, Face, Pixels } from '../types.js' */
/** @import { Similarity } from './similarity.js' */

/**
 * Where the chip of a face lies, for the rules "similarity" and "box".
 * @param {Pick<Face, 'box' | 'landmarks'>} face  pixels of the image
 * @param {CropSpec} crop
 * @returns {Similarity} from the unit square to the image
 */
export function placeOf({ box, landmarks = [] }, { rule, points = [], template = [], margin = 0 }) {
  return rule === 'box' ? squareAround(box, margin) : fitSimilarity(template, points.map((index) => landmarks[index]))
}

/**
 * A square of an image that may be turned and lie between the pixels, sampled bilinearly; outside the image is 0.
 * @param {Pixels} image
 * @param {Similarity} place  from the unit square to the image, pixels
 * @param {number} size       side of the chip, pixels
 * @param {Float32Array} [out]  where to write, size · size · 3 values
 * @returns {Float32Array} [size, size, 3], 0–255
 */
export function sampleChip(image, place, size, out = new Float32Array(size * size * 3)) {
  for (let row = 0, at = 0; row < size; row++) {
    const v = (row + 0.5) / size
    for (let column = 0; column < size; column++, at += 3) {
      const u = (column + 0.5) / size
      samplePixel(image, place.a * u - place.b * v + place.x - 0.5, place.b * u + place.a * v + place.y - 0.5, out, at)
    }
  }
  return out
}

/**
 * @param {Pixels} image
 * @param {number} x  0 is the middle of the first pixel
 * @param {number} y
 * @param {Float32Array} out
 * @param {number} at  where the three values go
 */
function samplePixel(image, x, y, out, at) {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, low] = [x - left, y - top]
  for (let channel = 0; channel < 3; channel++) {
    const upper = (1 - right) * valueAt(image, left, top, channel) + right * valueAt(image, left + 1, top, channel)
    const lower = (1 - right) * valueAt(image, left, top + 1, channel) + right * valueAt(image, left + 1, top + 1, channel)
    out[at + channel] = (1 - low) * upper + low * lower
  }
}

/** @param {Pixels} image @param {number} x @param {number} y @param {number} channel */
function valueAt({ data, width, height, channels }, x, y, channel) {
  return x >= 0 && x < width && y >= 0 && y < height ? data[(y * width + x) * channels + channel] : 0
}
