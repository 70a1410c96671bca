import { runCrops } from './crops.js'

/** @import { Box, Face, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Tells the expressions of faces.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image
 * @returns {Promise<Partial<Face>[]>} expressions of each, in the order of the spec's classes
 */
export function expressionsOf(network, image, crops) {
  const { classes = [] } = network.spec
  return runCrops(network, image, crops, ({ probabilities }) =>
    ({ expressions: Object.fromEntries(classes.map((name, i) => [name, probabilities[i]])) }))
}
