/** Faces in the order in which people read a picture. Pure. */

const SAME_ROW = 0.6  // of a face's height: centres that lie farther apart are in different rows

/**
 * @template {{box: import('./types.js').Box}} F
 * @param {F[]} faces
 * @returns {F[]} row by row from the top, each from left to right
 */
export function readingOrder(faces) {
  /** @type {F[][]} */
  const rows = []
  for (const face of [...faces].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1)
    const first = row?.[0]  // and not the last one: a slope of heads is no single row
    if (row && first && middle(face) - middle(first) < SAME_ROW * Math.max(face.box.height, first.box.height)) row.push(face)
    else rows.push([face])
  }
  return rows.flatMap(row => row.sort((a, b) => a.box.x - b.box.x))
}

/** @param {{box: import('./types.js').Box}} face */
const middle = ({ box }) => box.y + box.height / 2
