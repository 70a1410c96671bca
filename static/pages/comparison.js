/** Who is who: the faces of a picture against people that are known by reference faces. Pure. */
import { assignBelow } from '../faces/ops/assignment.js'

/**
 * @typedef {object} Comparison
 * @property {number[]} people   the person of each face, -1 for an unknown one; nobody is given to two faces
 * @property {number[]} missing  people whom no face was given to
 */

/**
 * @param {number[][]} table    distances
 * @param {number} count        of the people
 * @param {number} threshold    a distance must be smaller to count
 * @returns {Comparison}
 */
export function compare(table, count, threshold) {
  const people = assignBelow(table, threshold)
  const missing = Array.from({ length: count }, (_, person) => person).filter(person => !people.includes(person))
  return { people, missing }
}

/** How much of the threshold a distance may take, from "the same" to "different"; what lies beyond is different. */
const STEPS = /** @type {const} */ ([['surely', 0.8], ['same', 1], ['unsure', 1.2]])

/**
 * @typedef {'surely' | 'same' | 'unsure' | 'different'} Verdict
 * @param {number} distance
 * @param {number} threshold
 * @returns {Verdict} "surely" and "same" lie below the threshold
 */
export function verdict(distance, threshold) {
  return STEPS.find(([, share]) => distance < share * threshold)?.[0] ?? 'different'
}
