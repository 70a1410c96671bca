/** What is said about a face: over the video and in the list of who is in view. */
import { expressionText, expressionsOf, percentText, personText, shortDetails } from './face_words.js'
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
  const details = shortDetails(face)
  if (!match) return { name: '', distance: '', details }
  return { name: match.person ? nameOf(match.person) : t('live.unknown'), distance: match.distance?.toFixed(2) ?? '', details }
}

/**
 * The same with how sure the networks are, for the list, which has more room.
 * @param {Face} face
 * @returns {string} like "happy 92 % · about 34, female 97 %"; empty where nothing was estimated
 */
export function detailsOf(face) {
  const [strongest] = expressionsOf(face)
  return [strongest ? `${expressionText(strongest[0])} ${percentText(strongest[1])}` : '', personText(face)].filter(Boolean).join(' · ')
}

/**
 * @param {import('./presence.js').Sighting} sighting
 * @param {boolean} compared  whether faces are compared with the gallery at all
 * @param {NameOf} nameOf
 * @returns {{key: string, text: string, look: Look, distance: number | null, details: string}}
 */
export function presentItem({ key, person, distance, details }, compared, nameOf) {
  if (person) return { key, distance, details, text: nameOf(person), look: 'known' }
  if (compared) return { key, distance, details, text: t('live.unknown'), look: 'stranger' }
  return { key, distance: null, details, text: t('live.face', { number: key.split('#')[1] ?? '' }), look: 'plain' }
}
