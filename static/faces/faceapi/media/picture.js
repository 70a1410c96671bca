import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'
import { createCanvasFromMedia, getContext2dOrThrow } from './canvas.js'
import { awaitMediaLoaded, isMediaElement, resolveInput } from './elements.js'
import { NetInput } from './net_input.js'

/** @import { Input } from '../../media.js' */

/**
 * What the engine takes, from what a page or a program in Node gives.
 * @param {any} input  what `toNetInput` takes, one picture; and what the engine takes itself
 * @returns {Promise<Input>} stays the caller's; a batch of one as its one picture
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function toPicture(input) {
  const { batchSize, pictures: [picture] } = split(input)
  if (batchSize === 1) return ready(picture)
  throw new FamiliarError('bad-input', `Faces are looked for in one picture at a time, not in ${batchSize}.`)
}

/**
 * What the engine takes, for each picture of a list.
 * @param {any} input  what `toNetInput` takes, and what the engine takes itself
 * @returns {Promise<{pictures: Input[], isBatch: boolean}>} isBatch: whether the answer is a list
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function toPictures(input) {
  const { batchSize, pictures, isBatch } = split(input)
  if (batchSize === 0) throw new FamiliarError('bad-input', 'The list of pictures is empty.')
  return { pictures: await Promise.all(pictures.map(ready)), isBatch }
}

/** @param {any} input */
function split(input) {
  if (input instanceof NetInput) {
    const pictures = Array.from({ length: input.batchSize }, (_, i) => input.getInput(i))
    return { pictures, batchSize: input.batchSize, isBatch: input.isBatchInput }
  }
  const pictures = Array.isArray(input) ? input : [input]
  return { pictures, batchSize: pictures.length, isBatch: Array.isArray(input) }
}

/** @param {any} given @returns {Promise<Input>} */
async function ready(given) {
  const input = resolveInput(given)
  if (input === null && typeof given === 'string') throw new FamiliarError('bad-input', `There is no element with the id "${given}".`)
  if (Array.isArray(input?.shape)) return flat(input)
  if (!isMediaElement(input)) return input
  await awaitMediaLoaded(input)
  return typeof createImageBitmap === 'function' ? input : pixelsOf(input)
}

/** A batch of one picture as the picture. @param {any} tensor */
function flat(tensor) {
  if (tensor.shape.length !== 4 || tensor.shape[0] !== 1) return tensor
  return { shape: tensor.shape.slice(1), data: () => tensor.data(), dataSync: () => tensor.dataSync() }
}

/** Pixels of an image or a canvas that a program in Node brought. @param {any} media */
function pixelsOf(media) {
  const canvas = media instanceof env.getEnv().Canvas ? media : createCanvasFromMedia(media)
  const { data, width, height } = getContext2dOrThrow(canvas).getImageData(0, 0, canvas.width, canvas.height)
  return { data: Uint8ClampedArray.from(data), width, height, channels: 4 }
}
