/** Pictures as files: which can be used, why one cannot, and how one is fetched from an address. */
import { el } from './dom.js'
import { t } from './texts.js'

/** @typedef {{name: string, blob: Blob}} Picture */

const PICTURE = /\.(?:jpe?g|png|webp|gif|bmp|avif|hei[cf])$/i

/**
 * Why a file is no photo, as far as its name and kind tell.
 * @param {{name: string, type: string, size: number}} file
 * @returns {string | null} a sentence; null where it may be one
 */
export function kindProblem({ name, type, size }) {
  if (type === 'image/svg+xml' || /\.svgz?$/i.test(name)) return t('source.svg')
  if (type && !type.startsWith('image/')) return t('source.no_picture')
  return size === 0 ? t('source.empty') : null
}

/** @param {string} name @param {string} type @returns {boolean} */
export const isHeic = (name, type) => /^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name)

/** @param {File} file @returns {boolean} whether a file of a folder is to be taken: folders hold other files, too */
export const looksLikePicture = file => file.type.startsWith('image/') || PICTURE.test(file.name)

/**
 * A picture as an image element; the browser turns it as EXIF says.
 * @param {Picture} picture
 * @returns {Promise<HTMLImageElement>} its alt text is the picture's name; revoke its src when it is no longer shown
 * @throws {Error} with a sentence when it is no picture
 */
export async function opened({ name, blob }) {
  const problem = kindProblem({ name, type: blob.type, size: blob.size })
  if (problem) throw new Error(problem)
  const image = el('img', { alt: name })
  image.src = URL.createObjectURL(blob)
  try {
    await image.decode()
    return image
  } catch {
    URL.revokeObjectURL(image.src)
    throw new Error(isHeic(name, blob.type) ? t('source.heic') : t('source.undecodable'))
  }
}

/**
 * Whether a picture can be opened.
 * @param {Picture} picture
 * @throws {Error} with a sentence when it cannot
 */
export async function check(picture) {
  URL.revokeObjectURL((await opened(picture)).src)
}

/**
 * @param {string} text  what somebody wrote or pasted
 * @returns {URL | null} an address of the web
 */
export function webAddress(text) {
  if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text.trim())) return null
  return new URL(text.trim())
}

/**
 * A picture from an address, fetched by this browser.
 * @param {URL} url
 * @returns {Promise<Picture>}
 * @throws {Error} with a sentence
 */
export async function fetched(url) {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    .catch(() => { throw new Error(t('source.unreachable', { host: url.host })) })
  if (!answer.ok) throw new Error(t('source.refused', { host: url.host, status: answer.status }))
  const blob = await answer.blob()
  return { name: decodeURIComponent(url.pathname.split('/').pop() || url.host), blob }
}
