/** The switches of the Live page: what follows from turning one, and the sentence under each. Pure. */
import { bytesText, counted } from './text.js'

/**
 * @typedef {'camera' | 'models' | 'detection' | 'landmarks' | 'names' | 'expressions' | 'ageGender'} SwitchName
 * @typedef {Record<SwitchName, boolean>} Switches
 * @typedef {object} Facts
 * @property {string} camera                                     the running camera's name and size; empty while there is no picture
 * @property {'off' | 'loading' | 'ready'} models                ready: faces can be found
 * @property {number | null} faces                               in the last analysed frame; null before the first
 * @property {boolean} signedIn
 * @property {number | null} people                              that can be recognised; null until known
 * @property {Partial<Record<SwitchName, number>>} fetching      bytes of the networks that are still on their way for a switch
 */

/**
 * @param {Switches} switches
 * @param {SwitchName} name
 * @param {boolean} on
 * @returns {Switches} a new object: detection brings the models along, and without models there is no detection
 */
export function turn(switches, name, on) {
  const next = { ...switches, [name]: on }
  if (name === 'detection' && on) next.models = true
  if (name === 'models' && !on) next.detection = false
  return next
}

/**
 * @param {Switches} switches
 * @param {Facts} facts
 * @returns {Record<SwitchName, string>} a sentence for each switch
 */
export function explain(switches, facts) {
  return {
    camera: switches.camera ? facts.camera || 'Starting … The browser may ask whether this page is allowed to.' : 'Off. Pictures never leave this browser.',
    models: switches.models ? (facts.models === 'ready' ? 'Loaded.' : 'Loading …') : 'The networks behind all this. Each is fetched when first needed, then kept by the browser.',
    detection: detectionText(switches, facts),
    landmarks: partText('landmarks', switches, facts),
    names: namesText(switches, facts),
    expressions: partText('expressions', switches, facts),
    ageGender: partText('ageGender', switches, facts),
  }
}

/** @type {Record<'landmarks' | 'expressions' | 'ageGender', {off: string, on: string}>} */
const PARTS = {
  landmarks: { off: 'Draws eyes, nose, mouth and chin.', on: 'Draws 68 points on every face.' },
  expressions: { off: 'Says how a face looks: happy, sad, surprised …', on: 'Says what a face looks like, not what somebody feels. Glasses mislead it.' },
  ageGender: { off: 'Guesses both from the face: an estimate, often wrong.', on: 'An estimate, often wrong. Do not rely on it.' },
}

/** @param {keyof typeof PARTS} name @param {Switches} switches @param {Facts} facts @returns {string} */
function partText(name, switches, facts) {
  return switches[name] ? fetched(name, facts) ?? waiting(switches, PARTS[name].on) : PARTS[name].off
}

/** @param {SwitchName} name @param {Facts} facts @returns {string | null} null: everything is here */
function fetched(name, { fetching }) {
  const bytes = fetching[name]
  return bytes === undefined ? null : `Fetching what it needs${bytes ? ` (${bytesText(bytes)})` : ''} …`
}

/** @param {Switches} switches @param {Facts} facts @returns {string} */
function detectionText(switches, facts) {
  if (!switches.detection) return 'Finds faces in the picture. Brings the models along and needs the camera.'
  if (!switches.camera || !facts.camera) return 'Ready to go: turn on the camera to begin.'
  if (facts.models !== 'ready') return 'Begins as soon as the models are loaded.'
  if (facts.faces === null) return 'Looking …'
  return facts.faces === 0 ? 'Looking … no face in the picture.' : `${counted(facts.faces, 'face')} in the picture.`
}

/** @param {Switches} switches @param {Facts} facts @returns {string} */
function namesText(switches, facts) {
  if (!facts.signedIn) return switches.names ? 'On, but names need a sign-in. Faces are found without it.' : 'Says who it is. Faces are found without it, too.'
  if (!switches.names) return 'Compares each face with the gallery and says who it is.'
  if (facts.people === 0) return 'The gallery is empty: enrol somebody, and the name appears here.'
  return fetched('names', facts) ?? waiting(switches, facts.people === null ? 'Fetching the gallery …' : `Compares with ${counted(facts.people, 'person', 'people')}, in this browser.`)
}

/** @param {Switches} switches @param {string} text @returns {string} */
function waiting(switches, text) {
  return switches.detection ? text : `${text} Shows once detection is on.`
}
