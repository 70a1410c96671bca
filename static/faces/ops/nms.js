import { iou, overlapOfSmaller } from './boxes.js'

/** @import { Box } from '../types.js' */

/**
 * Non-maximum suppression: of boxes that overlap by more than a threshold only the best stays.
 * @template {{box: Box, score: number}} T
 * @param {T[]} found
 * @param {number} threshold     0–1; an overlap equal to it is allowed
 * @param {object} [how]
 * @param {boolean} [how.ofSmaller]  the overlap is a share of the smaller box, not of both together
 * @param {number} [how.most]        how many to keep at most
 * @returns {T[]} highest score first; equal scores keep their order
 */
export function suppress(found, threshold, { ofSmaller = false, most = Infinity } = {}) {
  const overlap = ofSmaller ? overlapOfSmaller : iou
  /** @type {T[]} */
  const kept = []
  for (const candidate of [...found].sort((a, b) => b.score - a.score)) {
    if (kept.length >= most) break
    if (kept.every(({ box }) => overlap(box, candidate.box) <= threshold)) kept.push(candidate)
  }
  return kept
}
