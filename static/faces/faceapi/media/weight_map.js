import * as tf from '../tf.js'
import { fetchJson } from './fetch.js'

/**
 * The weights of a published network of face-api.js.
 * @param {string | undefined} uri  address of its manifest (ends in .json), or of the folder where that lies
 * @param {string} defaultModelName the manifest's name without "-weights_manifest.json"
 * @returns {Promise<Record<string, import('../../../vendor/tf/all.js').Tensor>>} by name; the caller's to dispose
 * @throws {import('../../errors.js').FamiliarError} fetch-failed
 */
export async function loadWeightMap(uri = '', defaultModelName) {
  const manifest = uri.endsWith('.json') ? uri : `${uri && !uri.endsWith('/') ? `${uri}/` : uri}${defaultModelName}-weights_manifest.json`
  const folder = manifest.slice(0, manifest.lastIndexOf('/') + 1)
  return tf.io.loadWeights(await fetchJson(manifest), folder)
}
