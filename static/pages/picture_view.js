/** A picture that fits its place, with a drawing over it that stays sharp in any size, and faces that can be pressed. */
import { button, el } from './dom.js'
import { drawFaces } from './overlay.js'

/**
 * @typedef {import('./overlay.js').Labelled} Labelled
 * @typedef {{boxes?: boolean, landmarks?: boolean, paint?: import('./overlay.js').Paint}} Drawing  paint: what else to draw, under the labels
 */

export class PictureView {
  /** @type {Labelled[]} */
  #faces = []
  /** @type {Drawing} */
  #drawing = {}

  /**
   * @param {HTMLElement} root  its content is replaced by the first picture
   * @param {{label?: (index: number) => string, onPress?: (index: number) => void}} [faces]  label: the accessible name of a face's
   *   button; without it faces are only drawn
   */
  constructor(root, { label, onPress = () => {} } = {}) {
    this.root = root
    this.label = label
    this.onPress = onPress
    this.canvas = el('canvas', { 'aria-hidden': 'true' })
    this.targets = el('div', { class: 'view-faces' })
    this.frame = el('div', { class: 'view-frame' })
    root.classList.add('picture-view')
    new ResizeObserver(() => this.redraw()).observe(this.frame)
  }

  /** @type {HTMLImageElement | null} */
  image = null

  /** @returns {import('./types.js').Size} of the picture, pixels */
  get size() {
    return { width: this.image?.naturalWidth ?? 0, height: this.image?.naturalHeight ?? 0 }
  }

  /**
   * Show a picture, without faces yet.
   * @param {HTMLImageElement} image  decoded; its src is let go of when another picture is shown
   */
  show(image) {
    if (this.image && this.image !== image) URL.revokeObjectURL(this.image.src)
    this.image = image
    this.frame.style.setProperty('--ratio', String(image.naturalWidth / image.naturalHeight))
    this.frame.replaceChildren(image, this.canvas, this.targets)
    this.root.replaceChildren(this.frame)
    this.draw([])
  }

  /**
   * @param {Labelled[]} faces
   * @param {Drawing} [drawing]
   */
  draw(faces, drawing = {}) {
    this.#faces = faces
    this.#drawing = drawing
    if (this.label) this.targets.replaceChildren(...faces.map((face, index) => this.#target(face, index)))
    this.redraw()
  }

  /** Mark one face, or none. @param {number} chosen */
  choose(chosen) {
    this.#faces = this.#faces.map((each, index) => ({ ...each, chosen: index === chosen }))
    for (const [index, target] of [...this.targets.children].entries()) target.setAttribute('aria-pressed', String(index === chosen))
    this.redraw()
  }

  redraw() {
    if (!this.image || !this.frame.clientWidth) return
    const ratio = devicePixelRatio || 1
    const shown = { width: this.frame.clientWidth, height: this.frame.clientHeight }
    this.canvas.width = Math.round(shown.width * ratio)
    this.canvas.height = Math.round(shown.height * ratio)
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'))
    context.scale(ratio, ratio)
    drawFaces(context, this.#faces, { size: this.size, element: shown, ...this.#drawing })
  }

  /**
   * The picture with its drawing, in the picture's own size.
   * @returns {HTMLCanvasElement}
   */
  rendered() {
    if (!this.image) throw new Error('There is no picture to draw.')
    const { width, height } = this.size
    const canvas = el('canvas', { width, height })
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
    context.drawImage(this.image, 0, 0)
    const scale = Math.max(1, Math.max(width, height) / BROAD)
    context.scale(scale, scale)
    const faces = this.#faces.map(face => ({ ...face, chosen: false }))
    drawFaces(context, faces, { size: this.size, element: { width: width / scale, height: height / scale }, ...this.#drawing })
    return canvas
  }

  /** @param {Labelled} labelled @param {number} index @returns {HTMLButtonElement} */
  #target({ face: { box } }, index) {
    const { width, height } = this.size
    const target = button('', () => this.onPress(index), { class: 'view-face', 'aria-label': this.label?.(index), 'aria-pressed': 'false' })
    Object.assign(target.style, {
      left: `${box.x / width * 100}%`, top: `${box.y / height * 100}%`, width: `${box.width / width * 100}%`, height: `${box.height / height * 100}%`,
    })
    return target
  }
}

/** Pixels of the longer side on which lines and letters look as on the page; larger pictures get larger ones. */
const BROAD = 1100
