/** Which photos the server takes, said before anything is sent. Pure. */
import { bytesText } from './text.js'

export const MAX_BYTES = 32 * 1024 * 1024
export const MAX_PIXELS = 40_000_000

/**
 * @param {{name: string, type: string, size: number}} file
 * @returns {string | null} a sentence when the file cannot be used
 */
export function fileProblem({ name, type, size }) {
  if (isHeic(name, type)) return 'This is a HEIC photo, which browsers cannot open. Export it as JPEG: on an iPhone choose Settings → Camera → Formats → Most Compatible.'
  if (type === 'image/svg+xml' || /\.svgz?$/i.test(name)) return 'This is a drawing (SVG), not a photo. Choose a JPEG, PNG or WebP.'
  if (type && !type.startsWith('image/')) return 'This is not a picture. Choose a JPEG, PNG or WebP.'
  if (size === 0) return 'This file is empty.'
  if (size > MAX_BYTES) return `This file has ${bytesText(size)}; the server takes up to ${bytesText(MAX_BYTES)}. Save it smaller and choose it again.`
  return null
}

/**
 * @param {string} name
 * @param {string} type
 * @returns {boolean}
 */
function isHeic(name, type) {
  return /^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name)
}

/**
 * @param {import('./types.js').Size} size  pixels
 * @returns {string | null} a sentence when the picture has too many pixels
 */
export function sizeProblem({ width, height }) {
  if (width * height <= MAX_PIXELS) return null
  const mega = Math.round(width * height / 1e6)
  return `This picture has ${mega} megapixels (${width} × ${height}); the server takes up to ${MAX_PIXELS / 1e6}. Save it smaller and choose it again.`
}

export const UNDECODABLE = 'This file cannot be opened as a picture. It may be damaged, or of a kind this browser does not know. Choose a JPEG, PNG or WebP.'
