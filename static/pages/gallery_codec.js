/** Reads the gallery's binary form: uint32 LE header length, JSON header, float32 LE rows. Pure. */
import { t } from './texts.js'

/**
 * @typedef {object} GalleryData
 * @property {import('./types.js').Recogniser} recogniser
 * @property {number} length     numbers a descriptor
 * @property {number} threshold  largest distance that still counts as the same person
 * @property {{id: string, name: string, descriptors: Float32Array[]}[]} people
 */

/**
 * @param {ArrayBuffer} buffer  the whole answer of GET /descriptors as application/octet-stream
 * @returns {GalleryData} descriptors are views into the buffer where the machine is little-endian
 * @throws {RangeError} when the answer is shorter or longer than its header says
 */
export function parseGallery(buffer) {
  const headerLength = new DataView(buffer).getUint32(0, true)
  const start = 4 + headerLength
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength)))
  const rows = header.people.reduce((/** @type {number} */ sum, /** @type {{count: number}} */ person) => sum + person.count, 0)
  if (buffer.byteLength !== start + rows * header.length * 4) throw new RangeError(t('server.incomplete'))
  const floats = readFloats(buffer, start, rows * header.length)
  let row = 0
  const people = header.people.map((/** @type {{id: string, name: string, count: number}} */ { id, name, count }) => {
    const descriptors = Array.from({ length: count }, () => floats.subarray(row * header.length, ++row * header.length))
    return { id, name, descriptors }
  })
  return { recogniser: header.recogniser, length: header.length, threshold: header.threshold, people }
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} start  bytes; a multiple of 4
 * @param {number} count
 * @returns {Float32Array}
 */
function readFloats(buffer, start, count) {
  const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
  if (littleEndian) return new Float32Array(buffer, start, count)
  const view = new DataView(buffer, start)
  return Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true))
}
