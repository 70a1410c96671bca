/** The choice of a detector and its settings (template _detectors.html, whose values come from the networks' specs). */
import { byId } from './dom.js'

/** @typedef {import('../faces/types.js').DetectorRequest} DetectorRequest */

export class DetectorChoice {
  #select = byId('detector', HTMLSelectElement)
  #form = byId('detector-settings', HTMLFormElement)

  /** @param {() => void} onChange  another detector was chosen, or a setting was changed */
  constructor(onChange) {
    this.onChange = onChange
    this.#select.addEventListener('change', () => this.#changed())
    this.#form.addEventListener('input', () => this.#changed())
    this.#form.addEventListener('submit', event => event.preventDefault())
    this.#form.addEventListener('reset', () => setTimeout(() => this.#changed()))
    this.#show()
  }

  /** @returns {string} the chosen detector's network */
  get name() {
    return this.#select.value
  }

  /** Choose without telling. @param {string} name */
  set name(name) {
    this.#select.value = name
    this.#show()
  }

  /** @param {string} name @returns {string} what people call a detector */
  title(name) {
    return [...this.#select.options].find(({ value }) => value === name)?.dataset.title ?? name
  }

  /**
   * @param {string} name  a detector, chosen or not
   * @returns {DetectorRequest} with the settings as they stand in the page
   */
  request(name) {
    const inputs = this.#settings(name)?.elements ?? []
    return detectorRequest(name, [...inputs].filter(isSetting).map(input => [input.name, Number(input.value)]))
  }

  /** @param {string} name @returns {HTMLFieldSetElement | undefined} */
  #settings(name) {
    return this.#fieldsets.find(fieldset => fieldset.name === name)
  }

  /** @returns {HTMLFieldSetElement[]} one a detector */
  get #fieldsets() {
    return [...this.#form.querySelectorAll('fieldset')]
  }

  #changed() {
    this.#show()
    this.onChange()
  }

  #show() {
    for (const fieldset of this.#fieldsets) fieldset.hidden = fieldset.name !== this.name
    for (const hint of byId('detector-hint').querySelectorAll('[data-for]')) {
      if (hint instanceof HTMLElement) hint.hidden = hint.dataset.for !== this.name
    }
    for (const output of this.#form.querySelectorAll('output')) {
      const input = this.#form.elements.namedItem(String(output.htmlFor))
      const value = input instanceof HTMLInputElement ? input.value : ''
      if (output.value !== value) output.value = value
    }
  }
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLSelectElement} */
function isSetting(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement
}

/**
 * @param {string} name
 * @param {[string, number][]} settings  several of one name make a list, in order
 * @returns {DetectorRequest}
 */
export function detectorRequest(name, settings) {
  /** @type {Map<string, number[]>} */
  const values = new Map()
  for (const [key, value] of settings) values.set(key, [...(values.get(key) ?? []), value])
  return { name, ...Object.fromEntries([...values].map(([key, list]) => [key, list.length > 1 ? list : list[0]])) }
}
