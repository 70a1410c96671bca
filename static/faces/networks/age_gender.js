import { runCrops } from './crops.js'

/** @import { Box, Face, Gender, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Estimates the age and gender of faces.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Box[]} crops  whole pixels inside the image
 * @returns {Promise<Partial<Face>[]>} age, gender and its probability of each
 */
export function agesAndGenders(network, image, crops) {
  const classes = /** @type {Gender[]} */ (network.spec.classes)
  return runCrops(network, image, crops, ({ age: [age], gender }) => {
    const genderProbability = Math.max(...gender)
    return { age, gender: classes[gender.indexOf(genderProbability)], genderProbability }
  })
}
