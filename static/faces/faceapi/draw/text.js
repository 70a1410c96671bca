import { contextOf, pagePixel } from './canvas.js'

/** @import { Canvas, Context } from './canvas.js' */
/** @import { PointLike } from '../geometry.js' */

/**
 * @typedef {object} TextOptions
 * @property {'TOP_LEFT' | 'TOP_RIGHT' | 'BOTTOM_LEFT' | 'BOTTOM_RIGHT'} [anchorPosition]  which corner lies at the anchor
 * @property {string} [backgroundColor]
 * @property {string} [fontColor]
 * @property {number} [fontSize]   pixels of the page
 * @property {string} [fontStyle]  font family
 * @property {number} [padding]    pixels of the page
 */

/** @type {Required<TextOptions>} */
const LOOK = {
  anchorPosition: 'TOP_LEFT', backgroundColor: 'rgba(12, 18, 28, 0.8)', fontColor: '#ffffff', fontSize: 14,
  fontStyle: 'system-ui, sans-serif', padding: 4,
}
const LINE_HEIGHT = 1.3

/** Lines of text on a plate that is moved to stay inside the canvas. */
export class DrawTextField {
  /**
   * @param {string | string[] | DrawTextField} text
   * @param {PointLike} anchor  pixels of the canvas
   * @param {TextOptions} [options]
   */
  constructor(text, anchor, options = {}) {
    /** @type {string[]} */
    this.text = text instanceof DrawTextField ? text.text : [text].flat()
    this.anchor = anchor
    /** @type {Required<TextOptions>} */
    this.options = { ...LOOK, ...options }
  }

  /** Size of the plate, pixels of the canvas. @param {Context} context */
  measure(context) {
    const { fontSize, fontStyle, padding } = this.options
    const unit = pagePixel(context)
    context.font = `600 ${fontSize * unit}px ${fontStyle}`
    const widest = Math.max(0, ...this.text.map((line) => context.measureText(line).width))
    return { width: widest + 2 * padding * unit, height: (this.text.length * fontSize * LINE_HEIGHT + 2 * padding) * unit }
  }

  /** @param {Canvas | Context} target */
  draw(target) {
    const context = contextOf(target)
    const { backgroundColor, fontColor, fontSize, padding } = this.options
    const unit = pagePixel(context)
    const { width, height } = this.measure(context)
    const { x, y } = this.#corner(context.canvas, width, height)
    context.fillStyle = backgroundColor
    context.fillRect(x, y, width, height)
    context.fillStyle = fontColor
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    this.text.forEach((line, i) =>
      context.fillText(line, x + padding * unit, y + (padding + (i + 0.5) * fontSize * LINE_HEIGHT) * unit))
  }

  /** Upper left corner of the plate. @param {{width: number, height: number}} canvas @param {number} width @param {number} height */
  #corner(canvas, width, height) {
    const { anchorPosition } = this.options
    const x = anchorPosition.endsWith('RIGHT') ? this.anchor.x - width : this.anchor.x
    const y = anchorPosition.startsWith('BOTTOM') ? this.anchor.y - height : this.anchor.y
    return { x: Math.max(0, Math.min(x, canvas.width - width)), y: Math.max(0, Math.min(y, canvas.height - height)) }
  }
}
