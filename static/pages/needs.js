/** Which networks the Live page's switches need. Pure. */

/**
 * @typedef {'detection' | 'landmarks' | 'names' | 'expressions' | 'ageGender'} Part
 * @typedef {{part: Part, networks: string[]}} Need  networks: all that the part cannot do without
 */

export const LANDMARKS = 'face_landmark_68'

/**
 * @param {import('./switches.js').Switches} switches
 * @param {{detector: string, recogniser: string, signedIn: boolean}} choices  names of networks
 * @returns {Need[]} the most needed first; none without models
 */
export function needs(switches, { detector, recogniser, signedIn }) {
  if (!switches.models) return []
  /** @type {[Part, boolean, string[]][]} */
  const table = [
    ['detection', true, [detector]],
    ['landmarks', switches.landmarks, [LANDMARKS]],
    ['names', switches.names && signedIn, [LANDMARKS, recogniser]],
    ['expressions', switches.expressions, [LANDMARKS, 'face_expression']], // both see the face as landmarks cut it out
    ['ageGender', switches.ageGender, [LANDMARKS, 'age_gender']],
  ]
  return table.filter(([, wanted]) => wanted).map(([part, , networks]) => ({ part, networks }))
}
