import { FaceDetection } from '../classes/detection.js'
import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'
import { createCanvas, getContext2dOrThrow } from './canvas.js'
import { toNetInput } from './net_input.js'
import { imageTensorToCanvas } from './tensors.js'

/** @import { Box } from '../classes/box.js' */

/**
 * Cuts faces out of a picture.
 * @param {any} input  what `toNetInput` takes, one picture
 * @param {Array<FaceDetection | Box>} detections
 * @returns {Promise<HTMLCanvasElement[]>} one for each; of no size where nothing of the box lies in the picture
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function extractFaces(input, detections) {
  const canvas = await toCanvas(input)
  const context = getContext2dOrThrow(canvas)
  return detections.map((found) => (found instanceof FaceDetection ? found.forSize(canvas.width, canvas.height).box.floor() : found))
    .map((box) => box.clipAtImageBorders(canvas.width, canvas.height))
    .map(({ x, y, width, height }) => {
      const face = createCanvas({ width: Math.max(0, width), height: Math.max(0, height) })
      if (width > 0 && height > 0) getContext2dOrThrow(face).putImageData(context.getImageData(x, y, width, height), 0, 0)
      return face
    })
}

/** @param {any} input @returns {Promise<HTMLCanvasElement>} the caller's own, where it is one */
async function toCanvas(input) {
  const { Canvas } = env.getEnv()
  const pictures = await toNetInput(input)
  if (pictures.batchSize > 1) throw new FamiliarError('bad-input', 'Faces are cut out of one picture at a time.')
  const picture = /** @type {any} */ (pictures.getInput(0))
  return picture instanceof Canvas ? picture : imageTensorToCanvas(picture)
}
