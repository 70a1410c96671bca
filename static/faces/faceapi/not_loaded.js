import { FamiliarError } from '../errors.js'

/**
 * Tells a page which network it has to load, and how.
 * @param {string} [name]  in `nets`; none for an own instance
 * @param {unknown} [cause]
 * @returns {FamiliarError} not-loaded
 */
export function notLoaded(name, cause) {
  if (!name) return new FamiliarError('not-loaded', 'This network is not loaded: call its loadFromUri(address) first.', { cause })
  const call = `faceapi.nets.${name}.loadFromUri('/models')`
  return new FamiliarError('not-loaded', `The network ${name} is not loaded: call ${call} first.`, { cure: `Call ${call} first.`, cause })
}
