import { runCrops } from './crops.js'

/** @import { Box, Face, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Tells faces from pictures of faces.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image
 * @returns {Promise<Partial<Face>[]>} how probable it is that each is real
 */
export function realness(network, image, crops) {
  return runCrops(network, image, crops, ({ real: [real] }) => ({ real }))
}
