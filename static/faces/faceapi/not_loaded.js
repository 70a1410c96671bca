import { FamiliarError } from '../errors.js'

/**
 * Tells a page which network it has to load, and how.
 * @param {string} name  in `nets`
 * @param {unknown} [cause]
 * @returns {FamiliarError} not-loaded
 */
export function notLoaded(name, cause) {
  const call = `faceapi.nets.${name}.loadFromUri('/models')`
  return new FamiliarError('not-loaded', `The network ${name} is not loaded: call ${call} first.`, { cure: `Call ${call} first.`, cause })
}
