/** The five switches of the Live page: what follows from turning one, and the sentence under each. Pure. */
import { counted } from './text.js'

/**
 * @typedef {'camera' | 'models' | 'detection' | 'landmarks' | 'names'} SwitchName
 * @typedef {Record<SwitchName, boolean>} Switches
 * @typedef {object} Facts
 * @property {string} camera                                     the running camera's name and size; empty while there is no picture
 * @property {'off' | 'loading' | 'ready' | 'failed'} models
 * @property {number | null} faces                               in the last analysed frame; null before the first
 * @property {boolean} signedIn
 * @property {number | null} people                              that can be recognised; null until known
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
    models: switches.models ? MODELS[facts.models] : 'The networks that find and compare faces; loaded once, then kept by the browser.',
    detection: detectionText(switches, facts),
    landmarks: switches.landmarks ? waiting(switches, 'Draws 68 points on every face.') : 'Draws eyes, nose, mouth and chin.',
    names: namesText(switches, facts),
  }
}

const MODELS = { off: 'Loading …', loading: 'Loading …', ready: 'Loaded.', failed: 'Could not be loaded; the reason stands below.' }

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
  return waiting(switches, facts.people === null ? 'Fetching the gallery …' : `Compares with ${counted(facts.people, 'person', 'people')}, in this browser.`)
}

/** @param {Switches} switches @param {string} text @returns {string} */
function waiting(switches, text) {
  return switches.detection ? text : `${text} Shows once detection is on.`
}
