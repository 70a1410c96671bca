/** Canvases to draw on and to read from. */
import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'
import { getMediaDimensions, hasPicture, resolveInput } from './elements.js'

/** @import { SizeLike } from '../classes/dimensions.js' */

/**
 * @typedef {HTMLCanvasElement | OffscreenCanvas} Canvas
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context
 */

/**
 * The context to draw in.
 * @param {string | Canvas | Context} target  a canvas, its 2d context, or the id of a canvas
 * @returns {CanvasRenderingContext2D}
 * @throws {FamiliarError} bad-input
 */
export function getContext2dOrThrow(target) {
  const canvas = resolveInput(target)
  const context = typeof canvas?.getContext === 'function' ? canvas.getContext('2d', { willReadFrequently: true }) : canvas
  if (typeof context?.strokeRect === 'function') return context
  const what = typeof target === 'string' ? `No element with the id "${target}" is a canvas.` : 'There is no canvas to draw on.'
  throw new FamiliarError('bad-input', what, { cure: 'Give a canvas, its 2d context or its id.' })
}

/** @param {SizeLike} size  pixels @returns {HTMLCanvasElement} */
export function createCanvas({ width, height }) {
  return Object.assign(env.getEnv().createCanvasElement(), { width, height })
}

/**
 * A canvas with a picture on it.
 * @param {any} media        image, video, canvas or ImageData
 * @param {SizeLike} [size]  pixels; the picture's own when absent
 * @returns {HTMLCanvasElement}
 * @throws {FamiliarError} bad-input when an image or a video has not been loaded
 */
export function createCanvasFromMedia(media, size = getMediaDimensions(media)) {
  const isData = media instanceof env.getEnv().ImageData
  if (!isData && !hasPicture(media)) {
    throw new FamiliarError('bad-input', 'The picture has not been loaded yet.', { cure: 'Wait for awaitMediaLoaded(media).' })
  }
  const canvas = createCanvas(size)
  const context = getContext2dOrThrow(canvas)
  if (isData) context.putImageData(media, 0, 0)
  else context.drawImage(media, 0, 0, size.width, size.height)
  return canvas
}

/**
 * A picture scaled into a square, the rest black and transparent.
 * @param {any} input            image or canvas
 * @param {number} inputSize     side of the square, pixels
 * @param {boolean} [centerImage]  in the middle, not at the upper left
 * @returns {HTMLCanvasElement} 1 × 1 when the side is not more than 0
 * @throws {FamiliarError} bad-input
 */
export function imageToSquare(input, inputSize, centerImage = false) {
  const { Image, Canvas } = env.getEnv()
  if (!(input instanceof Image || input instanceof Canvas)) throw new FamiliarError('bad-input', 'Only an image or a canvas can be made a square.')
  if (inputSize <= 0) return createCanvas({ width: 1, height: 1 })
  const size = getMediaDimensions(input)
  const scale = inputSize / Math.max(size.width, size.height)
  const [width, height] = [scale * size.width, scale * size.height]
  const canvas = createCanvas({ width: inputSize, height: inputSize })
  const [left, top] = centerImage ? [(inputSize - width) / 2, (inputSize - height) / 2] : [0, 0]
  const source = input instanceof Canvas ? input : createCanvasFromMedia(input)
  if (source.width > 0 && source.height > 0) getContext2dOrThrow(canvas).drawImage(source, left, top, width, height)
  return canvas
}
