/** What is said about a face: over the video and in the list of who is in view. Pure. */
import { t } from './texts.js'

/**
 * @typedef {import('./gallery.js').Match | null} Match  null: the face was not compared
 * @typedef {(id: string) => string} NameOf  a person's name by id
 * @typedef {import('./overlay.js').Look} Look
 * @typedef {import('./label_lines.js').Label} Label
 * @typedef {import('./types.js').Face} Face
 */

/** @param {Match} match @returns {Look} */
export function lookOf(match) {
  if (!match) return 'plain'
  return match.person ? 'known' : 'stranger'
}

/**
 * What stands at a face in the picture.
 * @param {Face} face
 * @param {Match} match
 * @param {NameOf} nameOf
 * @returns {Label} without name and distance for a face that was not compared
 */
export function labelOf(face, match, nameOf) {
  const details = [strongest(face)?.name ?? '', personText(face, 'live.age')].filter(Boolean)
  if (!match) return { name: '', distance: '', details }
  return { name: match.person ? nameOf(match.person) : t('live.unknown'), distance: match.distance?.toFixed(2) ?? '', details }
}

/**
 * The same with how sure the networks are, for the list, which has more room.
 * @param {Face} face
 * @returns {string} like "happy 92 % · about 34, female 97 %"; empty where nothing was estimated
 */
export function detailsOf(face) {
  const expression = strongest(face)
  const { genderProbability } = face
  const person = personText(face, 'live.about_age') + (genderProbability === undefined ? '' : ` ${percent(genderProbability)}`)
  return [expression ? `${expression.name} ${percent(expression.probability)}` : '', person].filter(Boolean).join(' · ')
}

/** @param {Face} face @returns {{name: string, probability: number} | null} */
function strongest({ expressions }) {
  const [first] = Object.entries(expressions ?? {}).sort(([, a], [, b]) => b - a)
  return first ? { name: t(`live.expression_${first[0]}`), probability: first[1] } : null
}

/** @param {Face} face @param {string} key  of the age's text @returns {string} like "~34, female" */
function personText({ age, gender }, key) {
  return [age === undefined ? '' : t(key, { age: Math.round(age) }), gender ? t(`live.gender_${gender}`) : ''].filter(Boolean).join(t('live.comma'))
}

/** @param {number} share  0..1 @returns {string} that is not torn apart at the end of a line */
const percent = share => `${Math.round(share * 100)}\u00a0%`

/**
 * @param {import('./presence.js').Sighting} sighting
 * @param {boolean} compared  whether faces are compared with the gallery at all
 * @param {NameOf} nameOf
 * @returns {{key: string, text: string, look: Look, distance: number | null, details: string}}
 */
export function presentItem({ key, person, distance, details }, compared, nameOf) {
  if (person) return { key, distance, details, text: nameOf(person), look: 'known' }
  if (compared) return { key, distance, details, text: t('live.unknown'), look: 'stranger' }
  return { key, distance: null, details, text: t('live.face', { number: key.split('#')[1] }), look: 'plain' }
}
