import { FamiliarError } from '../errors.js'
import { agesAndGenders } from './age_gender.js'
import { realness } from './antispoof.js'
import { expressionsOf } from './face_expression.js'
import { detectInGrid } from './grid_detector.js'
import { locate } from './landmarks.js'
import { liveness } from './liveness.js'
import { detectMtcnn } from './mtcnn.js'
import { describe } from './recogniser.js'
import { detectSsd } from './ssd_mobilenetv1.js'

/** @import { Box, Face, Pair, TaskName } from '../types.js' */
/** @import { Network } from './network.js' */

/** @typedef {{box: Box, score: number, keypoints?: Pair[]}} Found  pixels of the image; highest score first */

/** The networks that the library can run: name → what runs it. Of those for one task the first is the default. */
const RUNNERS = {
  ssd_mobilenetv1: detectSsd,
  tiny_face_detector: detectInGrid,
  tiny_yolov2: detectInGrid,
  mtcnn: detectMtcnn,
  face_landmark_68: locate,
  face_landmark_68_tiny: locate,
  face_recognition: describe,
  facenet: describe,
  face_expression: expressionsOf,
  age_gender: agesAndGenders,
  antispoof: realness,
  liveness,
}
const NAMES = Object.keys(RUNNERS)

/**
 * @typedef {object} Runners  the kind of function that does each task
 * @property {typeof detectInGrid} detection
 * @property {typeof locate} landmarks
 * @property {typeof describe} recognition
 * @property {typeof expressionsOf} expression
 * @property {typeof agesAndGenders} age-gender
 * @property {typeof realness} antispoof
 * @property {typeof liveness} liveness
 */

/**
 * The loaded network for a task, and the function that runs it.
 * @template {TaskName} T
 * @param {Map<string, Network>} networks
 * @param {T} task
 * @param {string} [name]  under which it was loaded; the default for the task when absent, or else another one that is loaded. One
 *   under a name that is not its own is used only where it is asked for by that name
 * @returns {{network: Network, run: Runners[T]}}
 * @throws {FamiliarError} not-loaded
 */
export function networkFor(networks, task, name) {
  const loaded = [...networks].filter(([key, { spec }]) => spec.task === task && key === (name ?? spec.name)).map(([, network]) => network)
  const [network] = loaded.sort((a, b) => NAMES.indexOf(a.spec.name) - NAMES.indexOf(b.spec.name))
  if (!network) {
    throw new FamiliarError('not-loaded', `${name ? `The network ${name}` : `A network for ${task}`} is not loaded.`,
      { cure: 'Load it before the first picture: engine.load([name]), or nets.….loadFromUri(address).' })
  }
  const run = /** @type {any} */ (RUNNERS)[network.spec.name]
  if (!run) throw new FamiliarError('not-loaded', `This library does not know how to run the network ${network.spec.name}.`)
  return { network, run }
}
