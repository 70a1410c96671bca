import { decodeGrid } from '../ops/anchors.js'
import { unpad } from '../ops/boxes.js'
import { prepare } from '../ops/image.js'
import { suppress } from '../ops/nms.js'

/** @import { DetectorRequest, Pixels } from '../types.js' */
/** @import { Found } from './index.js' */
/** @import { Network } from './network.js' */

/**
 * Finds faces with a detector that answers a grid of cells: the tiny face detector and Tiny YOLO v2.
 * @param {Network} network
 * @param {Pixels} image
 * @param {DetectorRequest} request  valid
 * @returns {Promise<Found[]>} not clipped
 */
export async function detectInGrid(network, image, request) {
  const { input, thresholds, anchors = [] } = network.spec
  const size = request.inputSize ?? input.size
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const { grid } = await network.run({ [input.name]: { data: prepare(image, whole, input, size), shape: [1, size, size, 3] } }, ['grid'])
  const found = decodeGrid(grid.data, grid.shape[1], anchors, request.scoreThreshold ?? thresholds.score)
  return suppress(found, thresholds.iou).map(({ box, score }) => ({ box: unpad(box, image, size), score }))
}
