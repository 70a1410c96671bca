/** The table of distances: a row for each face of the picture, a column for each person. */
import { copyOf } from './aligned.js'
import { verdict } from './comparison.js'
import { el } from './dom.js'
import { t } from './texts.js'

/**
 * @typedef {object} Scores
 * @property {HTMLCanvasElement[]} crops   of the faces
 * @property {import('./cast_people.js').Person[]} people
 * @property {number[][]} distances        a row for each face
 * @property {number[]} given              the person of each face, -1 for nobody
 * @property {number} threshold
 */

/** @param {Scores} scores @returns {HTMLTableElement} */
export function scoreTable(scores) {
  const heads = scores.people.map(({ name, references: [{ crop }] }) =>
    el('th', { scope: 'col' }, copyOf(crop), el('span', { class: 'head-name', dir: 'auto', title: name }, name)))
  return el('table', { class: 'scores' },
    el('caption', { class: 'visually-hidden' }, t('compare.scores')),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col', class: 'corner' }, t('compare.face')), ...heads)),
    el('tbody', {}, ...scores.crops.map((crop, face) => row(crop, face, scores))))
}

/** @param {HTMLCanvasElement} crop @param {number} face @param {Scores} scores @returns {HTMLTableRowElement} */
function row(crop, face, { people, distances, given, threshold }) {
  const known = given[face] >= 0
  const name = known ? people[given[face]].name : t('cast.unknown')
  const head = el('th', { scope: 'row' }, copyOf(crop), el('span', {}, el('strong', {}, String(face + 1)), ' ', el('span', { dir: 'auto' }, name)))
  const cells = distances[face].map((distance, person) => cell(distance, threshold, person === given[face]))
  return el('tr', { 'data-known': known ? 'yes' : 'no', 'data-person': known ? name : '' }, head, ...cells)
}

/** @param {number} distance @param {number} threshold @param {boolean} isGiven @returns {HTMLTableCellElement} */
function cell(distance, threshold, isGiven) {
  const kind = verdict(distance, threshold)
  return el('td', { class: isGiven ? `${kind} given` : kind }, el('span', { class: 'distance' }, distance.toFixed(2)), el('small', {}, t(`compare.verdict_${kind}`)))
}

/** @param {Scores} scores @returns {import('./handing_out.js').Cell[][]} the same as rows for a spreadsheet */
export function scoreRows({ people, distances, given }) {
  return [
    [t('compare.face'), t('compare.decision'), ...people.map(({ name }) => name)],
    ...distances.map((row, face) => [face + 1, people[given[face]]?.name ?? t('cast.unknown'), ...row.map(distance => Number(distance.toFixed(4)))]),
  ]
}
