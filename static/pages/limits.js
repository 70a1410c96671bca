/** Which photos the server takes, said before anything is sent. Pure. */
import { isHeic, kindProblem } from './picture_files.js'
import { bytesText } from './text.js'
import { t } from './texts.js'

export const MAX_BYTES = 32 * 1024 * 1024
export const MAX_PIXELS = 40_000_000

/**
 * @param {{name: string, type: string, size: number}} file
 * @returns {string | null} a sentence when the file cannot be used
 */
export function fileProblem({ name, type, size }) {
  if (isHeic(name, type)) return t('source.heic')
  const problem = kindProblem({ name, type, size })
  if (problem) return problem
  if (size > MAX_BYTES) return t('photo.too_large', { size: bytesText(size), most: bytesText(MAX_BYTES) })
  return null
}

/**
 * @param {import('./types.js').Size} size  pixels
 * @returns {string | null} a sentence when the picture has too many pixels
 */
export function sizeProblem({ width, height }) {
  if (width * height <= MAX_PIXELS) return null
  const mega = Math.round(width * height / 1e6)
  return t('photo.too_many_pixels', { mega, width, height, most: MAX_PIXELS / 1e6 })
}
