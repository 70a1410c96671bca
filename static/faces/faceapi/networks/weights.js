/** A network's artifacts from whatever face-api.js loads networks from. */
import { folder, MODELS } from '../../addresses.js'
import { FamiliarError, reasonOf } from '../../errors.js'
import { toArtifacts } from '../../published/artifacts.js'
import { split } from '../../published/flat.js'
import { fetchFlat, fetchParameters, readParameters } from '../../published/sources.js'
import { tableOf } from '../../published/tables.js'
import { fetchNetworks } from '../../weights.js'
import { env } from '../env.js'

/** @import { OnProgress } from '../../types.js' */
/** @import { Artifacts } from '../../weights.js' */

/** @typedef {{name: string, manifest: string}} Published  a network, and the name of its published manifest */

/** Folders that were found to hold published weights: there they are looked for first. @type {Set<string>} */
const published = new Set()

/**
 * A network from an address: a folder of Familiar's networks, a folder of published weights, a manifest (….json) or a flat file
 * (….weights).
 * @param {Published} network
 * @param {string} uri       relative to the page
 * @param {OnProgress} [onProgress]
 * @returns {Promise<Artifacts>}
 * @throws {FamiliarError} weights-…
 */
export async function fromUri(network, uri, onProgress) {
  const base = folder(uri)
  const file = base.slice(0, -1)
  if (uri.endsWith('.json')) return fromParameters(network, fetchParameters(file))
  if (uri.endsWith('.weights')) return fetchFlat(file).then((flat) => fromFlat(network, flat))
  const ours = async () => (await fetchNetworks(base, [network.name], onProgress))[0]
  const theirs = async () => {
    const artifacts = await fromParameters(network, fetchParameters(base + network.manifest))
    published.add(base)
    return artifacts
  }
  return published.has(base) ? oneOf(network, base, [theirs, ours]) : oneOf(network, base, [ours, theirs])
}

/**
 * A network from a disk: a folder as above, or a manifest.
 * @param {Published} network
 * @param {string} path
 * @returns {Promise<Artifacts>}
 * @throws {FamiliarError} weights-…
 */
export async function fromDisk(network, path) {
  const read = async (/** @type {string} */ file) => env.getEnv().readFile(file).catch((/** @type {unknown} */ cause) => {
    throw new FamiliarError('weights-missing', `${file} cannot be read: ${reasonOf(cause)}`, { file, cause })
  })
  const isManifest = path.endsWith('.json')
  const theirs = () => fromParameters(network, readParameters(isManifest ? path : `${path.replace(/[\\/]$/, '')}/${network.manifest}`, read))
  if (isManifest) return theirs()
  return oneOf(network, path, [theirs, async () => (await fetchNetworks(folder(path), [network.name]))[0]])
}

/**
 * A network from the values of a flat file.
 * @param {Published} network
 * @param {Float32Array} flat
 * @returns {Promise<Artifacts>}
 * @throws {FamiliarError} weights-…
 */
export async function fromFlat({ name }, flat) {
  const table = await tableOf(name, MODELS)
  return toArtifacts(table, split(table.spec.published, flat))
}

/**
 * A network from its parameters by name.
 * @param {Published} network
 * @param {import('../../manifest.js').Values | Promise<import('../../manifest.js').Values>} parameters
 * @returns {Promise<Artifacts>}
 * @throws {FamiliarError} weights-…
 */
export async function fromParameters({ name }, parameters) {
  const table = tableOf(name, MODELS)
  table.catch(() => {}) // what is wrong with the parameters is told first
  const values = await parameters
  return toArtifacts(await table, values)
}

/**
 * The first way to a network that leads to something.
 * @param {Published} network
 * @param {string} place
 * @param {(() => Promise<Artifacts>)[]} ways  two
 */
async function oneOf({ name, manifest }, place, [first, second]) {
  return first().catch((error) => {
    if (!isAbsent(error)) throw error
    return second().catch((cause) => {
      if (!isAbsent(cause)) throw cause
      throw new FamiliarError(error.code, `There is neither ${name}/spec.json nor ${manifest} in ${place}.`, {
        file: error.file, cause: error, cure: 'Give the folder of Familiar\'s networks, or one of weights published for face-api.js.',
      })
    })
  })
}

/** Whether a file is not there: no answer, or a web page in its place. @param {unknown} error */
const isAbsent = (error) => error instanceof FamiliarError && ['weights-missing', 'weights-type'].includes(error.code)
