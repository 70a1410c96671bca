import { FamiliarError } from './errors.js'

/** @typedef {Map<string, Float32Array>} Values  by name */

/**
 * @typedef {object} Group  of a weights manifest, as TensorFlow.js and face-api.js write it
 * @property {string[]} paths      of the shards, relative to the manifest
 * @property {Entry[]} weights     in the order in which the shards hold them
 *
 * @typedef {object} Entry
 * @property {string} name
 * @property {number[]} shape
 * @property {string} dtype        float32, or int32 and bool, of which no parameter is
 * @property {{dtype: string, scale?: number, min?: number}} [quantization]  uint8 or uint16, or float16 without scale
 */

/** How the numbers of each type lie in the shards, little-endian. @type {Record<string, new (buffer: ArrayBuffer) => ArrayLike<number>>} */
const TYPES = { float32: Float32Array, int32: Int32Array, float16: Uint16Array, uint16: Uint16Array, uint8: Uint8Array, bool: Uint8Array }
const WIDTHS = /** @type {Record<string, number>} */ ({ float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 })

/**
 * Reads the weights that a manifest names. Quantised ones are `q · scale + min`, computed in double precision and kept in single, as
 * TensorFlow.js does.
 * @param {Group[]} groups
 * @param {Uint8Array[][]} shards  of each group
 * @returns {Values}
 * @throws {FamiliarError} weights-truncated, weights-corrupt
 */
export function readWeights(groups, shards) {
  /** @type {Values} */
  const values = new Map()
  groups.forEach(({ paths, weights }, i) => {
    const bytes = joined(shards[i])
    let at = 0
    for (const entry of weights) {
      const { length } = bytes
      const end = at + sizeOf(entry.shape) * WIDTHS[typeOf(entry)]
      if (end > length) throw new FamiliarError('weights-truncated', `${paths.join(', ')} ended early: ${length} bytes, in the middle of ${entry.name}.`, { cure: COPY })
      values.set(entry.name, decoded(entry, bytes.subarray(at, end)))
      at = end
    }
    if (at < bytes.length) throw new FamiliarError('weights-corrupt', `${paths.join(', ')} goes on for ${bytes.length - at} bytes after its last weight.`, { cure: COPY })
  })
  return values
}

/**
 * Refuses what is no manifest.
 * @param {any} groups  parsed JSON
 * @param {string} file
 * @returns {Group[]}
 * @throws {FamiliarError} weights-corrupt
 */
export function checkManifest(groups, file) {
  const isGroup = (/** @type {any} */ group) => Array.isArray(group?.paths) && Array.isArray(group.weights)
    && group.weights.every((/** @type {any} */ { name, shape, dtype } = {}) => name && Array.isArray(shape) && dtype)
  if (Array.isArray(groups) && groups.length && groups.every(isGroup)) return groups
  throw new FamiliarError('weights-corrupt', `${file} is not a weights manifest.`, { file, cure: COPY })
}

const COPY = 'Copy the published files again, whole and in binary mode.'

/** How many values a shape holds. @param {number[]} shape */
export function sizeOf(shape) {
  return shape.reduce((size, length) => size * length, 1)
}

/** @param {Entry} entry */
function typeOf({ name, dtype, quantization }) {
  const type = quantization?.dtype ?? dtype
  if (type in TYPES) return type
  throw new FamiliarError('weights-corrupt', `The weight ${name} is of the type ${type}, which this library does not read.`)
}

/** @param {Entry} entry @param {Uint8Array} bytes */
function decoded(entry, bytes) {
  const { quantization: { scale = 1, min = 0 } = {}, dtype } = entry
  const type = typeOf(entry)
  const raw = new TYPES[type](new Uint8Array(bytes).buffer) // a copy, since the weight may begin at any byte
  const values = new Float32Array(raw.length)
  for (let i = 0; i < raw.length; i++) values[i] = (type === 'float16' ? fromHalf(raw[i]) : raw[i]) * scale + min
  return dtype === 'int32' ? values.map(Math.round) : values
}

/** @param {number} bits  of a number in half precision */
function fromHalf(bits) {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, bits >> 10 & 0x1f, bits & 0x3ff]
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  if (parts.length === 1) return parts[0]
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0)
  return whole
}
