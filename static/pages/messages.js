/** Short messages at the foot of the page, read out by screen readers. */
import { button, byId, el } from './dom.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

const SHOWN_MS = 6000

/**
 * Say that something happened.
 * @param {string} text
 */
export function say(text) {
  const toast = show('toasts', 'toast', text)
  setTimeout(() => toast.remove(), SHOWN_MS)
}

/**
 * Say that something went wrong. Stays until it is closed.
 * @param {unknown} error
 */
export function complain(error) {
  show('alerts', 'toast error', sentenceOf(error))
}

/**
 * @param {string} place
 * @param {string} kind
 * @param {string} text
 * @returns {HTMLElement}
 */
function show(place, kind, text) {
  const toast = el('div', { class: kind }, el('span', {}, text))
  toast.append(button('', () => toast.remove(), { class: 'icon-button', 'aria-label': t('common.close_message') }, 'close'))
  byId(place).replaceChildren(toast)
  return toast
}

/**
 * Run an action of a button: the button is busy meanwhile, a failure is told.
 * @param {HTMLButtonElement} pressed
 * @param {() => Promise<void>} action
 */
export async function busy(pressed, action) {
  pressed.disabled = true
  pressed.setAttribute('aria-busy', 'true')
  try {
    await action()
  } catch (error) {
    complain(error)
  } finally {
    pressed.disabled = false
    pressed.removeAttribute('aria-busy')
  }
}
