/** @import { Box, Pair, Size } from '../types.js' */

/**
 * Undoes the centred padding of a face's crop and moves its points into the image.
 * @param {ArrayLike<number>} output  x, y, x, y, …; 0–1 of the padded square
 * @param {Size} crop                 whole pixels that the network saw, before padding
 * @param {Box} box                   the detector's box, which the points are shifted by
 * @returns {Pair[]} pixels of the image
 */
export function placePoints(output, crop, box) {
  const side = Math.max(crop.width, crop.height)
  const left = shiftOf(box).x - (side - crop.width) / 2
  const top = shiftOf(box).y - (side - crop.height) / 2
  return Array.from({ length: output.length / 2 }, (_, i) =>
    /** @type {Pair} */ ([output[2 * i] * side + left, output[2 * i + 1] * side + top]))
}

/**
 * Where in the image a box's crop begins, before rounding.
 * @param {Box} box
 * @returns {{x: number, y: number}}
 */
export function shiftOf(box) {
  return { x: Math.max(0, box.x), y: Math.max(0, box.y) }
}
