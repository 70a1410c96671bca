/** Why a photo shows no usable face, as far as that can be known, and what would help. Pure. */

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
    return { reason: `The picture is very small (${size.width} × ${size.height}).`, advice: 'Use a larger photo.' }
  }
  if (contrast < FLAT) return { reason: 'The picture shows hardly any differences.', advice: 'Check that it is the right file.' }
  const light = brightness < DARK ? ' The picture is very dark.' : brightness > BRIGHT ? ' The picture is very bright.' : ''
  if (weak > 0) {
    return { reason: `Something looks a little like a face, but is too unclear.${light}`, advice: 'It may be turned away, tilted, covered or blurred. Use a photo that shows it from the front, in good light.' }
  }
  return { reason: light.trim() || 'Nothing in it looks like a face from the front.', advice: 'A face that is turned away, tilted, covered or very small is not found. Use a photo that shows it larger, from the front and in good light.' }
}

/**
 * @param {import('./types.js').Box} box  pixels
 * @returns {string | null} a hint when a face is found but small
 */
export function smallFaceHint({ width, height }) {
  const side = Math.round(Math.min(width, height))
  return side < SMALL_FACE ? `This face is only ${side} pixels wide. It works, but a larger one is recognised better.` : null
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
