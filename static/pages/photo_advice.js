/** Why a photo shows no usable face, as far as that can be known, and what would help. Pure. */
import { t } from './texts.js'

const SMALL_PHOTO = 160    // pixels of the shorter side
const SMALL_FACE = 80      // pixels; the recogniser looks at 150
const DARK = 40            // mean brightness, 0..255
const BRIGHT = 215
const FLAT = 18            // spread of brightness, 0..255

/**
 * @param {{size: import('./types.js').Size, brightness: number, contrast: number, weak: number}} photo
 *   brightness, contrast: mean and standard deviation, 0..255; weak: how many places look a little like a face
 * @returns {{reason: string, advice: string}}
 */
export function noFaceAdvice({ size, brightness, contrast, weak }) {
  if (Math.min(size.width, size.height) < SMALL_PHOTO) {
    return { reason: t('photo.small', { width: size.width, height: size.height }), advice: t('photo.small_advice') }
  }
  if (contrast < FLAT) return { reason: t('photo.flat'), advice: t('photo.flat_advice') }
  const light = brightness < DARK ? 'dark' : brightness > BRIGHT ? 'bright' : ''
  if (weak > 0) return { reason: light ? t(`photo.unclear_${light}`) : t('photo.unclear'), advice: t('photo.unclear_advice') }
  return { reason: light ? t(`photo.${light}`) : t('photo.none'), advice: t('photo.none_advice') }
}

/**
 * @param {import('./types.js').Box} box  pixels
 * @returns {string | null} a hint when a face is found but small
 */
export function smallFaceHint({ width, height }) {
  const side = Math.round(Math.min(width, height))
  return side < SMALL_FACE ? t('photo.small_face', { side }) : null
}

/**
 * @param {ArrayLike<number>} rgba  pixels, 0..255
 * @returns {{brightness: number, contrast: number}} mean and standard deviation of the luma (ITU-R BT.601 weights)
 */
export function brightnessOf(rgba) {
  let sum = 0
  let squares = 0
  const count = rgba.length / 4
  for (let index = 0; index < rgba.length; index += 4) {
    const luma = 0.299 * Number(rgba[index]) + 0.587 * Number(rgba[index + 1]) + 0.114 * Number(rgba[index + 2])
    sum += luma
    squares += luma * luma
  }
  const mean = sum / count
  return { brightness: mean, contrast: Math.sqrt(Math.max(0, squares / count - mean * mean)) }
}
