import { clipToPixels } from './boxes.js'

/** @import { Box, Pair, Size } from '../types.js' */

const LEFT_EYE = [36, 42]
const RIGHT_EYE = [42, 48]
const MOUTH = [48, 68]

/** The distance from eyes to mouth as a share of the crop, and where the centre of the three lies in it (across, down). */
const EYE_TO_MOUTH = 0.45
const CENTRE = [0.5, 0.43]

/**
 * The pixels from which a face's descriptor is computed: sized by the distance from eyes to mouth, not rotated.
 * The rule is the one with which the published recogniser was measured.
 * @param {Pair[]} points     68 landmarks, pixels of the image
 * @param {Size} faceCrop     whole pixels of the crop in which the landmarks were found
 * @param {Size} image
 * @returns {Box} whole pixels inside the image; empty when the landmarks lie outside it
 */
export function descriptorCrop(points, faceCrop, image) {
  const [left, right, mouth] = [LEFT_EYE, RIGHT_EYE, MOUTH].map(([from, to]) => mean(points.slice(from, to)))
  const distance = (Math.hypot(mouth[0] - left[0], mouth[1] - left[1]) + Math.hypot(mouth[0] - right[0], mouth[1] - right[1])) / 2
  const size = Math.floor(distance / EYE_TO_MOUTH)
  const centre = mean([left, right, mouth])
  const x = Math.floor(Math.max(0, centre[0] - CENTRE[0] * size))
  const y = Math.floor(Math.max(0, centre[1] - CENTRE[1] * size))
  return clipToPixels({ x, y, width: Math.min(size, faceCrop.width + x), height: Math.min(size, faceCrop.height + y) }, image)
}

/**
 * @param {Pair[]} points
 * @returns {Pair}
 */
function mean(points) {
  const sum = points.reduce((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}
