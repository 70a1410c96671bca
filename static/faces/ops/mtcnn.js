/**
 * The steps between the three networks of MTCNN (Zhang et al., 2016), with the rounding of face-api.js, with which its published
 * weights were measured.
 */

/** @import { Box, DetectorOptions, Pair, Size } from '../types.js' */

/** @typedef {{scale: number, width: number, height: number}} Level  the image at another size, pixels */
/** @typedef {{box: Box, score: number, region: number[]}} Cell  region: what the network adds to left, top, right, bottom, a share of the side */

/**
 * The sizes at which the image is looked at.
 * @param {Size} image
 * @param {Required<Pick<DetectorOptions, 'minFaceSize' | 'scaleFactor' | 'maxNumScales' | 'cell' | 'largestLevel'>>
 *   & {scaleSteps?: number[]}} options  scaleSteps: the scales, in place of those from minFaceSize and scaleFactor
 * @returns {Level[]} without those that hold no cell or too many pixels
 */
export function pyramid({ width, height }, options) {
  const { maxNumScales, cell, largestLevel } = options
  /** @type {Level[]} */
  const levels = []
  for (const scale of options.scaleSteps ?? scales(Math.min(width, height), options)) {
    if (levels.length >= maxNumScales) break
    const level = { scale, width: Math.floor(width * scale), height: Math.floor(height * scale) }
    if (Math.min(level.width, level.height) > cell && level.width * level.height <= largestLevel) levels.push(level)
  }
  return levels
}

/**
 * @param {number} shorter  side of the image, pixels
 * @param {{minFaceSize: number, scaleFactor: number, cell: number}} options
 */
function* scales(shorter, { minFaceSize, scaleFactor, cell }) {
  const first = cell / minFaceSize
  for (let side = shorter * first, step = 0; side >= cell; side *= scaleFactor, step++) yield first * scaleFactor ** step
}

/**
 * The places of one level that the first network takes for a face.
 * @param {ArrayLike<number>} scores   rows · columns, 0–1
 * @param {ArrayLike<number>} regions  rows · columns · 4
 * @param {number} columns
 * @param {{scale: number, scoreThreshold: number, cell: number, stride: number}} options
 * @returns {Cell[]} pixels of the image, row by row
 */
export function cells(scores, regions, columns, { scale, scoreThreshold, cell, stride }) {
  /** @type {Cell[]} */
  const found = []
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] >= scoreThreshold)) continue
    const [x, y] = [i % columns, Math.floor(i / columns)].map((at) => Math.round((at * stride + 1) / scale))
    const [right, bottom] = [i % columns, Math.floor(i / columns)].map((at) => Math.round((at * stride + cell) / scale))
    found.push({ box: { x, y, width: right - x, height: bottom - y }, score: scores[i], region: [0, 1, 2, 3].map((side) => regions[4 * i + side]) })
  }
  return found
}

/**
 * Moves a box's sides as a network says, then makes it a square around the same centre, in whole pixels.
 * @param {Box} box
 * @param {ArrayLike<number>} region  what to add to left, top, right, bottom, a share of the side
 * @returns {Box}
 */
export function calibrate(box, region) {
  const x = box.x + region[0] * box.width
  const y = box.y + region[1] * box.height
  const width = box.x + box.width + region[2] * box.width - x
  const height = box.y + box.height + region[3] * box.height - y
  const grow = Math.abs(width - height)
  const [across, down] = width < height ? [grow, 0] : [0, grow]
  return roundBox({ x: x - across / 2, y: y - down / 2, width: width + across, height: height + down })
}

/** @param {Box} box @returns {Box} */
function roundBox({ x, y, width, height }) {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

/**
 * The pixels of the image that the next network sees of a box: one more at the left and above, without what lies outside.
 * @param {Box} box  whole pixels
 * @param {Size} image
 * @returns {Box} whole pixels; width or height 0 where nothing is left
 */
export function patch(box, image) {
  const x = Math.max(box.x, 1) - 1
  const y = Math.max(box.y, 1) - 1
  const width = Math.min(box.x + box.width, image.width) - x
  const height = Math.min(box.y + box.height, image.height) - y
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) }
}

/**
 * The five points of a face. They belong to the box that the network saw, as in the paper; face-api.js places them in the box that
 * comes out, and so some pixels off.
 * @param {ArrayLike<number>} output  five x, then five y; 0–1 of the box
 * @param {Box} box
 * @returns {Pair[]} pixels of the image
 */
export function keypoints(output, box) {
  return [0, 1, 2, 3, 4].map((i) => [output[i] * (box.width + 1) + box.x, output[i + 5] * (box.height + 1) + box.y])
}
