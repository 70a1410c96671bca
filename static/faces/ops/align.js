import { clipToPixels } from './boxes.js'

/** @import { Box, Pair, Size } from '../types.js' */

const LEFT_EYE = [36, 42]
const RIGHT_EYE = [42, 48]
const MOUTH = [48, 68]

/**
 * The pixels from which a face's descriptor is computed: sized by the distance from eyes to mouth, not rotated.
 * @param {Pair[]} points     68 landmarks, pixels of the image
 * @param {Size} faceCrop     whole pixels of the crop in which the landmarks were found
 * @param {Size} image
 * @param {{share: number, centre: number[]}} rule  share of the crop that the distance takes; where the centre of eyes and mouth
 *   lies in it, across and down
 * @returns {Box} whole pixels inside the image; empty when the landmarks lie outside it
 */
export function descriptorCrop(points, faceCrop, image, rule) {
  const [left, right, mouth] = [LEFT_EYE, RIGHT_EYE, MOUTH].map(([from, to]) => mean(points.slice(from, to)))
  const distance = (Math.hypot(mouth[0] - left[0], mouth[1] - left[1]) + Math.hypot(mouth[0] - right[0], mouth[1] - right[1])) / 2
  const size = Math.floor(distance / rule.share)
  const centre = mean([left, right, mouth])
  const x = Math.floor(Math.max(0, centre[0] - rule.centre[0] * size))
  const y = Math.floor(Math.max(0, centre[1] - rule.centre[1] * size))
  return clipToPixels({ x, y, width: Math.min(size, faceCrop.width + x), height: Math.min(size, faceCrop.height + y) }, image)
}

/** How much larger than its landmarks the box of a face is, in total. */
const ALIGNED_MARGIN = 0.2

/**
 * The smallest box around a face's points, a fifth larger.
 * @param {Pair[]} points  pixels of the image
 * @returns {Box}
 */
export function alignedBox(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const [across, down] = [width * ALIGNED_MARGIN, height * ALIGNED_MARGIN]
  return { x: left - across / 2, y: top - down / 2, width: width + across, height: height + down }
}

/**
 * @param {Pair[]} points
 * @returns {Pair}
 */
function mean(points) {
  const sum = points.reduce((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0])
  return [sum[0] / points.length, sum[1] / points.length]
}
