import { placePoints } from '../ops/landmarks.js'
import { runCrops } from './crops.js'

/** @import { Face, Pixels } from '../types.js' */
/** @import { Cropped } from './crops.js' */
/** @import { Network } from './network.js' */

/**
 * Finds 68 points in each face.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Cropped[]} faces
 * @returns {Promise<Partial<Face>[]>} landmarks of each
 */
export function locate(network, image, faces) {
  return runCrops(network, image, faces.map(({ crop }) => crop), ({ points }, i) =>
    ({ landmarks: placePoints(points, faces[i].crop, faces[i].box) }))
}
