/** The cards of the people one is looking for. */
import { copyOf } from './aligned.js'
import { button, el, icon } from './dom.js'
import { copyText, jsonText } from './handing_out.js'
import { busy } from './messages.js'
import { t } from './texts.js'

/**
 * @typedef {import('./cast_people.js').Person} Person
 * @typedef {import('./cast_people.js').Reference} Reference
 * @typedef {object} Actions
 * @property {(id: number, name: string) => void} rename
 * @property {(into: number, from: number) => void} merge
 * @property {(reference: number) => void} remove
 */

/**
 * @param {Person} person
 * @param {Person[]} others
 * @param {Actions} actions
 * @returns {HTMLLIElement}
 */
export function personCard(person, others, actions) {
  const name = el('input', { type: 'text', value: person.name, dir: 'auto', maxlength: 100, autocomplete: 'off', 'aria-label': t('cast.name') })
  // Later, because the focus moves on only after this event, and renaming builds the cards anew.
  name.addEventListener('change', () => setTimeout(() => actions.rename(person.id, name.value)))
  const references = person.references.map(reference => referenceRow(reference, person, actions))
  const merge = others.length ? [mergeChoice(person, others, actions)] : []
  return el('li', { class: 'person-card', 'data-person': person.name }, name, ...references, ...merge)
}

/** @param {Reference} reference @param {Person} person @param {Actions} actions @returns {HTMLElement} */
function referenceRow({ id, picture, crop, descriptor }, { name }, actions) {
  const numbers = jsonText(descriptor)
  const copy = button(t('cast.copy'), () => { busy(copy, () => copyText(numbers)) }, { class: 'secondary' }, 'copy')
  const shown = el('pre', { tabindex: '0', 'aria-label': t('cast.descriptor_of', { name }) }, [...descriptor].map(value => value.toFixed(4)).join('  '))
  const remove = button('', () => actions.remove(id), { class: 'icon-button', 'aria-label': t('cast.remove', { name }), title: t('cast.remove', { name }) }, 'trash')
  return el('div', { class: 'reference-row' },
    copyOf(crop), el('span', { class: 'reference-picture', dir: 'auto' }, picture), remove,
    el('details', {}, el('summary', {}, t('cast.descriptor')), shown, copy))
}

/** @param {Person} person @param {Person[]} others @param {Actions} actions @returns {HTMLElement} */
function mergeChoice(person, others, actions) {
  const select = el('select', { 'aria-label': t('cast.merge_of', { name: person.name }), autocomplete: 'off' },
    el('option', { value: '' }, t('cast.merge')), ...others.map(({ id, name }) => el('option', { value: id }, name)))
  select.addEventListener('change', () => { if (select.value) actions.merge(Number(select.value), person.id) })
  return select
}

/** @param {Person} person @returns {HTMLLIElement} somebody who is not in the picture */
export function missingItem({ name, references: [{ crop }] }) {
  return el('li', { 'data-person': name }, copyOf(crop), el('span', { dir: 'auto' }, name))
}

/** @param {string} text @returns {HTMLElement} the good news */
export const nobodyMissing = text => el('li', { class: 'nobody-missing' }, icon('check'), text)
