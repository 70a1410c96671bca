/** Whom the faces of one picture are: the same as webapp/domain/matching.py, which its test vectors hold it to. */
import { assignBelow } from './assignment.js'
import { meanDistance } from './distance.js'
import { decide } from './thresholds.js'

/**
 * @typedef {import('./thresholds.js').Decision} Decision
 * @typedef {import('./thresholds.js').Thresholds} Thresholds
 * @typedef {object} FrameMatch
 * @property {number} person           whom the face is given to, -1 for an unknown one
 * @property {number | null} distance  to that person, or of an unknown face to the nearest; null where there is nobody
 * @property {Decision} decision
 */

/**
 * How far each face is from each person: the mean distance to the person's references.
 * @param {ArrayLike<number>[]} probes
 * @param {ArrayLike<number>[][]} people  at least one reference each
 * @returns {number[][]} a row for each face
 */
export function distanceTable(probes, people) {
  return probes.map((probe) => people.map((references) => meanDistance(probe, references)))
}

/**
 * Each person is given to one face at most, so that all fit best together.
 * @param {number[][]} table  distances, a row for each face
 * @param {Thresholds} thresholds
 * @returns {FrameMatch[]} one for each face
 */
export function matchFrame(table, thresholds) {
  return assignBelow(table, thresholds.ask).map((person, face) => {
    if (person < 0) return { person, distance: table[face].length ? least(table[face]) : null, decision: 'unknown' }
    return { person, distance: table[face][person], decision: decide(table[face][person], thresholds) }
  })
}

/** @param {number[]} numbers */
const least = (numbers) => numbers.reduce((a, b) => Math.min(a, b))
