import { unpad } from '../ops/boxes.js'
import { prepare } from '../ops/image.js'
import { decodeSsd } from '../ops/ssd.js'

/** @import { DetectorRequest, Pixels } from '../types.js' */
/** @import { Found } from './index.js' */
/** @import { Network } from './network.js' */

/**
 * Finds faces with SSD MobileNetV1.
 * @param {Network} network
 * @param {Pixels} image
 * @param {DetectorRequest} request  valid
 * @returns {Promise<Found[]>} clipped to the padded square
 */
export async function detectSsd(network, image, request) {
  const { input, thresholds, options = {} } = network.spec
  const { size } = input
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const { boxes, scores } = await network.run({ [input.name]: { data: prepare(image, whole, input, size), shape: [1, size, size, 3] } })
  const { scoreThreshold = thresholds.score, maxResults = options.maxResults ?? Infinity } = request
  return decodeSsd(boxes.data, scores.data, { score: scoreThreshold, iou: thresholds.iou, maxResults })
    .map(({ box, score }) => ({ box: unpad(box, image, size), score }))
}
