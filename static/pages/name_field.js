/** A field for a person's name: suggests people of the gallery, and asks when a typed name is already somebody's. */
import { el, signedIn } from './dom.js'
import { nameProblem, tidy } from './names.js'
import { sameNamed, suggest } from './people.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {{id: string | null, name: string}} Choice  id null: a new person
 */

const PAUSE_MS = 250
const NEW = ''  // the value of "somebody new" among the ids
let counter = 0

export class NameField {
  /** @type {Person[]} people who have the typed name */
  #namesakes = []
  /** @type {string | null} a person's id, NEW, or null: not decided yet */
  #decision = null
  /** @type {Promise<void>} */
  #lookup = Promise.resolve()
  #timer = 0
  touched = false

  /**
   * @param {string} label
   * @param {() => void} [onChange]
   */
  constructor(label, onChange = () => {}) {
    this.id = `name-${++counter}`
    this.onChange = onChange
    this.list = el('datalist', { id: `${this.id}-list` })
    this.input = el('input', { id: this.id, list: this.list.id, autocomplete: 'off', maxlength: 200, dir: 'auto', 'aria-describedby': `${this.id}-problem` })
    this.question = el('fieldset', { class: 'same', hidden: true })
    this.problem = el('p', { class: 'problem', id: `${this.id}-problem`, role: 'alert', hidden: true })
    this.element = el('div', { class: 'name-field' }, el('label', { for: this.id }, label), this.input, this.list, this.question, this.problem)
    this.input.addEventListener('input', event => this.#typed(event))
  }

  /**
   * Take over what another field says.
   * @param {NameField} other
   */
  adopt(other) {
    this.set(other.input.value, other.#namesakes, other.#decision)
  }

  /**
   * @param {string} text
   * @param {Person[]} [people]    who has this name
   * @param {string | null} [decision]  a person's id
   */
  set(text, people = [], decision = null) {
    clearTimeout(this.#timer)
    this.#timer = 0
    this.input.value = text
    this.#lookup = Promise.resolve()
    this.#namesakes = people
    this.#decision = decision
    this.complain(null)
    this.#render()
  }

  /**
   * The person meant, once it is certain; otherwise the field says what is missing.
   * @returns {Promise<Choice | null>}
   */
  async choice() {
    if (this.#timer) this.#startLookup(false)
    await this.#lookup
    const name = tidy(this.input.value)
    const missing = nameProblem(name) ?? this.#undecided()
    this.complain(missing)
    return missing ? null : { id: this.#decision || null, name }
  }

  /** @param {string | null} sentence */
  complain(sentence) {
    this.problem.hidden = !sentence
    this.problem.textContent = sentence
    if (sentence) this.input.setAttribute('aria-invalid', 'true')
    else this.input.removeAttribute('aria-invalid')
  }

  /** @param {boolean} on */
  set disabled(on) {
    this.input.disabled = on
    this.question.disabled = on
  }

  /** @returns {string | null} */
  #undecided() {
    return this.#namesakes.length && this.#decision === null ? t('names.undecided') : null
  }

  /** @param {Event} event */
  #typed(event) {
    this.touched = true
    const kind = /** @type {InputEvent} */ (event).inputType
    const fromList = kind === undefined || kind === 'insertReplacementText'
    this.set(this.input.value)
    if (signedIn()) this.#timer = window.setTimeout(() => this.#startLookup(fromList), fromList ? 0 : PAUSE_MS)
    this.onChange()
  }

  /** @param {boolean} fromList  chosen from the suggestions: that very person is meant */
  #startLookup(fromList) {
    clearTimeout(this.#timer)
    this.#timer = 0
    const text = this.input.value
    this.#lookup = this.#look(text, fromList).catch(error => this.complain(sentenceOf(error)))
  }

  /** @param {string} text @param {boolean} fromList */
  async #look(text, fromList) {
    if (!tidy(text)) return
    const [suggestions, people] = await Promise.all([suggest(text), sameNamed(text)])
    if (text !== this.input.value) return
    this.list.replaceChildren(...suggestions.map(({ name }) => el('option', { value: name })))
    this.#namesakes = people
    this.#decision = fromList && people.length === 1 ? people[0]?.id ?? null : null
    this.#render()
    this.onChange()
  }

  #render() {
    const many = this.#namesakes.length > 1
    this.question.hidden = this.#namesakes.length === 0
    const known = this.#namesakes.map(({ id, name, referenceCount }) => this.#option(id, t(many ? 'names.known' : 'names.yes', { name, n: referenceCount })))
    const legend = el('legend', {}, t(many ? 'names.which' : 'names.same'))
    this.question.replaceChildren(legend, ...known, this.#option(NEW, t(many ? 'names.none' : 'names.other')))
  }

  /** @param {string} value @param {string} text @returns {HTMLElement} */
  #option(value, text) {
    const radio = el('input', { type: 'radio', name: `${this.id}-same`, value })
    radio.checked = this.#decision === value
    radio.addEventListener('change', () => {
      this.#decision = value
      this.touched = true
      this.complain(null)
      this.onChange()
    })
    return el('label', {}, radio, el('span', { dir: 'auto' }, text))
  }
}
