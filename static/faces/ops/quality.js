/** @import { Box, Pair } from '../types.js' */

const LARGE = 150 // pixels: the side of the recogniser's input; more pixels than it sees gain nothing
const [JAW_START, JAW_END, NOSE_TIP] = [0, 16, 30] // of 68 landmarks

/**
 * How good a face's picture is for recognising it: sure, large and looking at the camera.
 * @param {{box: Box, score: number, landmarks?: Pair[]}} face
 * @returns {number} 0–1; without landmarks the face counts as looking at the camera
 */
export function quality({ box, score, landmarks }) {
  return score * Math.min(1, Math.min(box.width, box.height) / LARGE) * (landmarks ? frontality(landmarks) : 1)
}

/**
 * How far the nose is from both ends of the jaw alike.
 * @param {Pair[]} landmarks  68
 * @returns {number} 1 from the front, 0 from the side
 */
export function frontality(landmarks) {
  const [start, end, nose] = [JAW_START, JAW_END, NOSE_TIP].map((index) => landmarks[index])
  const [along, up] = [end[0] - start[0], end[1] - start[1]]
  const length = along ** 2 + up ** 2
  if (length === 0) return 0
  const share = ((nose[0] - start[0]) * along + (nose[1] - start[1]) * up) / length // where the nose falls on the line between the ears
  return Math.max(0, Math.min(share, 1 - share)) * 2
}
