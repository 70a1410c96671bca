/** Places for a label at a face, and what each of them hides. Pure; all in CSS pixels. */

/** @typedef {import('./types.js').Box} Box */

const GAP = 4    // between a face and its label
const APART = 2  // between two labels

/** What makes a place worse: over… for a wholly hidden face or label. */
const COST = { nextPlace: 0.25, overFace: 12, overOwnFace: 6, overLabel: 1000 }

/**
 * @template {Box} P
 * @param {P} pill  its place does not matter
 * @param {Box} face
 * @param {{bounds: Box, placed: Box[], others: Box[]}} around  placed: labels; others: the other faces
 * @returns {{pill: P, cost: number}} the pill at its best place
 */
export function bestPlace(pill, face, { bounds, placed, others }) {
  const hidden = (/** @type {Box} */ box, /** @type {Box[]} */ boxes, margin = 0) => boxes.reduce((sum, other) => sum + hiddenPart(other, box, margin), 0)
  let best = { pill, cost: Infinity }
  for (const [order, box] of places(pill, face, bounds).entries()) {
    const cost = order * COST.nextPlace + COST.overLabel * hidden(box, placed, APART) + COST.overFace * hidden(box, others) + COST.overOwnFace * hidden(box, [face])
    if (cost < best.cost) best = { pill: { ...pill, ...box }, cost }
  }
  return best
}

/**
 * Places for a label, the usual ones first, all moved into the picture: above, below, beside and inside the face.
 * @param {import('./types.js').Size} size
 * @param {Box} face
 * @param {Box} bounds
 * @returns {Box[]}
 */
function places({ width, height }, face, bounds) {
  const right = face.x + face.width
  const bottom = face.y + face.height
  const columns = [face.x, face.x + (face.width - width) / 2, right - width]
  const row = (/** @type {number} */ y) => columns.map(x => [x, y])
  const corners = [
    ...row(face.y - height - GAP), ...row(bottom + GAP),
    [right + GAP, face.y], [face.x - width - GAP, face.y], [right + GAP, bottom - height], [face.x - width - GAP, bottom - height],
    ...row(bottom - height - GAP), ...row(face.y + GAP),
  ]
  return corners.map(([x, y]) => ({
    x: between(x, bounds.x, bounds.x + bounds.width - width), y: between(y, bounds.y, bounds.y + bounds.height - height), width, height,
  }))
}

/** @param {number} value @param {number} least @param {number} most @returns {number} the least where most is smaller */
const between = (value, least, most) => Math.max(least, Math.min(value, most))

/** @param {Box} box @param {Box} bounds @returns {Box} what of the box lies inside */
export function clipped(box, bounds) {
  const x = between(box.x, bounds.x, bounds.x + bounds.width)
  const y = between(box.y, bounds.y, bounds.y + bounds.height)
  const right = between(box.x + box.width, x, bounds.x + bounds.width)
  const bottom = between(box.y + box.height, y, bounds.y + bounds.height)
  return { x, y, width: right - x, height: bottom - y }
}

/**
 * @param {Box} box
 * @param {Box} cover
 * @param {number} [margin]  around the box
 * @returns {number} share of the box that is covered, 0..1 without a margin
 */
export function hiddenPart(box, cover, margin = 0) {
  const width = Math.min(cover.x + cover.width, box.x + box.width + margin) - Math.max(cover.x, box.x - margin)
  const height = Math.min(cover.y + cover.height, box.y + box.height + margin) - Math.max(cover.y, box.y - margin)
  return Math.max(0, width) * Math.max(0, height) / Math.max(1, box.width * box.height)
}
