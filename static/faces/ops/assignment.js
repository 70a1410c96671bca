/**
 * The cheapest way to give every row a column of its own (or, with more rows than columns, every column a row): shortest
 * augmenting paths over prices (Kuhn, 1955; Jonker & Volgenant, 1987; Crouse, 2016), in cubic time. Of several equally cheap ways it
 * is the one that SciPy's linear_sum_assignment takes, so that page and server name the same faces.
 * @param {number[][]} costs  rows of equal length; finite
 * @returns {number[]} the column of each row, -1 for rows that get none
 */
export function assign(costs) {
  const columns = costs[0]?.length ?? 0
  if (columns === 0) return costs.map(() => -1)
  if (costs.length > columns) return inverse(assign(transposed(costs)), costs.length)
  const state = {
    costs,
    rowOf: new Array(columns).fill(-1),
    columnOf: new Array(costs.length).fill(-1),
    rowPrice: new Array(costs.length).fill(0),
    columnPrice: new Array(columns).fill(0),
  }
  for (let row = 0; row < costs.length; row++) augment(row, state)
  return state.columnOf
}

/**
 * The assignment in which only pairs cheaper than a limit are made, so that the saving against the limit is largest in total.
 * @param {number[][]} costs  what is no number is too dear
 * @param {number} limit  a pair must cost less
 * @returns {number[]} the column of each row, -1 for rows that get none
 */
export function assignBelow(costs, limit) {
  return assign(costs.map((row) => row.map((cost) => (cost < limit ? cost - limit : 0))))
    .map((column, row) => (column >= 0 && costs[row][column] < limit ? column : -1))
}

/**
 * @typedef {{costs: number[][], rowOf: number[], columnOf: number[], rowPrice: number[], columnPrice: number[]}} State  changed in place
 * @typedef {object} Tree  the shortest paths from a row
 * @property {number[]} distance  of each column
 * @property {number[]} before    the row from which the path comes to each column
 * @property {number[]} rows      that were reached
 * @property {number[]} columns   that were reached
 * @property {number[]} open      columns that were not, in the order in which they are looked at
 */

/**
 * Finds room for one more row along the shortest path of exchanges, shifts the prices and makes the exchanges.
 * @param {number} start  the row
 * @param {State} state
 */
function augment(start, state) {
  const { rowOf, columnOf } = state
  const tree = grow(start, state)
  reprice(start, tree, state)
  let column = tree.columns[tree.columns.length - 1]
  for (let row = -1; row !== start;) {
    row = tree.before[column]
    rowOf[column] = row
    ;[columnOf[row], column] = [column, columnOf[row]]
  }
}

/**
 * The shortest paths from a row, up to the nearest free column, which is reached last (Dijkstra, 1959, on what costs exceed prices).
 * @param {number} start
 * @param {State} state
 * @returns {Tree}
 */
function grow(start, state) {
  const { rowOf } = state
  /** @type {Tree} */
  const tree = { distance: rowOf.map(() => Infinity), before: rowOf.map(() => -1), rows: [], columns: [], open: [...rowOf.keys()].reverse() }
  for (let row = start, travelled = 0; row >= 0;) {
    tree.rows.push(row)
    const column = step(row, travelled, state, tree)
    tree.columns.push(column)
    travelled = tree.distance[column]
    row = rowOf[column]
  }
  return tree
}

/**
 * Looks from a row at every open column and takes the nearest out of them; of equals a free one, of free ones the last. As all are
 * looked at in SciPy's order, from the last to the first with gaps filled by the last of the list, ties end as in Python.
 * @param {number} row
 * @param {number} travelled  the length of the path to the row
 * @param {State} state
 * @param {Tree} tree
 * @returns {number} the column
 */
function step(row, travelled, { costs, rowOf, rowPrice, columnPrice }, { distance, before, open }) {
  let nearest = 0
  let least = Infinity
  open.forEach((column, place) => {
    const length = travelled + costs[row][column] - rowPrice[row] - columnPrice[column]
    if (length < distance[column]) [distance[column], before[column]] = [length, row]
    if (distance[column] < least || (distance[column] === least && rowOf[column] < 0)) [least, nearest] = [distance[column], place]
  })
  const column = open[nearest]
  open[nearest] = open[open.length - 1]
  open.pop()
  return column
}

/** No pair becomes cheaper than its prices, and those of the path cost just these. @param {number} start @param {Tree} tree @param {State} state */
function reprice(start, { distance, rows, columns }, { columnOf, rowPrice, columnPrice }) {
  const whole = distance[columns[columns.length - 1]]
  rowPrice[start] += whole
  for (const row of rows) if (row !== start) rowPrice[row] += whole - distance[columnOf[row]]
  for (const column of columns) columnPrice[column] -= whole - distance[column]
}

/** @param {number[][]} matrix */
const transposed = (matrix) => matrix[0].map((_, column) => matrix.map((row) => row[column]))

/** From the row of each column to the column of each row. @param {number[]} rowOf @param {number} rows */
function inverse(rowOf, rows) {
  const columnOf = new Array(rows).fill(-1)
  rowOf.forEach((row, column) => { if (row >= 0) columnOf[row] = column })
  return columnOf
}
