/** @import { Box } from '../types.js' */

/** @param {number} x */
const sigmoid = (x) => 1 / (1 + Math.exp(-x))

/**
 * Decodes the grid of a YOLO-like detector: each cell has, for each anchor, x, y, width, height and objectness.
 * @param {ArrayLike<number>} grid  cells · cells · anchors · 5 values, rows from the top
 * @param {number} cells            cells a side
 * @param {number[][]} anchors      width, height in cells
 * @param {number} scoreThreshold   0–1; a score must be higher
 * @returns {{box: Box, score: number}[]} boxes in 0–1 of the padded square, not clipped, in grid order
 */
export function decodeGrid(grid, cells, anchors, scoreThreshold) {
  const found = []
  for (let index = 0; index * 5 < grid.length; index++) {
    const score = sigmoid(grid[index * 5 + 4])
    if (!(score > scoreThreshold)) continue
    const cell = Math.floor(index / anchors.length)
    found.push({ box: decodeBox(grid, index * 5, cell, cells, anchors[index % anchors.length]), score })
  }
  return found
}

/**
 * @param {ArrayLike<number>} grid
 * @param {number} at         index of the box's first value
 * @param {number} cell       index of the cell
 * @param {number} cells      cells a side
 * @param {number[]} anchor   width, height in cells
 * @returns {Box}
 */
function decodeBox(grid, at, cell, cells, [anchorWidth, anchorHeight]) {
  const width = Math.exp(grid[at + 2]) * anchorWidth / cells
  const height = Math.exp(grid[at + 3]) * anchorHeight / cells
  const x = (cell % cells + sigmoid(grid[at])) / cells - width / 2
  const y = (Math.floor(cell / cells) + sigmoid(grid[at + 1])) / cells - height / 2
  return { x, y, width, height }
}
