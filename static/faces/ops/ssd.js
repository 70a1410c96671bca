import { suppress } from './nms.js'

/** @import { Box } from '../types.js' */

/**
 * The faces in the answer of a single-shot detector (Liu et al., SSD, 2016), whose boxes the graph has decoded.
 * @param {ArrayLike<number>} boxes   top, left, bottom, right of each; 0–1 of the padded square, not clipped
 * @param {ArrayLike<number>} scores  one for each box, 0–1
 * @param {{score: number, iou: number, maxResults: number}} limits  a score must be higher, an overlap not
 * @returns {{box: Box, score: number}[]} clipped to the padded square; highest score first
 */
export function decodeSsd(boxes, scores, { score: least, iou, maxResults }) {
  const found = []
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] > least) found.push({ box: fromSides(boxes[4 * i + 1], boxes[4 * i], boxes[4 * i + 3], boxes[4 * i + 2]), score: scores[i] })
  }
  return suppress(found, iou, { most: maxResults }).map(({ box, score }) => ({ box: clipToUnit(box), score }))
}

/** @param {number} left @param {number} top @param {number} right @param {number} bottom @returns {Box} */
function fromSides(left, top, right, bottom) {
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** @param {Box} box */
function clipToUnit({ x, y, width, height }) {
  return fromSides(Math.max(0, x), Math.max(0, y), Math.min(1, x + width), Math.min(1, y + height))
}
