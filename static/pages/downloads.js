/** Files that are made in the page and kept by the person. */
import { el } from './dom.js'

/**
 * Let the browser save a file.
 * @param {Blob} blob
 * @param {string} name  of the file
 */
export function save(blob, name) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)  // some browsers begin to read it late
}
