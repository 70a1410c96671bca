import { FamiliarError } from '../errors.js'
import { join } from './flat.js'
import { readWeights } from '../manifest.js'
import { toParameters, toWeights } from './recipe.js'

/** @import { Artifacts } from '../weights.js' */
/** @import { Entry, Values } from '../manifest.js' */
/** @import { Table } from './tables.js' */

/** How near the fingerprints of the same weights are, as a share: the last digits of single precision. */
const SAME = 1e-7

/**
 * A network in memory, made of published parameters.
 * @param {Table} table
 * @param {Values} parameters  by their published names
 * @returns {Artifacts} whose spec holds known answers only where these are the weights that gave them
 * @throws {FamiliarError} weights-corrupt
 */
export function toArtifacts({ spec, model, constants, fingerprint }, parameters) {
  const weights = toWeights(spec.published, parameters)
  const own = fingerprintOf(spec.published.parameters.map(([name]) => /** @type {Float32Array} */ (parameters.get(name))))
  const isKnown = fingerprint !== null && isSame(fingerprint, own)
  const entries = entriesOf(model)
  const shards = entries.map(({ name, dtype }) => bufferOf(weights.get(name) ?? constants[name], dtype))
  const manifest = [{ paths: [], weights: entries.map(({ name, shape, dtype }) => ({ name, shape, dtype })) }]
  return {
    spec: isKnown ? spec : { ...spec, selftest: { ...spec.selftest, outputs: {} } },
    model: { ...model, weightsManifest: manifest }, shards,
  }
}

/**
 * The published parameters of a network in memory, one after the other as in a flat file.
 * @param {Artifacts} artifacts
 * @returns {Float32Array}
 * @throws {FamiliarError} bad-input, where face-api.js has no such network
 */
export function toFlat({ spec, model, shards }) {
  if (!spec.published) throw new FamiliarError('bad-input', `face-api.js has no network like ${spec.title}, and no form for its weights.`)
  const parts = shards.map((shard) => new Uint8Array(shard))
  const weights = readWeights([{ paths: [spec.name], weights: entriesOf(model) }], [parts])
  return join(spec.published, toParameters(spec.published, weights))
}

/** @param {any} model @returns {Entry[]} */
const entriesOf = (model) => model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights)

/** @param {ArrayLike<number>} values @param {string} dtype */
function bufferOf(values, dtype) {
  return (dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values)).buffer
}

/**
 * A sum that tells these numbers from others: each counts by its place.
 * @param {Float32Array[]} arrays
 */
function fingerprintOf(arrays) {
  let [sum, size, place] = [0, 0, 0]
  for (const values of arrays) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] * (place++ % 251 + 1)
      sum += value
      size += Math.abs(value)
    }
  }
  if (Number.isFinite(size)) return { sum, size }
  throw new FamiliarError('weights-corrupt', 'The weights hold a value that is no number.', { cure: 'Get the file again, or train anew.' })
}

/** @param {NonNullable<Table['fingerprint']>} known @param {{sum: number, size: number}} own */
function isSame(known, own) {
  return Math.abs(known.sum - own.sum) <= SAME * known.size && Math.abs(known.size - own.size) <= SAME * known.size
}
