/** The pictures of a batch, as rows of a table. */
import { el } from './dom.js'
import { opened } from './picture_files.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/** @typedef {import('./picture_files.js').Picture} Picture */
/** @typedef {import('./batch_run.js').Answer} Answer */

const SIDE = 88  // pixels of a thumbnail: 44 on the page, sharp on fine screens

export class BatchRow {
  /** @type {Answer | null} */
  answer = null
  /** Why the picture cannot be used. */
  problem = ''
  pixels = 0

  /** @param {Picture} picture */
  constructor(picture) {
    this.picture = picture
    this.thumbnail = el('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' })
    this.size = el('td', { class: 'row-size' })
    this.faces = el('td', { class: 'row-faces' })
    this.ms = el('td', { class: 'row-ms' })
    this.name = el('th', { scope: 'row' }, el('span', { dir: 'auto' }, picture.name))
    this.element = el('tr', {}, el('td', {}, this.thumbnail), this.name, this.size, this.faces, this.ms)
  }

  /** Look into the file: its thumbnail and its size, or why there are none. Never throws. */
  async open() {
    try {
      const image = await opened(this.picture)
      this.#draw(image)
      this.pixels = image.naturalWidth * image.naturalHeight
      this.size.textContent = `${image.naturalWidth} × ${image.naturalHeight}`
      URL.revokeObjectURL(image.src)
    } catch (error) {
      this.problem = sentenceOf(error)
      this.element.classList.add('unreadable')
      this.faces.textContent = t('batch.unreadable')
      this.name.append(el('small', {}, this.problem))
    }
  }

  /** @param {HTMLImageElement} image */
  #draw(image) {
    const scale = SIDE / Math.min(image.naturalWidth, image.naturalHeight)
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale]
    this.thumbnail.getContext('2d')?.drawImage(image, (SIDE - width) / 2, (SIDE - height) / 4, width, height)
  }

  /** @param {Answer | null} answer */
  show(answer) {
    this.answer = answer
    if (this.problem) return
    this.faces.textContent = answer ? String(answer.faces.length) : ''
    this.ms.textContent = answer ? answer.ms.toFixed(0) : ''
  }

  /** @returns {import('./handing_out.js').Cell[]} as `HEADS` says */
  get cells() {
    const { answer } = this
    return [this.picture.name, answer?.size.width, answer?.size.height, answer?.faces.length, answer?.ms.toFixed(1), this.problem]
  }

  /** @returns {object} for programs */
  get report() {
    return { name: this.picture.name, ...(this.problem ? { problem: this.problem } : this.answer) }
  }
}

export const HEADS = ['picture', 'width', 'height', 'faces', 'ms', 'problem']
