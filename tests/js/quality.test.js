/** How well a face is shown: the numbers of the shared vectors, as Python's. */
import { flaws, luma, quality, sharpness, touched } from '../../static/faces/ops/quality.js'
import { testVectors } from './support/vectors.js'

testVectors('face_flaws', look => flaws(look))
testVectors('face_quality', ({ landmarks, ...face }) => quality(landmarks ? { ...face, landmarks } : face))
testVectors('face_sharpness', ({ values, cell, width, height }) => sharpness(values ?? chessboard(cell, width, height), { width, height }))
testVectors('face_luma', ({ image, box }) => {
  const { x, y, width, height } = touched(box, image)
  const rgba = []
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      const at = (row * image.width + column) * 3
      rgba.push(...image.data.slice(at, at + 3), 255)
    }
  }
  return [...luma(rgba)]
})

/** @param {number} cell @param {number} width @param {number} height @returns {number[]} luma of 0 and 255 */
function chessboard(cell, width, height) {
  return Array.from({ length: width * height }, (_, i) =>
    255 * ((Math.floor((i % width) / cell) + Math.floor(Math.floor(i / width) / cell)) % 2))
}
