/** The server's REST API as the pages use it. A refusal becomes an ApiError whose message is a sentence for the person. */
import { meta } from './dom.js'
import { t } from './texts.js'

const BASE = '/api/v1'
/** What belongs to the server; all else is in the gallery that the page shows. */
const SERVER = /^\/(sessions?|galleries)\b/

/** A request that the server refused or that never arrived. */
export class ApiError extends Error {
  /**
   * @param {number} status  HTTP status; 0 when there was no answer
   * @param {string} code    machine-readable, from the server; "offline" when there was no answer
   * @param {string} message
   */
  constructor(status, code, message) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
  }
}

/**
 * @param {number} status
 * @param {unknown} body  parsed JSON or null
 * @returns {ApiError}
 */
export function refusal(status, body) {
  const error = /** @type {{error?: {code?: string, message?: string}} | null} */ (body)?.error
  if (error?.message) return new ApiError(status, error.code ?? 'refused', error.message)
  return new ApiError(status, 'refused', t('server.refused', { status }))
}

/**
 * @param {string} path  below the page's gallery, or below /api/v1 for what belongs to the server; starts with a slash
 * @param {Record<string, string | number | null | undefined>} [query]  empty values are left out
 * @returns {string}
 */
export function address(path, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))
  const place = SERVER.test(path) ? BASE : `${BASE}/galleries/${meta('gallery')}`
  return place + path + (pairs.length ? `?${search}` : '')
}

/**
 * Ask the server and return the answer as it is (also 304).
 * @param {string} method
 * @param {string} url
 * @param {{body?: unknown, headers?: Record<string, string>, cache?: RequestCache}} [options]  body is sent as JSON
 * @returns {Promise<Response>}
 * @throws {ApiError} offline or refused
 */
export async function fetchAnswer(method, url, { body, headers = {}, cache } = {}) {
  const all = { Accept: 'application/json', ...(method === 'GET' ? {} : { 'X-CSRF-Token': meta('csrf-token') }), ...headers }
  if (body !== undefined) Object.assign(all, { 'Content-Type': 'application/json' })
  const answer = await fetch(url, { method, headers: all, cache, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) })
    .catch(() => { throw new ApiError(0, 'offline', t('server.offline')) })
  if (!answer.ok && answer.status !== 304) throw refusal(answer.status, await answer.json().catch(() => null))
  return answer
}

/**
 * Ask with JSON, answer with JSON (null for 204).
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function request(method, path, body) {
  const answer = await fetchAnswer(method, address(path), { body })
  return answer.status === 204 ? null : answer.json()
}

/**
 * @param {string} path
 * @param {Record<string, string | number | null | undefined>} [query]
 * @returns {Promise<any>}
 */
export async function get(path, query) {
  return (await fetchAnswer('GET', address(path, query))).json()
}

/**
 * Send a form with files and tell how far it is. XMLHttpRequest, because fetch does not report upload progress.
 * @param {string} path
 * @param {FormData} form
 * @param {(fraction: number) => void} [onProgress]  0..1 of the bytes sent
 * @returns {Promise<any>} the answer's JSON
 */
export function upload(path, form, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', address(path))
    xhr.setRequestHeader('Accept', 'application/json')
    xhr.setRequestHeader('X-CSRF-Token', meta('csrf-token'))
    xhr.upload.onprogress = event => { if (event.lengthComputable) onProgress(event.loaded / event.total) }
    xhr.onerror = () => reject(new ApiError(0, 'offline', t('server.offline')))
    xhr.onload = () => {
      const body = parsed(xhr.responseText)
      if (xhr.status >= 200 && xhr.status < 300) resolve(body)
      else reject(refusal(xhr.status, body))
    }
    xhr.send(form)
  })
}

/** @param {string} text @returns {unknown} the JSON, or null where it is none */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
