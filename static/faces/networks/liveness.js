import { runCrops } from './crops.js'

/** @import { Box, Face, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Tells living faces from others.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image
 * @returns {Promise<Partial<Face>[]>} how probable it is that each is live
 */
export function liveness(network, image, crops) {
  const live = network.spec.classes?.indexOf('live') ?? 0
  return runCrops(network, image, crops, ({ probabilities }) => ({ live: probabilities[live] }))
}
