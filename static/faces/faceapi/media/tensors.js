/** Pictures as tensors. All results are the caller's to dispose. */
import * as tf from '../tf.js'
import { FaceDetection } from '../classes/detection.js'
import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'
import { getContext2dOrThrow } from './canvas.js'

/** @import { Tensor, Tensor3D, Tensor4D } from '../../../vendor/tf/all.js' */
/** @import { Box } from '../classes/box.js' */

/** @param {any} value @param {number} rank */
export const isTensor = (value, rank) => value instanceof tf.Tensor && value.shape.length === rank
/** @param {any} value @returns {value is import('../../../vendor/tf/all.js').Tensor1D} */
export const isTensor1D = (value) => isTensor(value, 1)
/** @param {any} value @returns {value is import('../../../vendor/tf/all.js').Tensor2D} */
export const isTensor2D = (value) => isTensor(value, 2)
/** @param {any} value @returns {value is Tensor3D} */
export const isTensor3D = (value) => isTensor(value, 3)
/** @param {any} value @returns {value is Tensor4D} */
export const isTensor4D = (value) => isTensor(value, 4)

/**
 * Adds black to the shorter side of pictures.
 * @param {Tensor4D} images            [n, height, width, 3]
 * @param {boolean} [isCenterImage]    on both sides, else at the right or bottom
 * @returns {Tensor4D} [n, side, side, 3]
 */
export function padToSquare(images, isCenterImage = false) {
  const [, height, width] = images.shape
  const missing = Math.abs(height - width)
  if (missing === 0) return images
  const after = Math.round(missing * (isCenterImage ? 0.5 : 1))
  const [none, some] = [[0, 0], [missing - after, after]]
  const padding = /** @type {[number, number][]} */ (height > width ? [none, none, some, none] : [none, some, none, none])
  return tf.tidy(() => tf.pad4d(tf.cast(images, 'float32'), /** @type {any} */ (padding)))
}

/**
 * Subtracts a mean from each channel.
 * @param {Tensor4D} images    [n, height, width, 3]
 * @param {number[]} meanRgb
 * @returns {Tensor4D}
 */
export function normalize(images, meanRgb) {
  return tf.tidy(() => tf.sub(images, tf.tensor1d(meanRgb.slice(0, 3))))
}

/** The one picture in a tensor. @param {any} tensor @returns {Tensor3D} a view that shares its memory, to be disposed */
function onePicture(tensor) {
  if (isTensor4D(tensor) && tensor.shape[0] === 1) return tf.reshape(tensor, /** @type {[number, number, number]} */ (tensor.shape.slice(1)))
  if (isTensor3D(tensor)) return tf.clone(tensor)
  throw new FamiliarError('bad-input', 'A picture as a tensor has the shape [height, width, channels], or that with a batch of one.')
}

/**
 * Draws a tensor.
 * @param {Tensor} tensor               one picture, 0–255
 * @param {HTMLCanvasElement} [canvas]  takes its size; a new one when absent
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function imageTensorToCanvas(tensor, canvas = env.getEnv().createCanvasElement()) {
  const picture = tf.tidy(() => tf.cast(onePicture(tensor), 'int32'))
  const [height, width] = picture.shape
  const pixels = await tf.browser.toPixels(picture).finally(() => picture.dispose())
  Object.assign(canvas, { width, height })
  const context = getContext2dOrThrow(canvas)
  const image = context.createImageData(width, height)
  image.data.set(pixels)
  context.putImageData(image, 0, 0)
  return canvas
}

/**
 * Cuts faces out of a picture.
 * @param {Tensor3D | Tensor4D} imageTensor      one picture
 * @param {Array<FaceDetection | Box>} detections  those outside the picture are left out
 * @returns {Promise<Tensor3D[]>}
 */
export async function extractFaceTensors(imageTensor, detections) {
  return tf.tidy(() => {
    const picture = onePicture(imageTensor)
    const [height, width, channels] = picture.shape
    const boxes = detections.map((found) => (found instanceof FaceDetection ? found.forSize(width, height).box : found))
      .map((box) => box.clipAtImageBorders(width, height)).filter((box) => box.width > 0 && box.height > 0)
    return boxes.map((box) => tf.slice3d(picture, [box.y, box.x, 0], [box.height, box.width, channels]))
  })
}

