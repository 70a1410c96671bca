/** The list of faces beside the picture. */
import { button, el } from './dom.js'
import { expressionText, expressionsOf, percentText, personText } from './face_words.js'
import { t } from './texts.js'

/** @typedef {import('./types.js').Face} Face */

/**
 * @param {Face} face
 * @param {number} index
 * @param {{crop: HTMLCanvasElement, onSelect: () => void, onSave: () => void}} parts
 * @returns {HTMLLIElement} with a button that carries aria-pressed
 */
export function faceCard(face, index, { crop, onSelect, onSave }) {
  const number = index + 1
  const facts = [t('analyse.score', { score: face.score.toFixed(2) }), personText(face)].filter(Boolean)
  const select = button('', onSelect, { class: 'face-select', 'aria-pressed': 'false' })
  select.append(crop, el('span', { class: 'face-facts' }, el('strong', {}, t('face.face', { number })), ...facts.map(fact => el('span', {}, fact))))
  const save = button('', onSave, { class: 'icon-button', 'aria-label': t('analyse.save_crop', { number }), title: t('analyse.save_crop', { number }) }, 'download')
  return el('li', { class: 'face-card' }, el('div', { class: 'face-head' }, select, save), ...bars(face))
}

/** @param {Face} face @returns {HTMLElement[]} one list of bars, the strongest first; none where no expression was estimated */
function bars(face) {
  const rows = expressionsOf(face).map(([name, share]) => {
    const bar = el('span', { class: 'bar', 'aria-hidden': 'true' })
    bar.style.setProperty('--share', String(share))
    return el('div', {}, el('dt', {}, expressionText(name)), el('dd', {}, bar, el('span', {}, percentText(share))))
  })
  return rows.length ? [el('dl', { class: 'bars' }, ...rows)] : []
}
