/**
 * What happens to a published parameter on its way into a network's graph, and how a parameter is told from the graph: the
 * operations that `converter/published.py` finds. Arrays are flat, in the order of their shapes.
 */

/** Of the batch normalisation that is folded into convolutions: TensorFlow's default for MobileNet. */
const EPSILON = 0.001
/** Scores an anchor in the published head; the face's is the second. */
const [CLASSES, FACE] = [3, 1]
/** Rows, and columns, of the map that MTCNN's dense layers read. */
const ROWS = 3

/**
 * @typedef {object} Op
 * @property {(parameters: Float32Array[], shapes: number[][]) => Float32Array} make  a weight of the graph; new, or a parameter itself
 * @property {(weight: Float32Array, parameters: Float32Array[], shapes: number[][]) => void} undo  adds to parameters that begin
 *   as zeros what the weight tells of them: any that make the same weight
 */

/** @type {Record<string, Op>} */
export const OPS = {
  same: {
    make: ([values]) => values,
    undo: (weight, [values]) => values.set(weight),
  },
  turned: {
    make: ([values], [[rows, columns]]) => exchange(values, rows, columns),
    undo: (weight, [values], [[rows, columns]]) => values.set(exchange(weight, columns, rows)),
  },
  'turned-rows': {
    make: ([values]) => exchange(values, ROWS, ROWS),
    undo: (weight, [values]) => values.set(exchange(weight, ROWS, ROWS)),
  },
  'face-scores': {
    make: ([values]) => Float32Array.from({ length: values.length / CLASSES }, (_, i) => values[CLASSES * i + FACE]),
    undo: (weight, [values]) => weight.forEach((value, i) => { values[CLASSES * i + FACE] = value }), // the others are never read
  },
  centres: {
    make: ([corners]) => fromCorners(corners, (low, high) => Math.fround(low + high) / 2),
    undo: (weight, [corners]) => intoCorners(weight, corners, 1),
  },
  'sizes-half': {
    make: ([corners]) => fromCorners(corners, (low, high) => Math.fround(high - low) / 2),
    undo: (weight, [corners]) => intoCorners(weight, corners, -1),
  },
  'sizes-tenth': {
    make: ([corners]) => fromCorners(corners, (low, high) => Math.fround(high - low) * Math.fround(0.1)),
    undo: () => {}, // half the size tells it already
  },
  'folded-kernel': {
    make: ([kernel, ...norm]) => kernel.map((value, i) => value * factor(norm, i % norm[0].length)),
    undo: (weight, [kernel, gamma, , , variance]) => {
      kernel.set(weight)
      gamma.fill(1)
      variance.fill(1 - EPSILON)
    },
  },
  'folded-bias': {
    make: ([, ...norm]) => norm[1].map((beta, i) => beta - norm[2][i] * factor(norm, i)),
    undo: (weight, [, , beta]) => beta.set(weight),
  },
}

/** @param {Float32Array[]} norm  gamma, beta, mean, variance @param {number} channel */
function factor([gamma, , , variance], channel) {
  return gamma[channel] / Math.sqrt(variance[channel] + EPSILON)
}

/**
 * Exchanges the first two axes.
 * @param {Float32Array} values  [rows, columns, …]
 * @param {number} rows
 * @param {number} columns
 * @returns {Float32Array} [columns, rows, …]
 */
function exchange(values, rows, columns) {
  const length = values.length / (rows * columns)
  const turned = new Float32Array(values.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = (row * columns + column) * length
      turned.set(values.subarray(from, from + length), (column * rows + row) * length)
    }
  }
  return turned
}

/**
 * @param {Float32Array} corners  top, left, bottom, right of each anchor
 * @param {(low: number, high: number) => number} both
 * @returns {Float32Array} two numbers an anchor: down, across
 */
function fromCorners(corners, both) {
  return Float32Array.from({ length: corners.length / 2 }, (_, i) => {
    const at = 4 * (i >> 1) + (i & 1)
    return both(corners[at], corners[at + 2])
  })
}

/** @param {Float32Array} pairs  down, across @param {Float32Array} corners  to which they are added @param {1 | -1} sign  of the first corner */
function intoCorners(pairs, corners, sign) {
  pairs.forEach((value, i) => {
    const at = 4 * (i >> 1) + (i & 1)
    corners[at] += sign * value
    corners[at + 2] += value
  })
}
