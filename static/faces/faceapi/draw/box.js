import { Box } from '../classes/box.js'
import { getContext2dOrThrow } from '../media/canvas.js'
import { AnchorPosition, DrawTextField, DrawTextFieldOptions } from './text.js'

/** @import { RectLike, SidesLike } from '../classes/box.js' */
/** @import { Canvas, Context } from '../media/canvas.js' */
/** @import { TextOptions } from './text.js' */

/**
 * @typedef {object} BoxOptions
 * @property {string} [boxColor]
 * @property {number} [lineWidth]  pixels of the canvas
 * @property {string} [label]      no label when empty
 * @property {TextOptions} [drawLabelOptions]
 */

/** How a frame looks; a setting that is 0, empty or absent means its default. */
export class DrawBoxOptions {
  /** @param {BoxOptions} [options] */
  constructor({ boxColor, lineWidth, label, drawLabelOptions } = {}) {
    this.boxColor = boxColor || 'rgba(0, 0, 255, 1)'
    this.lineWidth = lineWidth || 2
    this.label = label
    this.drawLabelOptions = new DrawTextFieldOptions({
      anchorPosition: AnchorPosition.BOTTOM_LEFT, backgroundColor: this.boxColor, ...drawLabelOptions,
    })
  }
}

/** A frame with a label on its upper left corner. */
export class DrawBox {
  /**
   * @param {RectLike | SidesLike} box  pixels of the canvas
   * @param {BoxOptions} [options]
   */
  constructor(box, options = {}) {
    this.box = new Box(box)
    this.options = new DrawBoxOptions(options)
  }

  /** @param {string | Canvas | Context} target  a canvas, its context or its id */
  draw(target) {
    const context = getContext2dOrThrow(target)
    const { x, y, width, height } = this.box
    const { boxColor, lineWidth, label, drawLabelOptions } = this.options
    context.strokeStyle = boxColor
    context.lineWidth = lineWidth
    context.strokeRect(x, y, width, height)
    if (label) new DrawTextField(label, { x: x - lineWidth / 2, y }, drawLabelOptions).draw(context)
  }
}
