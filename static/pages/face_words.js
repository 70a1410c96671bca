/** What is said about a face, in words. */
import { t } from './texts.js'

/** @typedef {import('./types.js').Face} Face */

/** @param {Face} face @returns {[name: string, probability: number][]} the strongest first; empty where nothing was estimated */
export const expressionsOf = ({ expressions }) => Object.entries(expressions ?? {}).sort(([, a], [, b]) => b - a)

/** @param {string} name  as the network calls it @returns {string} */
export const expressionText = name => t(`face.expression_${name}`)

/** @param {Face} face @returns {string} the gender in words, empty where it was not estimated */
export const genderText = ({ gender }) => gender ? t(`face.gender_${gender}`) : ''

/** @param {number} share  0..1 @returns {string} that is not torn apart at the end of a line */
export const percentText = share => `${Math.round(share * 100)}\u00a0%`

/**
 * What stands at a face in a picture: short ones.
 * @param {Face} face
 * @returns {string[]} an expression; age and gender
 */
export function shortDetails(face) {
  const [strongest] = expressionsOf(face)
  const person = [face.age === undefined ? '' : t('face.age', { age: Math.round(face.age) }), genderText(face)].filter(Boolean).join(t('face.comma'))
  return [strongest ? expressionText(strongest[0]) : '', person].filter(Boolean)
}

/**
 * Age and gender with how sure the network is.
 * @param {Face} face
 * @returns {string} like "about 34, female 97 %"
 */
export function personText(face) {
  const age = face.age === undefined ? '' : t('face.about_age', { age: Math.round(face.age) })
  const sure = face.genderProbability === undefined ? '' : ` ${percentText(face.genderProbability)}`
  return [age, genderText(face) && genderText(face) + sure].filter(Boolean).join(t('face.comma'))
}
