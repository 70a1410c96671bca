/** Numbers and times as people read them. Pure. */

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
  if (!(error instanceof Error)) return 'Something went wrong.'
  const cure = /** @type {{cure?: unknown}} */ (error).cure
  return typeof cure === 'string' && cure ? `${error.message} ${cure}` : error.message
}
