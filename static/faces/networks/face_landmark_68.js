import { prepareBatch } from '../ops/image.js'
import { placePoints } from '../ops/landmarks.js'

/** @import { Box, Pair, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Finds 68 points in each face.
 * @param {Network} network
 * @param {Pixels} image
 * @param {{box: Box, crop: Box}[]} faces  the detector's boxes and the whole pixels they take, none empty
 * @returns {Promise<Pair[][]>} pixels of the image
 */
export async function locate(network, image, faces) {
  const rows = await network.runRows(prepareBatch(image, faces.map(({ crop }) => crop), network.spec.input), 'points')
  return rows.map((row, i) => placePoints(row, faces[i].crop, faces[i].box))
}
