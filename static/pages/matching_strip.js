/** The strip of pictures of the Matching page: thumbnails with what was found in each. */
import { button, el } from './dom.js'
import { t } from './texts.js'

/**
 * @typedef {object} Recognised
 * @property {import('./described.js').Described[]} faces
 * @property {number} ms  from the open picture to the descriptors
 *
 * @typedef {{picture: import('./picture_files.js').Picture, thumbnail: HTMLCanvasElement, recognised: Recognised | null}} Item
 */

const SIDE = 144  // pixels of a thumbnail: 72 on the page

/** @param {HTMLImageElement} image @returns {HTMLCanvasElement} the middle of the picture, small */
export function thumbnailOf(image) {
  const { naturalWidth: width, naturalHeight: height } = image
  const side = Math.min(width, height)
  const canvas = el('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' })
  canvas.getContext('2d')?.drawImage(image, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE)
  return canvas
}

/**
 * @param {Item} item
 * @param {{names: string[], isShown: boolean, onSelect: () => void}} how  names: of the people recognised
 * @returns {HTMLLIElement}
 */
export function stripItem({ picture, thumbnail, recognised }, { names, isShown, onSelect }) {
  const found = recognised ? names.join(t('matching.comma')) || t('matching.nobody') : t('matching.waiting')
  const time = recognised ? t('matching.ms', { ms: Math.round(recognised.ms) }) : ''
  const choose = button('', onSelect, { class: 'strip-choose', 'aria-pressed': String(isShown) })
  choose.append(thumbnail, el('span', { class: 'strip-facts' },
    el('strong', { dir: 'auto' }, picture.name), el('span', { class: 'strip-names', dir: 'auto' }, found), el('small', {}, time)))
  return el('li', { 'data-done': recognised ? 'yes' : 'no', 'data-names': names.join('|') }, choose)
}
