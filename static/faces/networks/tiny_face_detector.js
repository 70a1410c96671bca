import { decodeGrid } from '../ops/anchors.js'
import { unpad } from '../ops/boxes.js'
import { prepare } from '../ops/image.js'
import { suppress } from '../ops/nms.js'

/** @import { Box, DetectorRequest, Pixels } from '../types.js' */
/** @import { Network } from './network.js' */

/**
 * Finds faces in an image.
 * @param {Network} network
 * @param {Pixels} image
 * @param {DetectorRequest} request  valid
 * @returns {Promise<{box: Box, score: number}[]>} pixels of the image, not clipped; highest score first
 */
export async function detect(network, image, request) {
  const { input, thresholds, anchors = [] } = network.spec
  const size = request.inputSize ?? input.size
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const { grid } = await network.run(prepare(image, whole, input, size), 1, size)
  const found = decodeGrid(grid.data, grid.shape[1], anchors, request.scoreThreshold ?? thresholds.score)
  return suppress(found, thresholds.iou).map(({ box, score }) => ({ box: unpad(box, image, size), score }))
}
