/** Numbers, times and errors as people read them. */
import { pageLanguage, t } from './texts.js'

/**
 * @param {number} bytes  ≥ 0
 * @returns {string} like "812 kB" or "6.4 MB" (decimal units)
 */
export function bytesText(bytes) {
  if (bytes < 1000) return t('common.bytes', { n: Math.round(bytes) })
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * @param {string} iso  ISO 8601
 * @returns {string} in the page's language, like "23 Nov 2026"
 */
export function dateText(iso) {
  return new Date(iso).toLocaleDateString(locale(), { day: 'numeric', month: 'short', year: 'numeric' })
}

/** @returns {string} the page's language, in the reader's own kind: a British reader's dates stay British */
function locale() {
  const kind = pageLanguage().split('-')[0]
  return globalThis.navigator?.languages?.find(each => each.split('-')[0] === kind) ?? pageLanguage()
}

/**
 * What anything thrown says to a person: its sentence and, where there is one, its cure.
 * @param {unknown} error
 * @returns {string}
 */
export function sentenceOf(error) {
  if (!(error instanceof Error)) return t('error.unknown')
  const { code, cure } = /** @type {{code?: unknown, cure?: unknown}} */ (error)
  const detail = typeof cure === 'string' && cure ? `${error.message} ${cure}` : error.message
  return LIBRARY.includes(String(code)) ? t(`error.${String(code).replaceAll('-', '_')}`, { detail }) : detail
}

/** Codes of the library, which speaks English: other languages say what happened, and add its words as a detail. */
const LIBRARY = [
  'bad-input', 'fetch-failed', 'no-backend', 'not-loaded', 'undecodable', 'weights-corrupt', 'weights-missing', 'weights-network', 'weights-truncated',
  'weights-type', 'worker-failed',
]
