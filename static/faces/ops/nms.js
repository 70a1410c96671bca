import { iou } from './boxes.js'

/** @import { Box } from '../types.js' */

/**
 * Non-maximum suppression: of boxes that overlap by more than a threshold only the best stays.
 * @template {{box: Box, score: number}} T
 * @param {T[]} found
 * @param {number} iouThreshold  0–1; an overlap equal to it is allowed
 * @returns {T[]} highest score first; equal scores keep their order
 */
export function suppress(found, iouThreshold) {
  /** @type {T[]} */
  const kept = []
  for (const candidate of [...found].sort((a, b) => b.score - a.score)) {
    if (kept.every(({ box }) => iou(box, candidate.box) <= iouThreshold)) kept.push(candidate)
  }
  return kept
}
