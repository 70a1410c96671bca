import { getContext2dOrThrow } from '../media/canvas.js'

/** @import { SizeLike } from '../classes/dimensions.js' */
/** @import { PointLike } from '../classes/point.js' */
/** @import { Canvas, Context } from '../media/canvas.js' */

/** Which corner of a text field lies at its anchor. */
export const AnchorPosition = /** @type {const} */ ({
  TOP_LEFT: 'TOP_LEFT', TOP_RIGHT: 'TOP_RIGHT', BOTTOM_LEFT: 'BOTTOM_LEFT', BOTTOM_RIGHT: 'BOTTOM_RIGHT',
})

/**
 * @typedef {object} TextOptions
 * @property {keyof typeof AnchorPosition} [anchorPosition]
 * @property {string} [backgroundColor]
 * @property {string} [fontColor]
 * @property {number} [fontSize]   pixels of the canvas
 * @property {string} [fontStyle]  font family
 * @property {number} [padding]    pixels of the canvas
 */

/** How a text looks; a setting that is 0, empty or absent means its default. */
export class DrawTextFieldOptions {
  /** @param {TextOptions} [options] */
  constructor({ anchorPosition, backgroundColor, fontColor, fontSize, fontStyle, padding } = {}) {
    this.anchorPosition = anchorPosition || AnchorPosition.TOP_LEFT
    this.backgroundColor = backgroundColor || 'rgba(0, 0, 0, 0.5)'
    this.fontColor = fontColor || 'rgba(255, 255, 255, 1)'
    this.fontSize = fontSize || 14
    this.fontStyle = fontStyle || 'Georgia'
    this.padding = padding || 4
  }
}

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
    this.options = new DrawTextFieldOptions(options)
  }

  /** Of the plate, in the font that the context has. @param {Context} context @returns {number} pixels of the canvas */
  measureWidth(context) {
    return Math.max(0, ...this.text.map((line) => context.measureText(line).width)) + 2 * this.options.padding
  }

  /** Of the plate. @returns {number} pixels of the canvas */
  measureHeight() {
    return this.text.length * this.options.fontSize + 2 * this.options.padding
  }

  /**
   * Where the plate begins.
   * @param {Context} context
   * @param {SizeLike} [canvas]  the plate stays inside it
   * @returns {PointLike} pixels of the canvas
   */
  getUpperLeft(context, canvas) {
    const { anchorPosition } = this.options
    const [width, height] = [this.measureWidth(context), this.measureHeight()]
    const x = anchorPosition.endsWith('RIGHT') ? this.anchor.x - width : this.anchor.x
    const y = anchorPosition.startsWith('BOTTOM') ? this.anchor.y - height : this.anchor.y
    if (!canvas) return { x, y }
    return { x: Math.max(0, Math.min(x, canvas.width - width)), y: Math.max(0, Math.min(y, canvas.height - height)) }
  }

  /** @param {string | Canvas | Context} target  a canvas, its context or its id */
  draw(target) {
    const context = getContext2dOrThrow(target)
    const { backgroundColor, fontColor, fontSize, fontStyle, padding } = this.options
    context.font = `${fontSize}px ${fontStyle}`
    const { x, y } = this.getUpperLeft(context, context.canvas)
    context.fillStyle = backgroundColor
    context.fillRect(x, y, this.measureWidth(context), this.measureHeight())
    context.fillStyle = fontColor
    this.text.forEach((line, i) => context.fillText(line, x + padding, y + padding + (i + 1) * fontSize))
  }
}
