/** Keys that act on the whole page, and the dialog that lists them and can turn them off. */
import { closable } from './dialogs.js'
import { byId } from './dom.js'

const OFF = 'shortcuts-off'  // remembered in this browser
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"]), textarea, select, [contenteditable]'

/**
 * @param {Record<string, () => void>} actions  by key, small letters; "?" shows the list
 */
export function shortcuts(actions) {
  const dialog = byId('keys-dialog', HTMLDialogElement)
  const use = byId('use-keys', HTMLInputElement)
  const list = () => dialog.showModal()
  closable(dialog)
  use.checked = remembered() === null
  use.addEventListener('change', () => remember(use.checked))
  byId('show-keys').addEventListener('click', list)
  document.addEventListener('keydown', event => {
    if (!use.checked || !isShortcut(event) || document.querySelector('dialog[open]')) return
    const action = event.key === '?' ? list : actions[event.key.toLowerCase()]
    if (!action) return
    event.preventDefault()
    action()
  })
}

/**
 * Whether a key was pressed for the page: alone, once, and not to write with.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
function isShortcut({ ctrlKey, metaKey, altKey, repeat, isComposing, target }) {
  const typing = target instanceof Element && target.matches(TYPING)
  return !(ctrlKey || metaKey || altKey || repeat || isComposing || typing)
}

/** @returns {string | null} null: not turned off, or the browser keeps nothing for this page */
function remembered() {
  try {
    return localStorage.getItem(OFF)
  } catch {
    return null
  }
}

/** @param {boolean} on */
function remember(on) {
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, '1')
  } catch { /* they stay so until the page is left */ }
}
