import { FaceLandmarks68 } from '../landmarks.js'
import { contextOf, drawContour, pagePixel } from './canvas.js'

/** @import { Canvas, Context } from './canvas.js' */

/**
 * @typedef {object} LandmarksOptions
 * @property {boolean} [drawLines]
 * @property {boolean} [drawPoints]
 * @property {number} [lineWidth]  pixels of the page
 * @property {number} [pointSize]  radius, pixels of the page
 * @property {string} [lineColor]
 * @property {string} [pointColor]
 */

const LOOK = { drawLines: true, drawPoints: true, lineWidth: 1, pointSize: 1.5, lineColor: '#7fe0ff', pointColor: '#ff4fa3' }

/** The points of a face and the lines between them. */
export class DrawFaceLandmarks {
  /**
   * @param {import('../landmarks.js').FaceLandmarks} faceLandmarks  pixels of the canvas
   * @param {LandmarksOptions} [options]
   */
  constructor(faceLandmarks, options = {}) {
    this.faceLandmarks = faceLandmarks
    this.options = { ...LOOK, ...options }
  }

  /** @param {Canvas | Context} target */
  draw(target) {
    const context = contextOf(target)
    const { drawLines, drawPoints } = this.options
    if (drawLines && this.faceLandmarks instanceof FaceLandmarks68) this.#drawLines(context, this.faceLandmarks)
    if (drawPoints) this.#drawPoints(context)
  }

  /** @param {Context} context @param {FaceLandmarks68} face */
  #drawLines(context, face) {
    context.strokeStyle = this.options.lineColor
    context.lineWidth = this.options.lineWidth * pagePixel(context)
    for (const open of [face.getJawOutline(), face.getLeftEyeBrow(), face.getRightEyeBrow(), face.getNose()]) drawContour(context, open)
    for (const closed of [face.getLeftEye(), face.getRightEye(), face.getMouth()]) drawContour(context, closed, true)
  }

  /** @param {Context} context */
  #drawPoints(context) {
    const radius = this.options.pointSize * pagePixel(context)
    context.fillStyle = this.options.pointColor
    for (const { x, y } of this.faceLandmarks.positions) {
      context.beginPath()
      context.arc(x, y, radius, 0, 2 * Math.PI)
      context.fill()
    }
  }
}
