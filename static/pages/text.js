/** Numbers, times and errors as people read them. */
import { t } from './texts.js'

/**
 * @param {number} bytes  ≥ 0
 * @returns {string} like "812 kB" or "6.4 MB" (decimal units)
 */
export function bytesText(bytes) {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * @param {number} count
 * @param {string} one   "photo"
 * @param {string} [many]
 * @returns {string} "1 photo", "3 photos"
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`
}

/**
 * @param {string} iso  ISO 8601
 * @param {string} [locale]  default: the reader's
 * @returns {string} like "23 Nov 2026"
 */
export function dateText(iso, locale) {
  return new Date(iso).toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric' })
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
