/**
 * The cheapest way to give every row a column of its own (or, with more rows than columns, every column a row): the Hungarian
 * method with potentials (Kuhn, 1955; Jonker & Volgenant, 1987), in cubic time.
 * @param {number[][]} costs  rows of equal length; finite
 * @returns {number[]} the column of each row, -1 for rows that get none
 */
export function assign(costs) {
  const columns = costs[0]?.length ?? 0
  if (columns === 0) return costs.map(() => -1)
  if (costs.length > columns) return inverse(assign(transposed(costs)), costs.length)
  /** Row of each column, -1 where it is free. */
  const rowOf = new Array(columns).fill(-1)
  const rowPrice = new Array(costs.length).fill(0)
  const columnPrice = new Array(columns).fill(0)
  for (let row = 0; row < costs.length; row++) augment(row, { costs, rowOf, rowPrice, columnPrice })
  return inverse(rowOf, costs.length)
}

/**
 * The assignment in which only pairs cheaper than a limit are made, so that the saving against the limit is largest in total.
 * @param {number[][]} costs
 * @param {number} limit  a pair must cost less
 * @returns {number[]} the column of each row, -1 for rows that get none
 */
export function assignBelow(costs, limit) {
  return assign(costs.map((row) => row.map((cost) => Math.min(cost, limit) - limit)))
    .map((column, row) => (column >= 0 && costs[row][column] < limit ? column : -1))
}

/** @typedef {{costs: number[][], rowOf: number[], rowPrice: number[], columnPrice: number[]}} State  changed in place */

/**
 * Finds room for one more row along the shortest path of exchanges, and makes them.
 * @param {number} start  the row
 * @param {State} state
 */
function augment(start, state) {
  const { rowOf } = state
  const path = { distance: rowOf.map(() => Infinity), before: rowOf.map(() => -1), done: rowOf.map(() => false) }
  let column = -1
  do {
    column = step(column < 0 ? start : rowOf[column], column, start, state, path)
  } while (rowOf[column] >= 0)
  while (column >= 0) {
    const previous = path.before[column]
    rowOf[column] = previous < 0 ? start : rowOf[previous]
    column = previous
  }
}

/**
 * Looks from a row at every column that is not on the path's tree yet, shifts the prices by the least slack, and goes to that column.
 * @param {number} row
 * @param {number} from   the column by which the path came to the row, -1 at its start
 * @param {number} start  the row that the path started from
 * @param {State} state
 * @param {{distance: number[], before: number[], done: boolean[]}} path  slack of each column, the column before it, whether it is in the tree
 * @returns {number} the next column
 */
function step(row, from, start, { costs, rowOf, rowPrice, columnPrice }, { distance, before, done }) {
  let next = -1
  for (let column = 0; column < rowOf.length; column++) {
    if (done[column]) continue
    const slack = costs[row][column] - rowPrice[row] - columnPrice[column]
    if (slack < distance[column]) [distance[column], before[column]] = [slack, from]
    if (next < 0 || distance[column] < distance[next]) next = column
  }
  const shift = distance[next]
  rowPrice[start] += shift
  for (let column = 0; column < rowOf.length; column++) {
    if (done[column]) [rowPrice[rowOf[column]], columnPrice[column]] = [rowPrice[rowOf[column]] + shift, columnPrice[column] - shift]
    else distance[column] -= shift
  }
  done[next] = true
  return next
}

/** @param {number[][]} matrix */
const transposed = (matrix) => matrix[0].map((_, column) => matrix.map((row) => row[column]))

/** From the row of each column to the column of each row. @param {number[]} rowOf @param {number} rows */
function inverse(rowOf, rows) {
  const columnOf = new Array(rows).fill(-1)
  rowOf.forEach((row, column) => { if (row >= 0) columnOf[row] = column })
  return columnOf
}
