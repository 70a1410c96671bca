/** @import { Box, Size } from '../types.js' */

/**
 * Intersection over union.
 * @param {Box} a
 * @param {Box} b
 * @returns {number} 0–1; 0 where the boxes have nothing in common
 */
export function iou(a, b) {
  const common = intersection(a, b)
  return common === 0 ? 0 : common / (a.width * a.height + b.width * b.height - common)
}

/**
 * How much of the smaller of two boxes lies in the other.
 * @param {Box} a
 * @param {Box} b
 * @returns {number} 0–1; 0 where the boxes have nothing in common
 */
export function overlapOfSmaller(a, b) {
  const common = intersection(a, b)
  return common === 0 ? 0 : common / Math.min(a.width * a.height, b.width * b.height)
}

/** @param {Box} a @param {Box} b @returns {number} the common area */
function intersection(a, b) {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/**
 * The whole pixels that a box takes from an image: clipped to it, then origin and size rounded down.
 * @param {Box} box
 * @param {Size} image
 * @returns {Box} whole pixels; width or height 0 where nothing is left
 */
export function clipToPixels(box, image) {
  const left = Math.max(0, box.x)
  const top = Math.max(0, box.y)
  const width = Math.min(box.x + box.width, image.width) - left
  const height = Math.min(box.y + box.height, image.height) - top
  return { x: Math.floor(left), y: Math.floor(top), width: Math.max(0, Math.floor(width)), height: Math.max(0, Math.floor(height)) }
}

/** Whether a box holds no pixel. @param {Size} box */
export function isEmpty(box) {
  return !(box.width >= 1 && box.height >= 1)
}

/**
 * Undoes the padding of an image to a square at its right or bottom. The divisor is the resized image's size in whole pixels, as
 * the published detectors were trained and measured; one at least, for images that are very long.
 * @param {Box} box          0–1 of the padded square
 * @param {Size} image       pixels, before padding
 * @param {number} inputSize side of the network's input, pixels
 * @returns {Box} pixels of the image
 */
export function unpad(box, image, inputSize) {
  const shrink = inputSize / Math.max(image.width, image.height)
  const across = inputSize / Math.max(1, Math.round(image.width * shrink)) * image.width
  const down = inputSize / Math.max(1, Math.round(image.height * shrink)) * image.height
  return { x: box.x * across, y: box.y * down, width: box.width * across, height: box.height * down }
}
