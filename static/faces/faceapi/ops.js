/** Boxes that overlap, and other small sums with face-api.js's names. */
import { iou as ofBoth, overlapOfSmaller } from '../ops/boxes.js'
import { suppress } from '../ops/nms.js'

/** @import { Box } from '../types.js' */

/**
 * How much two boxes overlap.
 * @param {Box} box1
 * @param {Box} box2
 * @param {boolean} [isIOU]  as a share of what both cover together, else of the smaller one
 * @returns {number} 0–1
 */
export const iou = (box1, box2, isIOU = true) => (isIOU ? ofBoth(box1, box2) : overlapOfSmaller(box1, box2))

/**
 * Of boxes that overlap by more than a threshold, only the best stays.
 * @param {Box[]} boxes
 * @param {number[]} scores       one for each
 * @param {number} iouThreshold   0–1
 * @param {boolean} [isIOU]       see `iou`
 * @returns {number[]} places in the list of those that stay, the best first; of equals, the last first
 */
export function nonMaxSuppression(boxes, scores, iouThreshold, isIOU = true) {
  const found = scores.map((score, index) => ({ box: boxes[index], score, index })).reverse()
  return suppress(found, iouThreshold, { ofSmaller: !isIOU }).map(({ index }) => index)
}

/** @param {number} x @returns {number} 0–1 */
export const sigmoid = (x) => 1 / (1 + Math.exp(-x))

/** @param {number} share  0–1 */
export const inverseSigmoid = (share) => Math.log(share / (1 - share))

/**
 * @template T
 * @param {T[]} items
 * @returns {T[]} the same in an order by chance; a new list
 */
export function shuffleArray(items) {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]]
  }
  return shuffled
}
