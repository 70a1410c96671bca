/** The lines of text on a face's label, shortened to fit. Pure: the caller brings the ruler. */

/**
 * @typedef {object} Label  what is to be said about a face; empty parts are left out
 * @property {string} name
 * @property {string} distance   to the gallery's nearest person
 * @property {string[]} details  short ones: an expression, age and gender
 *
 * @typedef {{text: string, strong: boolean}} Line
 * @typedef {(line: Line) => number} Ruler  CSS pixels
 */

const ELLIPSIS = '…'
const BETWEEN = ' · '
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** @param {Label} label @returns {boolean} */
export const isEmpty = ({ name, distance, details }) => !name && !distance && !details.length

/**
 * Name and distance in the first line; the details in one more, or in one each where they would make the label broader than
 * the face.
 * @param {Label} label
 * @param {Ruler} ruler
 * @param {{limit: number, room: number, details: boolean}} space  limit: no line is broader; room: how broad the label may be
 *   without being in the way, both CSS pixels; details: whether to show them
 * @returns {Line[]}
 */
export function linesOf(label, ruler, { limit, room, details }) {
  const heading = headingOf(label, ruler, limit)
  if (!details || !label.details.length) return heading
  const wide = Math.min(limit, Math.max(room, ...heading.map(ruler)))
  const joined = plain(label.details.join(BETWEEN))
  const rest = ruler(joined) <= wide ? [joined] : label.details.map(plain)
  return [...heading, ...rest.map(line => shortened(line, ruler, limit))]
}

/** @param {string} text @returns {Line} */
const plain = text => ({ text, strong: false })

/**
 * The name keeps its letters before the distance keeps its place.
 * @param {Label} label
 * @param {Ruler} ruler
 * @param {number} limit
 * @returns {Line[]} one, or none where there is nothing to say
 */
function headingOf({ name, distance }, ruler, limit) {
  const whole = { text: [isolated(name), distance].filter(Boolean).join(' '), strong: true }
  if (!whole.text) return []
  if (ruler(whole) <= limit) return [whole]
  const { text } = shortened({ text: name || distance, strong: true }, ruler, limit)
  return [{ text: isolated(text), strong: true }]
}

/** A name written from right to left must not draw the number beside it to its other side. @param {string} text */
const isolated = text => text && `\u2068${text}\u2069`

/**
 * @param {Line} line
 * @param {Ruler} ruler
 * @param {number} limit
 * @returns {Line} the longest beginning that fits, with an ellipsis; whole where it fits
 */
function shortened(line, ruler, limit) {
  if (ruler(line) <= limit) return line
  const signs = Array.from(graphemes.segment(line.text), ({ segment }) => segment)
  const cut = (/** @type {number} */ length) => ({ ...line, text: signs.slice(0, length).join('').trimEnd() + ELLIPSIS })
  let [fits, tooLong] = [0, signs.length]
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (ruler(cut(middle)) <= limit) fits = middle
    else tooLong = middle
  }
  return cut(fits)
}
