import { FamiliarError, reasonOf } from './errors.js'
import { fetchFile } from './files.js'
import { sha256 } from './ops/sha256.js'

const CONVERT = 'Check that the folder of networks is served at this address; "familiar-convert build all" writes it.'
const AGAIN = 'Check the connection and try again.'
const REWRITE = 'Copy the file again, whole and in binary mode, or run "familiar-convert build all" and reload the page.'

/**
 * @typedef {object} FetchOptions
 * @property {AbortSignal} [signal]
 * @property {(loaded: number) => void} [onBytes]  bytes of this file so far
 * @property {RequestCache} [cache]
 */

/**
 * A file whose length and hash are known. One that fails the check is asked for once more past the browser's cache, which may
 * still hold the file of an older version.
 * @param {string} url
 * @param {{bytes: number, sha256: string}} expected
 * @param {FetchOptions} [options]
 * @returns {Promise<Uint8Array>}
 * @throws {FamiliarError} weights-missing, -type, -network, -truncated or -corrupt, with the file and the cure
 */
export async function fetchChecked(url, expected, options = {}) {
  const bytes = await fetchBytes(url, options, expected.bytes)
  if (await problemOf(url, bytes, expected) === null) return bytes
  const fresh = await fetchBytes(url, { ...options, cache: 'reload' }, expected.bytes)
  const problem = await problemOf(url, fresh, expected)
  if (problem) throw problem
  return fresh
}

/**
 * Whether these are the bytes of a file whose length and hash are known.
 * @param {Uint8Array} bytes
 * @param {{bytes: number, sha256: string}} expected
 */
export async function isIntact(bytes, expected) {
  return bytes.length === expected.bytes && await hash(bytes) === expected.sha256
}

/**
 * A JSON file, never taken from the browser's cache without asking the server.
 * @param {string} url
 * @param {FetchOptions} [options]
 * @returns {Promise<any>}
 * @throws {FamiliarError} weights-missing, -type, -network or -corrupt
 */
export async function fetchJson(url, options = {}) {
  return parseJson(url, await fetchBytes(url, { cache: 'no-cache', ...options }))
}

/**
 * A file of which nothing is known beforehand.
 * @param {string} url
 * @returns {Promise<Uint8Array>}
 * @throws {FamiliarError} weights-missing, -type, -network or -truncated
 */
export const fetchWhole = (url) => fetchBytes(url, {})

/**
 * @param {string} url
 * @param {Uint8Array} bytes
 * @throws {FamiliarError} weights-corrupt
 */
export function parseJson(url, bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new FamiliarError('weights-corrupt', `${nameOf(url)} is not valid JSON.`, { file: url, cure: REWRITE, cause })
  }
}

/**
 * @param {string} url
 * @param {FetchOptions} options
 * @param {number} [expected]  bytes
 */
async function fetchBytes(url, { signal, onBytes = () => {}, cache = 'default' }, expected) {
  const response = await ask(url, { signal, cache })
  if (!response.body) return new Uint8Array(await response.arrayBuffer())
  let bytes = new Uint8Array(expected ?? 1 << 16)
  let loaded = 0
  try {
    const reader = response.body.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const end = loaded + part.value.length
      if (end > bytes.length) bytes = copied(bytes, Math.max(end, 2 * loaded))
      bytes.set(part.value, loaded)
      onBytes(loaded = end)
    }
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw truncated(url, loaded, expected, cause)
  }
  return loaded === bytes.length ? bytes : bytes.slice(0, loaded)
}

/**
 * The answer to a request, once its status and type are right.
 * @param {string} url
 * @param {RequestInit} options
 */
async function ask(url, options) {
  const response = await fetchFile(url, options).catch((cause) => {
    if (options.signal?.aborted) throw cause
    throw new FamiliarError('weights-network', `${nameOf(url)} could not be fetched: ${reasonOf(cause)}.`, { file: url, cure: AGAIN, cause })
  })
  if (response.status === 404) {
    throw new FamiliarError('weights-missing', `${nameOf(url)} is not there (status 404).`, { file: url, cure: CONVERT })
  }
  if (!response.ok) {
    throw new FamiliarError('weights-network', `The server refused ${nameOf(url)} with status ${response.status}.`, { file: url, cure: AGAIN })
  }
  if (/^(text\/html|application\/xhtml)/i.test(response.headers.get('content-type') ?? '')) {
    throw new FamiliarError('weights-type', `The server answered with a web page where ${nameOf(url)} should be.`, { file: url, cure: CONVERT })
  }
  return response
}

/**
 * What is wrong with a file's bytes.
 * @param {string} url
 * @param {Uint8Array} bytes
 * @param {{bytes: number, sha256: string}} expected
 */
async function problemOf(url, bytes, expected) {
  if (bytes.length < expected.bytes) return truncated(url, bytes.length, expected.bytes)
  if (!await isIntact(bytes, expected)) {
    return new FamiliarError('weights-corrupt', `${nameOf(url)} differs from the file that was converted (its hash is another).`,
      { file: url, cure: REWRITE })
  }
  return null
}

/**
 * @param {string} url
 * @param {number} loaded    bytes
 * @param {number} [expected]  bytes
 * @param {unknown} [cause]
 */
function truncated(url, loaded, expected, cause) {
  const of = expected === undefined ? '' : ` of ${expected}`
  return new FamiliarError('weights-truncated', `${nameOf(url)} ended early: ${loaded}${of} bytes arrived.`,
    { file: url, cure: REWRITE, cause })
}

/** @param {Uint8Array} bytes */
async function hash(bytes) {
  if (!globalThis.crypto?.subtle) return sha256(bytes) // an insecure origin: the check is as good, only slower
  const digest = await crypto.subtle.digest('SHA-256', /** @type {Uint8Array<ArrayBuffer>} */ (bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param {Uint8Array} bytes @param {number} length  of the copy, not less */
function copied(bytes, length) {
  const copy = new Uint8Array(length)
  copy.set(bytes)
  return copy
}

/** The last two steps of an address: network and file. @param {string} url */
function nameOf(url) {
  return new URL(url).pathname.split('/').slice(-2).join('/')
}
