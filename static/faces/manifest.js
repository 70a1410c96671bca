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
 * Reads the weights that a manifest names.
 * @param {Group[]} groups
 * @param {Uint8Array[][]} shards  of each group
 * @returns {Values}
 * @throws {FamiliarError} weights-truncated, weights-corrupt
 */
export function readWeights(groups, shards) {
  return new Map(findWeights(groups, shards).map(([entry, bytes]) => {
    const values = new Float32Array(sizeOf(entry.shape))
    decode(entry, bytes, values)
    return [entry.name, values]
  }))
}

/**
 * Where the weights that a manifest names lie.
 * @param {Group[]} groups
 * @param {Uint8Array[][]} shards  of each group
 * @returns {[Entry, Uint8Array][]}
 * @throws {FamiliarError} weights-truncated, weights-corrupt
 */
export function findWeights(groups, shards) {
  return groups.flatMap(({ paths, weights }, i) => {
    const length = shards[i].reduce((sum, shard) => sum + shard.length, 0)
    let end = 0
    const found = weights.map((entry) => {
      const at = end
      end += sizeOf(entry.shape) * WIDTHS[typeOf(entry)]
      if (end > length) throw new FamiliarError('weights-truncated', `${paths.join(', ')} ended early: ${length} bytes, in the middle of ${entry.name}.`, { cure: COPY })
      return /** @type {[Entry, Uint8Array]} */ ([entry, part(shards[i], at, end)])
    })
    if (end < length) throw new FamiliarError('weights-corrupt', `${paths.join(', ')} goes on for ${length - end} bytes after its last weight.`, { cure: COPY })
    return found
  })
}

/**
 * Decodes a weight. Quantised ones are `q · scale + min`, computed in double precision and kept in single, as TensorFlow.js does.
 * @param {Entry} entry
 * @param {Uint8Array} bytes
 * @param {Float32Array} into
 */
export function decode(entry, bytes, into) {
  const { quantization: { scale = 1, min = 0 } = {}, dtype } = entry
  const type = typeOf(entry)
  const raw = type === 'uint8' ? bytes : new TYPES[type](new Uint8Array(bytes).buffer) // a copy, since the weight may begin at any byte
  if (type === 'uint8') lookUp(bytes, new Float32Array(256).map((_, q) => q * scale + min), into)
  else if (type === 'float16') for (let i = 0; i < raw.length; i++) into[i] = fromHalf(raw[i]) * scale + min
  else for (let i = 0; i < raw.length; i++) into[i] = raw[i] * scale + min
  if (dtype === 'int32') into.forEach((value, i) => { into[i] = Math.round(value) })
}

/** A loop of its own for what most weights are. @param {Uint8Array} bytes @param {Float32Array} table @param {Float32Array} into */
function lookUp(bytes, table, into) {
  for (let i = 0; i < bytes.length; i++) into[i] = table[bytes[i]]
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

/** @param {number} bits  of a number in half precision */
function fromHalf(bits) {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, bits >> 10 & 0x1f, bits & 0x3ff]
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** Bytes of shards that follow one another; copied only where they lie in several. @param {Uint8Array[]} shards @param {number} from @param {number} to */
function part(shards, from, to) {
  let before = 0
  const parts = shards.map((shard) => {
    const start = before
    before += shard.length
    return shard.subarray(Math.max(0, from - start), Math.max(0, to - start))
  }).filter(({ length }) => length)
  if (parts.length === 1) return parts[0]
  const whole = new Uint8Array(to - from)
  parts.reduce((at, each) => (whole.set(each, at), at + each.length), 0)
  return whole
}
