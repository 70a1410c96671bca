import { contextOf, pagePixel } from './canvas.js'
import { DrawTextField } from './text.js'

/** @import { Canvas, Context } from './canvas.js' */
/** @import { TextOptions } from './text.js' */

/**
 * @typedef {object} BoxOptions
 * @property {string} [boxColor]
 * @property {number} [lineWidth]  pixels of the page
 * @property {string} [label]      no label when empty
 * @property {TextOptions} [drawLabelOptions]
 */

const LOOK = { boxColor: '#1e90ff', lineWidth: 2, label: '' }

/** A frame with a label under its lower left corner. */
export class DrawBox {
  /**
   * @param {import('../../types.js').Box} box  pixels of the canvas
   * @param {BoxOptions} [options]
   */
  constructor(box, options = {}) {
    this.box = box
    this.options = { ...LOOK, ...options }
  }

  /** @param {Canvas | Context} target */
  draw(target) {
    const context = contextOf(target)
    const { x, y, width, height } = this.box
    const { boxColor, lineWidth, label, drawLabelOptions } = this.options
    const line = lineWidth * pagePixel(context)
    context.strokeStyle = boxColor
    context.lineWidth = line
    context.strokeRect(x, y, width, height)
    if (!label) return
    const anchor = { x: x - line / 2, y: y + height + line / 2 }
    new DrawTextField(label, anchor, { backgroundColor: boxColor, ...drawLabelOptions }).draw(context)
  }
}
