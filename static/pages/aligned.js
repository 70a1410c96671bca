/** A face as its recogniser sees it: turned upright, eyes and mouth where the network expects them. */
import { placeOf } from '../faces/ops/chip.js'
import { el } from './dom.js'

/**
 * @param {CanvasImageSource} image
 * @param {import('./types.js').Face} face  with landmarks
 * @param {import('../faces/types.js').CropSpec} crop  of the recogniser, rule "similarity" or "box"
 * @param {number} side  pixels
 * @returns {HTMLCanvasElement}
 */
export function alignedCrop(image, face, crop, side) {
  const canvas = el('canvas', { width: side, height: side, class: 'aligned', 'aria-hidden': 'true' })
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
  const { a, b, x, y } = placeOf(face, crop)
  context.imageSmoothingQuality = 'high'
  context.setTransform(new DOMMatrix([a / side, b / side, -b / side, a / side, x, y]).inverse())
  context.drawImage(image, 0, 0)
  return canvas
}

/** The same crop once more, for another place of the page. @param {HTMLCanvasElement} crop @returns {HTMLCanvasElement} */
export function copyOf(crop) {
  const copy = el('canvas', { width: crop.width, height: crop.height, class: crop.className, 'aria-hidden': 'true' })
  copy.getContext('2d')?.drawImage(crop, 0, 0)
  return copy
}
