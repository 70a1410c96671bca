/** The switches of the Live page: what follows from turning one, and the sentence under each. Pure. */
import { bytesText } from './text.js'
import { t } from './texts.js'

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
    camera: switches.camera ? facts.camera || t('live.camera_starting') : t('live.camera_off'),
    models: t(switches.models ? (facts.models === 'ready' ? 'live.models_loaded' : 'live.models_loading') : 'live.models_off'),
    detection: detectionText(switches, facts),
    landmarks: partText('landmarks', switches, facts),
    names: namesText(switches, facts),
    expressions: partText('expressions', switches, facts),
    ageGender: partText('ageGender', switches, facts),
  }
}

/** @type {Record<'landmarks' | 'expressions' | 'ageGender', {off: string, on: string}>} keys of texts */
const PARTS = {
  landmarks: { off: 'live.landmarks_off', on: 'live.landmarks_on' },
  expressions: { off: 'live.expressions_off', on: 'live.expressions_on' },
  ageGender: { off: 'live.age_gender_off', on: 'live.age_gender_on' },
}

/** @param {keyof typeof PARTS} name @param {Switches} switches @param {Facts} facts @returns {string} */
function partText(name, switches, facts) {
  return switches[name] ? fetched(name, facts) ?? waiting(switches, t(PARTS[name].on)) : t(PARTS[name].off)
}

/** @param {SwitchName} name @param {Facts} facts @returns {string | null} null: everything is here */
function fetched(name, { fetching }) {
  const bytes = fetching[name]
  if (bytes === undefined) return null
  return bytes ? t('live.fetching_bytes', { bytes: bytesText(bytes) }) : t('live.fetching')
}

/** @param {Switches} switches @param {Facts} facts @returns {string} */
function detectionText(switches, facts) {
  if (!switches.detection) return t('live.detection_off')
  if (!switches.camera || !facts.camera) return t('live.detection_waits_camera')
  if (facts.models !== 'ready') return t('live.detection_waits_models')
  if (facts.faces === null) return t('live.looking')
  return facts.faces === 0 ? t('live.looking_nobody') : t('live.faces', { n: facts.faces })
}

/** @param {Switches} switches @param {Facts} facts @returns {string} */
function namesText(switches, facts) {
  if (!facts.signedIn) return t(switches.names ? 'live.names_stranger' : 'live.names_off_stranger')
  if (!switches.names) return t('live.names_off')
  if (facts.people === 0) return t('live.names_empty')
  return fetched('names', facts) ?? waiting(switches, facts.people === null ? t('live.names_fetching') : t('live.names_comparing', { n: facts.people }))
}

/** @param {Switches} switches @param {string} text @returns {string} */
function waiting(switches, text) {
  return switches.detection ? text : t('live.waits', { text })
}
