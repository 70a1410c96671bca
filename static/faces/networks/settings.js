import { FamiliarError } from '../errors.js'

/** @import { DetectorRequest, DetectorSettings, Spec } from '../types.js' */

const whole = (/** @type {any} */ value) => Number.isInteger(value) && value >= 1
const positive = (/** @type {any} */ value) => Number.isFinite(value) && value > 0
const share = (/** @type {any} */ value) => value >= 0 && value <= 1

/**
 * What each setting must be, in words and as a check. The input size depends on the network and is checked apart.
 * @type {Record<Exclude<keyof DetectorSettings, 'inputSize'>, [string, (value: any) => boolean]>}
 */
const RULES = {
  scoreThreshold: ['between 0 and 1', share],
  maxResults: ['a whole number from 1', whole],
  minFaceSize: ['more than 0', positive],
  scaleFactor: ['between 0 and 1', (value) => value > 0 && value < 1],
  maxNumScales: ['a whole number from 1', whole],
  scoreThresholds: ['a list of three numbers between 0 and 1', (value) => Array.isArray(value) && value.length === 3 && value.every(share)],
  scaleSteps: ['a list of numbers more than 0', (value) => Array.isArray(value) && value.length > 0 && value.every(positive)],
}

/**
 * Refuses a detector's settings that its network cannot work with.
 * @param {Spec} spec
 * @param {Omit<DetectorRequest, 'name'>} request
 * @throws {FamiliarError} bad-input
 */
export function checkSettings(spec, request) {
  for (const [setting, value] of Object.entries(request)) {
    if (setting === 'name' || value === undefined) continue
    if (!isKnown(spec, setting)) refuse(spec, `there is no setting ${setting}.`)
    else if (setting === 'inputSize') checkInputSize(spec, value)
    else checkRule(spec, /** @type {keyof typeof RULES} */ (setting), value)
  }
}

/** Whether a detector has a setting: its spec says so by the default. @param {Spec} spec @param {string} setting */
function isKnown({ thresholds, options = {} }, setting) {
  if (setting === 'inputSize' || setting === 'scoreThreshold') return 'score' in thresholds
  if (setting === 'scaleSteps') return 'scaleFactor' in options
  return setting in RULES && setting in options
}

/** @param {Spec} spec @param {any} size */
function checkInputSize(spec, size) {
  const { min, max, multiple } = spec.input.sizes ?? { min: spec.input.size, max: spec.input.size, multiple: 1 }
  if (size >= min && size <= max && size % multiple === 0) return
  refuse(spec, min === max ? `inputSize must be ${min}, not ${size}.` : `inputSize ${size} is not a multiple of ${multiple} from ${min} to ${max}.`)
}

/** @param {Spec} spec @param {keyof typeof RULES} setting @param {any} value */
function checkRule(spec, setting, value) {
  const [words, holds] = RULES[setting]
  if (!holds(value)) refuse(spec, `${setting} must be ${words}, not ${JSON.stringify(value)}.`)
}

/** @param {Spec} spec @param {string} sentence @returns {never} */
function refuse({ title }, sentence) {
  throw new FamiliarError('bad-input', `${title}: ${sentence}`)
}
