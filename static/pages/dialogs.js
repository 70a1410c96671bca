/** Questions in a <dialog>: a confirmation, a text. */
import { button, el } from './dom.js'
import { t } from './texts.js'

/**
 * @param {{title: string, text: string, yes: string, danger?: boolean}} question
 * @returns {Promise<boolean>} true only when the person pressed `yes`
 */
export async function confirmed({ title, text, yes, danger = false }) {
  const answer = await ask(title, [el('p', {}, text)], yes, danger)
  return answer !== null
}

/**
 * @param {{title: string, label: string, value: string, yes: string, maxLength?: number}} question
 * @returns {Promise<string | null>} the text, or null when the person changed their mind
 */
export async function askText({ title, label, value, yes, maxLength = 100 }) {
  const input = el('input', { value, maxlength: maxLength, required: true, autocomplete: 'off', dir: 'auto' })
  const answer = await ask(title, [el('label', {}, label, input)], yes, false)
  return answer === null ? null : input.value
}

/**
 * @param {string} title
 * @param {HTMLElement[]} content
 * @param {string} yes
 * @param {boolean} danger
 * @returns {Promise<'yes' | null>}
 */
function ask(title, content, yes, danger) {
  const heading = el('h2', { id: 'question-title' }, title)
  const close = button('', () => dialog.close(), { class: 'close', 'aria-label': t('common.close') })
  const cancel = button(t('common.cancel'), () => dialog.close(), { class: 'secondary' })
  const submit = el('button', { type: 'submit', class: danger ? 'danger solid' : undefined }, yes)
  const form = el('form', { method: 'dialog' }, ...content, el('footer', {}, cancel, submit))
  const dialog = el('dialog', { 'aria-labelledby': 'question-title' }, el('article', {}, el('header', {}, close, heading), form))
  form.addEventListener('submit', () => { dialog.returnValue = 'yes' })
  submit.value = 'yes'
  document.body.append(dialog)
  dialog.showModal()
  ;(form.querySelector('input') ?? cancel).focus()
  form.querySelector('input')?.select()
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove()
    resolve(dialog.returnValue === 'yes' ? 'yes' : null)
  }))
}

/**
 * Wire a dialog of the template: its [data-close] buttons and a click beside it close it.
 * @param {HTMLDialogElement} dialog
 */
export function closable(dialog) {
  for (const closer of dialog.querySelectorAll('[data-close]')) closer.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })
}
