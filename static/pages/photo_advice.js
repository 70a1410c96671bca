/** Why a photo shows no usable face, as far as that can be known, and what would help. Pure. */
import { DARK, flaws, luma, spread } from '../faces/ops/quality.js'
import { t } from './texts.js'

const SMALL_PHOTO = 160    // pixels of the shorter side
const BRIGHT = 215         // mean brightness, 0..255
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
 * @param {{side: number, brightness: number, sharpness: number}} look  see `flaws`
 * @returns {string[]} a hint for each thing that makes a face that was found a poor reference
 */
export function faceHints(look) {
  return flaws(look).map(flaw => t(`photo.${flaw}_face`, { side: Math.floor(look.side) }))
}

/**
 * @param {ArrayLike<number>} rgba  pixels, 0..255
 * @returns {{brightness: number, contrast: number}} mean and standard deviation of the luma
 */
export function brightnessOf(rgba) {
  const { mean, deviation } = spread(luma(rgba))
  return { brightness: mean, contrast: deviation }
}
