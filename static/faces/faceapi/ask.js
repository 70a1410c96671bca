import { FamiliarError } from '../errors.js'
import { nets } from './nets.js'
import { notLoaded } from './not_loaded.js'
import { defaultEngine } from './shared.js'

/** @import { Engine } from '../engine.js' */
/** @import { Request } from '../types.js' */

/** Parts of a request whose network need not be named → the network that answers for them. */
const USUAL = { landmarks: nets.faceLandmark68Net, descriptors: nets.faceRecognitionNet, expressions: nets.faceExpressionNet,
  ageGender: nets.ageGenderNet, antispoof: nets.antispoofNet, liveness: nets.livenessNet }

/**
 * Asks the engine of the face-api.js interface.
 * @template T
 * @param {Request} request
 * @param {(engine: Engine) => Promise<T>} call  with the request
 * @returns {Promise<T>}
 * @throws {FamiliarError} not-loaded, with the name and the call of the network that is missing; whatever else the call throws
 */
export async function ask(request, call) {
  const engine = await defaultEngine()
  try {
    return await call(engine)
  } catch (error) {
    throw error instanceof FamiliarError && error.code === 'not-loaded' ? missingNetwork(request, error) : error
  }
}

/**
 * Says which network of a request is missing, and how a page of the face-api.js interface loads it.
 * @param {Request} request  that an engine refused
 * @param {FamiliarError} error  not-loaded
 * @returns {FamiliarError} the same error where all networks of the request are there
 */
function missingNetwork(request, error) {
  const names = [request.detector?.name, ...Object.entries(USUAL).map(([part, usual]) => nameIn(request[/** @type {keyof typeof USUAL} */ (part)], usual.name))]
  const missing = Object.entries(nets).find(([, { name, isLoaded }]) => names.includes(name) && !isLoaded)
  return missing ? notLoaded(missing[0], error) : error
}

/** @param {any} wish  part of a request @param {string} usual @returns {string | undefined} */
function nameIn(wish, usual) {
  return wish ? wish.name ?? usual : undefined
}
