import { FamiliarError } from '../errors.js'
import { locate } from './face_landmark_68.js'
import { describe } from './face_recognition.js'
import { detect } from './tiny_face_detector.js'

/** @import { DetectorRequest, Spec } from '../types.js' */
/** @import { Network } from './network.js' */

/** The networks that the library can run: name → what runs it. */
const RUNNERS = {
  tiny_face_detector: detect,
  face_landmark_68: locate,
  face_recognition: describe,
}

/**
 * The loaded network for a task, and the function that runs it.
 * @template {Spec['task']} T
 * @param {Map<string, Network>} networks
 * @param {T} task
 * @param {string} [name]  the first that is loaded for the task when absent
 * @returns {{network: Network, run: {detection: typeof detect, landmarks: typeof locate, recognition: typeof describe}[T]}}
 * @throws {FamiliarError} not-loaded
 */
export function networkFor(networks, task, name) {
  const network = [...networks.values()].find(({ spec }) => spec.task === task && (name === undefined || spec.name === name))
  if (!network) {
    throw new FamiliarError('not-loaded', `${name ? `The network ${name}` : `A network for ${task}`} is not loaded.`,
      { cure: 'Load it before the first picture: engine.load([name]), or nets.….loadFromUri(address).' })
  }
  const run = /** @type {any} */ (RUNNERS)[network.spec.name]
  if (!run) throw new FamiliarError('not-loaded', `This library does not know how to run the network ${network.spec.name}.`)
  return { network, run }
}

/**
 * Refuses a detector's settings that its network cannot work with.
 * @param {Spec} spec
 * @param {DetectorRequest} request
 * @throws {FamiliarError} bad-input
 */
export function checkDetector({ input, title, thresholds }, { inputSize = input.size, scoreThreshold = thresholds.score }) {
  const { min, max, multiple } = input.sizes ?? { min: input.size, max: input.size, multiple: 1 }
  if (!(inputSize >= min && inputSize <= max && inputSize % multiple === 0)) {
    throw new FamiliarError('bad-input', `${title}: inputSize ${inputSize} is not a multiple of ${multiple} from ${min} to ${max}.`)
  }
  if (!(scoreThreshold >= 0 && scoreThreshold <= 1)) {
    throw new FamiliarError('bad-input', `${title}: scoreThreshold ${scoreThreshold} is not between 0 and 1.`)
  }
}
