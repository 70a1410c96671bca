import { fetchWhole, fetchJson, parseJson } from '../download.js'
import { checkManifest, readWeights } from '../manifest.js'

/** @import { Values } from '../manifest.js' */

/**
 * The parameters that a weights manifest at an address names.
 * @param {string} address  absolute
 * @returns {Promise<Values>}
 * @throws {import('../errors.js').FamiliarError} weights-…
 */
export async function fetchParameters(address) {
  const groups = checkManifest(await fetchJson(address), address)
  const fetched = groups.map(({ paths }) => Promise.all(paths.map((path) => fetchWhole(new URL(path, address).href))))
  return readWeights(groups, await Promise.all(fetched))
}

/** A flat file at an address. @param {string} address  absolute @returns {Promise<Float32Array>} */
export async function fetchFlat(address) {
  const bytes = await fetchWhole(address)
  return new Float32Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 2)
}

/**
 * The parameters that a weights manifest on a disk names.
 * @param {string} file
 * @param {(file: string) => Promise<Uint8Array>} readFile
 * @returns {Promise<Values>}
 * @throws {import('../errors.js').FamiliarError} weights-truncated, weights-corrupt; whatever `readFile` throws
 */
export async function readParameters(file, readFile) {
  const groups = checkManifest(parseJson(`file:///${file}`, await readFile(file)), file)
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
  return readWeights(groups, await Promise.all(groups.map(({ paths }) => Promise.all(paths.map((path) => readFile(folder + path))))))
}
