/** Names of people: tidied, checked and compared as the server does. Pure. */
import { t } from './texts.js'

const MAX = 100
// Control, surrogate and private characters, line separators, and the characters that turn the direction of the text around them.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[^\p{Z}\p{C}\p{M}]/u

/** @param {string} text @returns {string} trimmed, in Unicode's composed form */
export const tidy = text => text.normalize('NFC').trim()

/**
 * @param {string} text
 * @returns {string | null} a sentence when this cannot be a name
 */
export function nameProblem(text) {
  const name = tidy(text)
  if (!VISIBLE.test(name)) return t('names.needed')
  if ([...name].length > MAX) return t('names.long', { most: MAX, length: [...name].length })
  if (FORBIDDEN.test(name)) return t('names.invisible')
  return null
}

/** @param {string} name @returns {string} equal for names that differ only in case or composition */
export const folded = name => tidy(name).toLowerCase()

/**
 * The people whose name is this one.
 * @template {{name: string}} P
 * @param {P[]} people
 * @param {string} name
 * @returns {P[]}
 */
export function namesakes(people, name) {
  const wanted = folded(name)
  return people.filter(person => folded(person.name) === wanted)
}
