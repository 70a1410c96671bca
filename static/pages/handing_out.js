/** What a page hands out: JSON, CSV and pictures to keep, text for the clipboard. */
import { save } from './downloads.js'
import { say } from './messages.js'
import { t } from './texts.js'

/** @param {string} name @param {unknown} value */
export const downloadJson = (name, value) => save(new Blob([jsonText(value)], { type: 'application/json' }), name)

/** @param {string} name @param {Cell[][]} rows  the first holds the heads */
export const downloadCsv = (name, rows) => save(new Blob([csvText(rows)], { type: 'text/csv' }), name)

/**
 * @param {string} name
 * @param {HTMLCanvasElement} canvas
 * @throws {Error} with a sentence where the browser makes no file of it
 */
export async function downloadPng(name, canvas) {
  const blob = await new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
  if (!(blob instanceof Blob)) throw new Error(t('tools.no_png'))
  save(blob, name)
}

/**
 * @param {string} text
 * @throws {Error} with a sentence where the browser does not allow it
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    throw new Error(t('tools.no_clipboard'))
  }
  say(t('tools.copied'))
}

/** @param {unknown} value @returns {string} indented; typed arrays as lists, numbers to six decimals */
export function jsonText(value) {
  return `${JSON.stringify(value, (_, part) => plain(part), 2)}\n`
}

/** @param {unknown} part @returns {unknown} */
function plain(part) {
  if (ArrayBuffer.isView(part)) return Array.from(/** @type {Float32Array} */ (part))
  return typeof part === 'number' ? Number(part.toFixed(6)) : part
}

/** @typedef {string | number | null | undefined} Cell */

/**
 * Comma-separated values (RFC 4180), for spreadsheets that take UTF-8 with a byte order mark.
 * @param {Cell[][]} rows
 * @returns {string}
 */
export function csvText(rows) {
  return `\ufeff${rows.map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A cell that a spreadsheet would take for a formula is marked as text. @param {Cell} value @returns {string} */
function cell(value) {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** @param {string} name  of a picture @param {string} ending  with its dot @returns {string} a file name */
export const fileName = (name, ending) => `${name.replace(/\.\w{3,4}$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'picture'}${ending}`
