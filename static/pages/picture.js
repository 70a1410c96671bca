/** Reading pictures in the browser: measure, cut a face out. */
import { el } from './dom.js'
import { luma, sharpness, spread, touched } from '../faces/ops/quality.js'
import { brightnessOf } from './photo_advice.js'

const AROUND = 1.3  // a cut-out's side, in sides of the face's box
const SAMPLE = 64  // side of the thumbnail whose brightness is measured

/** @param {HTMLImageElement} image @returns {import('./types.js').Size} pixels, EXIF applied */
export const sizeOf = image => ({ width: image.naturalWidth, height: image.naturalHeight })

/** @param {HTMLImageElement} image @returns {{brightness: number, contrast: number}} 0..255 */
export function measure(image) {
  const context = canvasOf(SAMPLE)
  context.drawImage(image, 0, 0, SAMPLE, SAMPLE)
  return brightnessOf(context.getImageData(0, 0, SAMPLE, SAMPLE).data)
}

/**
 * How well a face is shown, see `flaws`.
 * @param {HTMLImageElement} image
 * @param {import('./types.js').Box} box
 * @returns {{side: number, brightness: number, sharpness: number}}
 */
export function look(image, box) {
  const { x, y, width, height } = touched(box, sizeOf(image))
  const side = Math.min(box.width, box.height)
  if (!width || !height) return { side, brightness: 0, sharpness: 0 }
  const context = canvasOf(width, height)
  context.drawImage(image, -x, -y)
  const values = luma(context.getImageData(0, 0, width, height).data)
  return { side, brightness: spread(values).mean, sharpness: sharpness(values, { width, height }) }
}

/**
 * A square cut-out around a face.
 * @param {CanvasImageSource} image
 * @param {import('./types.js').Box} box
 * @param {number} side  pixels
 * @returns {HTMLCanvasElement}
 */
export function cutOut(image, box, side) {
  const context = canvasOf(side)
  const reach = reachOf(box)
  context.drawImage(image, box.x + (box.width - reach) / 2, box.y + (box.height - reach) / 2, reach, reach, 0, 0, side, side)
  return context.canvas
}

/** @param {import('./types.js').Box} box @returns {number} side of the square that a cut-out shows, pixels of the picture */
export const reachOf = box => Math.max(1, Math.round(Math.max(box.width, box.height) * AROUND))

/** @param {number} width @param {number} [height]  a square if absent @returns {CanvasRenderingContext2D} */
function canvasOf(width, height = width) {
  const canvas = el('canvas', { width, height, 'aria-hidden': 'true' })
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
}
