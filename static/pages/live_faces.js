/** What is said about a face: over the video and in the list of who is in view. Pure. */

/**
 * @typedef {import('./gallery.js').Match | null} Match  null: the face was not compared
 * @typedef {(id: string) => string} NameOf  a person's name by id
 * @typedef {import('./overlay.js').Look} Look
 */

const STRANGER = 'unknown'

/** @param {Match} match @returns {Look} */
export function lookOf(match) {
  if (!match) return 'plain'
  return match.person ? 'known' : 'stranger'
}

/**
 * @param {Match} match
 * @param {NameOf} nameOf
 * @returns {string} name and distance; empty for a face that was not compared
 */
export function labelOf(match, nameOf) {
  if (!match) return ''
  const name = match.person ? nameOf(match.person) : STRANGER
  return match.distance === null ? name : `${name} ${match.distance.toFixed(2)}`
}

/**
 * @param {import('./presence.js').Sighting} sighting
 * @param {boolean} compared  whether faces are compared with the gallery at all
 * @param {NameOf} nameOf
 * @returns {{key: string, text: string, look: Look, distance: number | null}}
 */
export function presentItem({ key, person, distance }, compared, nameOf) {
  if (person) return { key, distance, text: nameOf(person), look: 'known' }
  if (compared) return { key, distance, text: STRANGER, look: 'stranger' }
  return { key, distance: null, text: `Face ${key.split('#')[1]}`, look: 'plain' }
}
