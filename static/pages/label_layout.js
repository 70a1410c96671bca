/**
 * Where labels go: beside their faces, inside the picture, off each other. Crowded pictures get smaller and shorter labels.
 * Pure: the caller brings the ruler.
 */
import { isEmpty, linesOf } from './label_lines.js'
import { bestPlace, clipped, hiddenPart } from './label_places.js'

/**
 * @typedef {import('./types.js').Box} Box
 * @typedef {import('./label_lines.js').Label} Label
 * @typedef {import('./label_lines.js').Line} Line
 * @typedef {Box & {fontSize: number, lines: Line[]}} Pill  CSS pixels
 * @typedef {(text: string, font: {size: number, strong: boolean}) => number} Measure  CSS pixels
 */

export const PAD = { x: 7, y: 3 }
export const LINE = 1.25   // height of a line, in font sizes
const SMALLEST = 12        // CSS pixels: smaller text cannot be read
const NARROWEST = 6        // font sizes: breadth of text that every face may have, however small
const BROADEST = 18        // font sizes: breadth of text that no face needs

/** What a label may say, from everything to a name cut short. reach: breadth of the text, in breadths of the face. */
const WORDINGS = [{ reach: Infinity, details: true }, { reach: Infinity, details: false }, { reach: 1.5, details: false }, { reach: 1, details: false }]

const NEXT_WORDING = 1.5   // cost of saying less, among the costs of places
const RATHER_RICH = 0.03   // trouble that is taken for larger or longer labels

/**
 * @param {{box: Box, label: Label}[]} faces  the most important first; boxes in CSS pixels
 * @param {{bounds: Box, fontSize: number, measure: Measure}} picture  bounds: the picture's place, CSS pixels; fontSize: of labels
 *   with room around them
 * @returns {(Pill | null)[]} in the order of the faces, wholly inside the bounds; null for a face of which nothing is said
 */
export function layoutLabels(faces, { bounds, fontSize, measure }) {
  const boxes = faces.map(({ box }) => clipped(box, bounds))
  const labels = faces.map(({ label }) => label)
  let best = { pills: /** @type {(Pill | null)[]} */ ([]), trouble: Infinity }
  for (const [index, { size, wordings }] of levels(fontSize).entries()) {
    const pills = laidOut(labels, boxes, { bounds, size, wordings, measure })
    const trouble = troubleOf(pills, boxes)
    if (trouble + index * RATHER_RICH < best.trouble) best = { pills, trouble: trouble + index * RATHER_RICH }
    if (trouble < RATHER_RICH) break
  }
  return best.pills
}

/**
 * @param {number} fontSize
 * @returns {{size: number, wordings: typeof WORDINGS}[]} for all labels, from large and any wording to small and short
 */
function levels(fontSize) {
  const sizes = new Set([fontSize, Math.round(fontSize * 0.87), SMALLEST].map(size => Math.max(SMALLEST, size)))
  return [...Array.from(sizes, size => ({ size, wordings: WORDINGS })), ...[1, 2, 3].map(from => ({ size: SMALLEST, wordings: WORDINGS.slice(from) }))]
}

/**
 * @param {Label[]} labels
 * @param {Box[]} boxes  of the faces, inside the bounds
 * @param {{bounds: Box, size: number, wordings: typeof WORDINGS, measure: Measure}} level
 * @returns {(Pill | null)[]}
 */
function laidOut(labels, boxes, { bounds, size, wordings, measure }) {
  /** @type {Pill[]} */
  const placed = []
  return labels.map((label, index) => {
    if (isEmpty(label)) return null
    const box = boxes[index]
    const around = { bounds, placed, others: boxes.filter((_, other) => other !== index) }
    const candidates = wordings.map(wording => {
      const pill = worded(label, box, { ...wording, size, most: bounds.width - 2 * PAD.x, measure })
      return bestPlace(pill, box, around)
    })
    const best = candidates.reduce((least, each, order) => {
      const cost = each.cost + order * NEXT_WORDING
      return cost < least.cost ? { pill: each.pill, cost } : least
    }, { pill: candidates[0].pill, cost: Infinity })
    placed.push(best.pill)
    return best.pill
  })
}

/**
 * @param {Label} label
 * @param {Box} box
 * @param {{reach: number, details: boolean, size: number, most: number, measure: Measure}} style
 * @returns {Pill} without its place
 */
function worded(label, box, { reach, details, size, most, measure }) {
  const ruler = (/** @type {Line} */ { text, strong }) => measure(text, { size, strong })
  const limit = Math.min(most, BROADEST * size, Math.max(NARROWEST * size, reach * Math.max(1, box.width)))
  const headless = !label.name && !label.distance
  const lines = linesOf(label, ruler, { limit, room: box.width - 2 * PAD.x, details: details || headless })
  return { x: 0, y: 0, width: Math.max(...lines.map(ruler)) + 2 * PAD.x, height: lines.length * size * LINE + 2 * PAD.y, fontSize: size, lines }
}

/**
 * @param {(Pill | null)[]} pills
 * @param {Box[]} boxes  of their faces
 * @returns {number} how much of faces lies under others' labels and, much worse, of labels under labels, a face; 0: nothing
 */
function troubleOf(pills, boxes) {
  let trouble = 0
  for (const [index, pill] of pills.entries()) {
    for (const [other, box] of boxes.entries()) {
      const label = pills[other]
      if (pill && other !== index) trouble += hiddenPart(box, pill) + (label ? 10 * hiddenPart(label, pill) : 0)
    }
  }
  return trouble / Math.max(1, boxes.length)
}
