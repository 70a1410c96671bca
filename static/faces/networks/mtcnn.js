import { isEmpty } from '../ops/boxes.js'
import { calibrate, cells, keypoints, patch, pyramid } from '../ops/mtcnn.js'
import { suppress } from '../ops/nms.js'
import { resizeRect } from '../ops/resize.js'

/** @import { Box, DetectorOptions, DetectorRequest, InputSpec, Pixels } from '../types.js' */
/** @import { Found } from './index.js' */
/** @import { Network, Row } from './network.js' */
/** @import { Level } from '../ops/mtcnn.js' */

/** @typedef {Required<DetectorOptions> & {scaleSteps?: number[]}} Options */
/** @typedef {{box: Box, score: number}} Candidate  whole pixels */

/**
 * Finds faces and five points of each with MTCNN: the first network looks everywhere, the next two look closer at what it found.
 * @param {Network} network
 * @param {Pixels} image
 * @param {DetectorRequest} request  valid
 * @returns {Promise<Found[]>} not clipped
 */
export async function detectMtcnn(network, image, request) {
  const options = /** @type {Options} */ ({ ...network.spec.options, ...request })
  const proposed = await propose(network, image, options)
  const refined = await refine(network, image, proposed, options)
  return settle(network, image, refined, options)
}

/**
 * The first stage, on the whole image at several sizes.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Options} options
 * @returns {Promise<Candidate[]>}
 */
async function propose(network, image, options) {
  const found = []
  for (const level of pyramid(image, options)) {
    found.push(...keepBest(await scan(network, image, level, options), options.iou.scale))
  }
  return keepBest(found, options.iou.pyramid).map(({ box, score, region }) => ({ box: calibrate(box, region), score }))
}

/** @param {Network} network @param {Pixels} image @param {Level} level @param {Options} options */
async function scan(network, image, { scale, width, height }, { scoreThresholds: [scoreThreshold], cell, stride }) {
  const { input } = network.spec
  const whole = { x: 0, y: 0, width: image.width, height: image.height }
  const data = resizeRect(image, whole, { width, height }, input)
  const { pnet_scores: scores, pnet_regions: regions } = await network.run(
    { [input.name]: { data, shape: [1, height, width, 3] } }, ['pnet_scores', 'pnet_regions'])
  return cells(scores.data, regions.data, scores.shape[2], { scale, scoreThreshold, cell, stride })
}

/**
 * The second stage: each candidate's own pixels.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Candidate[]} candidates
 * @param {Options} options
 * @returns {Promise<Candidate[]>}
 */
async function refine(network, image, candidates, { scoreThresholds: [, least], iou }) {
  const seen = await look(network, image, candidates, 'rnet', ['rnet_scores', 'rnet_regions'])
  const sure = seen.flatMap(({ box, row: { rnet_scores: [score], rnet_regions: region } }) => (score > least ? [{ box, score, region }] : []))
  return keepBest(sure, iou.refine).map(({ box, score, region }) => ({ box: calibrate(box, region), score }))
}

/**
 * The third stage: larger pixels, the last word on the box, and the points.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Candidate[]} candidates
 * @param {Options} options
 * @returns {Promise<Found[]>}
 */
async function settle(network, image, candidates, { scoreThresholds: [, , least], iou }) {
  const seen = await look(network, image, candidates, 'onet', ['onet_scores', 'onet_regions', 'onet_points'])
  const sure = seen.flatMap(({ box, row: { onet_scores: [score], onet_regions: region, onet_points: points } }) =>
    (score > least ? [{ box: calibrate(box, region), score, keypoints: keypoints(points, box) }] : []))
  return keepBest(sure, iou.output, true)
}

/**
 * Runs one stage on the pixels of each candidate; those without any are dropped.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Candidate[]} candidates
 * @param {string} stage
 * @param {string[]} outputs
 * @returns {Promise<{box: Box, row: Row}[]>}
 */
async function look(network, image, candidates, stage, outputs) {
  const input = /** @type {InputSpec} */ (network.spec.stages?.find(({ name }) => name === stage))
  const inside = candidates.filter(({ box }) => !isEmpty(patch(box, image)))
  const rows = await network.runRows(prepare(image, inside, input), input, outputs)
  return inside.map(({ box }, i) => ({ box, row: rows[i] }))
}

/**
 * @param {Pixels} image
 * @param {Candidate[]} candidates
 * @param {InputSpec} input
 * @returns {Float32Array} [candidates, size, size, 3]
 */
function prepare(image, candidates, { size, mean, scale }) {
  const length = size * size * 3
  const batch = new Float32Array(candidates.length * length)
  candidates.forEach(({ box }, i) => {
    const out = batch.subarray(i * length, (i + 1) * length)
    resizeRect(image, patch(box, image), { width: size, height: size }, { mean, scale, halfPixel: true, out })
  })
  return batch
}

/**
 * Of equal scores the later candidate counts as the better one, as in face-api.js.
 * @template {Candidate} T
 * @param {T[]} found
 * @param {number} threshold
 * @param {boolean} [ofSmaller]
 */
function keepBest(found, threshold, ofSmaller) {
  return suppress([...found].reverse(), threshold, { ofSmaller })
}
