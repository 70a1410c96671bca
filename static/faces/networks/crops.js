import { isEmpty } from '../ops/boxes.js'
import { prepareBatch } from '../ops/image.js'

/** @import { Box, Face, Pixels } from '../types.js' */
/** @import { Network, Row } from './network.js' */

/** @typedef {Face & {crop: Box}} Cropped  a face with the whole pixels that its box takes, not empty */

/**
 * Runs a network on crops of an image.
 * @template T
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image
 * @param {(row: Row, index: number) => T} toPart  from the network's answer to what it adds to the face
 * @returns {Promise<(T | {})[]>} one for each crop; nothing is added where the crop is empty
 */
export async function runCrops(network, image, crops, toPart) {
  const full = crops.flatMap((crop, i) => (isEmpty(crop) ? [] : [i]))
  const batch = prepareBatch(image, full.map((i) => crops[i]), network.spec.input)
  return spread(await network.runRows(batch), full, crops.length, toPart)
}

/**
 * Answers in the order of the faces.
 * @template T
 * @param {Row[]} rows
 * @param {number[]} indices  of the face that each row belongs to
 * @param {number} count      of all faces
 * @param {(row: Row, index: number) => T} toPart
 * @returns {(T | {})[]}
 */
export function spread(rows, indices, count, toPart) {
  /** @type {(T | {})[]} */
  const parts = Array.from({ length: count }, () => ({}))
  rows.forEach((row, at) => { parts[indices[at]] = toPart(row, indices[at]) })
  return parts
}
