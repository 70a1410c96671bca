/**
 * How well a face is shown: the twin of webapp/domain/quality.py, held to the same test vectors.
 * @import { Box, Pair, Size } from '../types.js'
 */

export const SMALL = 80 // pixels of the box's shorter side
export const DARK = 40 // mean luma, 0–255
export const BLURRED = 0.1 // sharpness

/** @typedef {'small' | 'dark' | 'blurred'} Flaw */

const DETAIL = 64 // pixels: before its detail is measured, a face is made smaller by a whole factor, to no less than this
const LUMA = [0.299, 0.587, 0.114] // ITU-R BT.601
const LARGE = 150 // pixels: the side of the recogniser's input; more pixels than it sees gain nothing
const [JAW_START, JAW_END, NOSE_TIP] = [0, 16, 30] // of 68 landmarks

/**
 * How good a face's picture is for recognising it: sure, large and looking at the camera.
 * @param {{box: Box, score: number, landmarks?: Pair[]}} face
 * @returns {number} 0–1; without landmarks the face counts as looking at the camera
 */
export function quality({ box, score, landmarks }) {
  return score * Math.min(1, Math.min(box.width, box.height) / LARGE) * (landmarks ? frontality(landmarks) : 1)
}

/**
 * How far the nose is from both ends of the jaw alike.
 * @param {Pair[]} landmarks  68
 * @returns {number} 1 from the front, 0 from the side
 */
export function frontality(landmarks) {
  const [start, end, nose] = [JAW_START, JAW_END, NOSE_TIP].map((index) => landmarks[index])
  const [along, up] = [end[0] - start[0], end[1] - start[1]]
  const length = along ** 2 + up ** 2
  if (length === 0) return 0
  const share = ((nose[0] - start[0]) * along + (nose[1] - start[1]) * up) / length // where the nose falls on the line between the ears
  return Math.max(0, Math.min(share, 1 - share)) * 2
}

/**
 * What is wrong with a face as a reference.
 * @param {{side: number, brightness: number, sharpness: number}} look
 *   side: the shorter one of the box, pixels; brightness: mean luma, 0–255; sharpness: see below
 * @returns {Flaw[]}
 */
export function flaws({ side, brightness, sharpness }) {
  /** @type {[Flaw, boolean][]} */
  const table = [['small', side < SMALL], ['dark', brightness < DARK], ['blurred', sharpness < BLURRED]]
  return table.filter(([, isThere]) => isThere).map(([flaw]) => flaw)
}

/**
 * The pixels of a picture that a box touches.
 * @param {Box} box   pixels
 * @param {Size} image
 * @returns {Box} whole pixels inside the picture; without area where the box lies outside
 */
export function touched(box, image) {
  const [x, y] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))]
  const right = Math.min(image.width, Math.ceil(box.x + box.width))
  const bottom = Math.min(image.height, Math.ceil(box.y + box.height))
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}

/**
 * @param {ArrayLike<number>} rgba  pixels, 0–255
 * @returns {Float64Array} brightness of each, 0–255
 */
export function luma(rgba) {
  const values = new Float64Array(rgba.length / 4)
  for (let i = 0; i < values.length; i++) {
    values[i] = LUMA[0] * rgba[i * 4] + LUMA[1] * rgba[i * 4 + 1] + LUMA[2] * rgba[i * 4 + 2]
  }
  return values
}

/**
 * @param {ArrayLike<number>} values
 * @returns {{mean: number, deviation: number}} of all values; deviation: the standard one
 */
export function spread(values) {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < values.length; i++) sum += values[i]
  const mean = sum / values.length
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

/**
 * How much of a face's contrast is fine detail: the standard deviation of the Laplacian (4 neighbours) over that of the luma
 * itself, so that light and contrast do not count; both of the face reduced to 64–127 pixels, so that its size does not.
 * @param {ArrayLike<number>} values  luma, row by row
 * @param {Size} size
 * @returns {number} 0 where there is none, seldom more than 1
 */
export function sharpness(values, size) {
  const factor = Math.max(1, Math.floor(Math.min(size.width, size.height) / DETAIL))
  const { data, width, height } = reduced(values, size, factor)
  const contrast = data.length ? spread(data).deviation : 0
  if (Math.min(width, height) < 3 || contrast === 0) return 0
  const detail = []
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      detail.push(data[i - 1] + data[i + 1] + data[i - width] + data[i + width] - 4 * data[i])
    }
  }
  return spread(detail).deviation / contrast
}

/**
 * Means of squares of `factor` pixels a side; what is left over at the right and bottom is cut off.
 * @param {ArrayLike<number>} values  @param {Size} size  @param {number} factor
 */
function reduced(values, size, factor) {
  const [width, height] = [Math.floor(size.width / factor), Math.floor(size.height / factor)]
  const data = new Float64Array(width * height)
  for (let y = 0; y < height * factor; y++) {
    for (let x = 0; x < width * factor; x++) {
      data[Math.floor(y / factor) * width + Math.floor(x / factor)] += values[y * size.width + x] / factor ** 2
    }
  }
  return { data, width, height }
}
