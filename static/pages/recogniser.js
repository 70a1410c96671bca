/** Which crop of a recogniser makes descriptors of the version that the gallery keeps. Pure. */
import { t } from './texts.js'

/** @typedef {import('./types.js').Recogniser} Recogniser */

/** @returns {Error} for a gallery that this page's descriptors may not meet */
export const otherVersion = () => new Error(t('engine.other_version'))

/**
 * @param {string} text  "NAME VERSION", as the server writes it into the page
 * @returns {Recogniser}
 */
export function parseRecogniser(text) {
  const [name = '', ...version] = text.split(' ')
  return { name, version: version.join(' ') }
}

/**
 * What to ask the engine for, so that its descriptors may meet the gallery's.
 * @param {Record<string, import('../faces/types.js').Spec>} specs  of the loaded networks
 * @param {Recogniser} wanted
 * @returns {{name: string, crop: string} | null} null: this page's networks make descriptors of another version
 */
export function descriptorRequest(specs, { name, version }) {
  const crop = specs[name]?.crops?.find(each => each.version === version)
  return crop ? { name, crop: crop.name } : null
}
