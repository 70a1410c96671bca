import { prepareBatch } from '../ops/image.js'

/** @import { Box, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Describes faces with numbers whose Euclidean distance says how alike two faces are.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image, none empty
 * @returns {Promise<Float32Array[]>} 128 numbers each, not normalised
 */
export async function describe(network, image, crops) {
  const rows = await network.runRows(prepareBatch(image, crops, network.spec.input), 'descriptor')
  return rows.map((row) => Float32Array.from(row))
}
