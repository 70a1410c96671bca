/** One photo on the Enrol page: from the file to chosen and named faces. */
import { button, el } from './dom.js'
import { facePicker, framed } from './face_picker.js'
import { FaceRow } from './face_row.js'
import { findFaces } from './face_search.js'
import { fileProblem, sizeProblem } from './limits.js'
import { noFaceAdvice } from './photo_advice.js'
import { measure, sizeOf } from './picture.js'
import { opened } from './picture_files.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/**
 * @typedef {object} Listener
 * @property {() => void} onChange             a face was chosen, named or saved
 * @property {(card: PhotoCard) => void} onRemove
 * @property {(card: PhotoCard, row: FaceRow) => void} onChosen  a face was chosen: it may want the common name
 * @property {(card: PhotoCard) => void} onRetry
 */

export class PhotoCard {
  /** @type {Map<number, FaceRow>} chosen faces by their index */
  rows = new Map()
  /** @type {import('./types.js').Face[]} */
  faces = []
  /** @type {HTMLImageElement | null} */
  #image = null
  /** @type {HTMLButtonElement[]} */
  #buttons = []

  /** @param {File} file @param {Listener} listener */
  constructor(file, listener) {
    this.file = file
    this.listener = listener
    this.status = el('p', { class: 'photo-status', role: 'status' }, t('enrol.waiting'))
    this.picture = el('div', { class: 'picture' })
    this.list = el('div', { class: 'faces' })
    const remove = button('', () => this.remove(), { class: 'icon-button', 'aria-label': t('enrol.remove', { name: file.name }) }, 'close')
    const head = el('header', {}, el('strong', { title: file.name }, file.name), remove)
    this.element = el('article', { class: 'photo', 'aria-label': file.name }, head, this.picture, el('div', { class: 'body' }, this.status, this.list))
  }

  /** @returns {FaceRow[]} chosen faces that are still to be saved */
  get open() {
    return [...this.rows.values()].filter(row => row.state === 'open' || row.state === 'failed')
  }

  /**
   * Open the file, find its faces and show them. Never throws: what goes wrong is said in the card.
   * @param {() => Promise<import('./engine_status.js').Engine>} engine
   */
  async analyse(engine) {
    try {
      const image = await this.#opened()
      this.#say(t('enrol.looking'))
      const { faces, size, weak } = await findFaces(await engine(), this.file)
      this.#show(image, faces, size, weak)
    } catch (error) {
      this.#warn(sentenceOf(error))
    }
    this.listener.onChange()
  }

  /** @returns {Promise<HTMLImageElement>} shown in the card already */
  async #opened() {
    const problem = fileProblem(this.file)
    if (problem) throw new Error(problem)
    this.#image = await opened({ name: t('enrol.photo', { name: this.file.name }), blob: this.file })
    const size = sizeOf(this.#image)
    this.picture.replaceChildren(framed(this.#image, size, []))
    const tooLarge = sizeProblem(size)
    if (tooLarge) throw new Error(tooLarge)
    return this.#image
  }

  /**
   * @param {HTMLImageElement} image
   * @param {import('./types.js').Face[]} faces
   * @param {import('./types.js').Size} size
   * @param {number} weak
   */
  #show(image, faces, size, weak) {
    this.faces = faces
    if (!faces.length) {
      const { reason, advice } = noFaceAdvice({ size, weak, ...measure(image) })
      this.#warn(t('enrol.no_face', { reason }), advice)
      return
    }
    const { element, buttons } = facePicker(image, size, faces.map(face => face.box), index => this.toggle(index))
    this.#buttons = buttons
    this.picture.replaceChildren(element)
    this.#say(faces.length === 1 ? t('enrol.found_one') : t('enrol.found_many', { n: faces.length }))
    if (faces.length === 1) this.toggle(0)
  }

  /** Choose a face, or leave it out again. @param {number} index */
  toggle(index) {
    const chosen = this.rows.get(index)
    if (chosen?.state === 'saving' || chosen?.state === 'saved') return
    if (chosen) this.rows.delete(index)
    else this.#choose(index)
    this.#buttons[index]?.setAttribute('aria-pressed', String(this.rows.has(index)))
    const ordered = [...this.rows].sort(([a], [b]) => a - b).map(([, row]) => row.element)
    this.list.replaceChildren(...ordered)
    this.listener.onChange()
    if (!chosen && this.faces.length > 1) this.rows.get(index)?.field.input.focus()
  }

  /** @param {number} index */
  #choose(index) {
    const face = this.faces[index]
    if (!face || !this.#image) return
    const listener = { onChange: () => this.listener.onChange(), onRetry: () => this.listener.onRetry(this) }
    const row = new FaceRow({ image: this.#image, face, number: index + 1, of: this.faces.length }, listener)
    this.rows.set(index, row)
    this.listener.onChosen(this, row)
  }

  remove() {
    if (this.#image) URL.revokeObjectURL(this.#image.src)
    this.element.remove()
    this.listener.onRemove(this)
  }

  /** @param {string} text */
  #say(text) {
    this.status.className = 'photo-status'
    this.status.textContent = text
  }

  /** @param {string} text @param {string} [advice] */
  #warn(text, advice) {
    this.status.className = 'photo-status warning'
    this.status.textContent = text
    this.list.replaceChildren(...(advice ? [el('p', { class: 'photo-advice' }, advice)] : []))
  }
}
