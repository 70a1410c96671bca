import { FaceLandmarks68 } from '../classes/landmarks.js'
import { getContext2dOrThrow } from '../media/canvas.js'
import { drawContour } from './contour.js'

/** @import { FaceLandmarks } from '../classes/landmarks.js' */
/** @import { Canvas, Context } from '../media/canvas.js' */

/**
 * @typedef {object} LandmarksOptions
 * @property {boolean} [drawLines]
 * @property {boolean} [drawPoints]
 * @property {number} [lineWidth]  pixels of the canvas
 * @property {number} [pointSize]  radius, pixels of the canvas
 * @property {string} [lineColor]
 * @property {string} [pointColor]
 */

/** How landmarks look; a setting that is 0, empty or absent means its default. */
export class DrawFaceLandmarksOptions {
  /** @param {LandmarksOptions} [options] */
  constructor({ drawLines = true, drawPoints = true, lineWidth, pointSize, lineColor, pointColor } = {}) {
    this.drawLines = drawLines
    this.drawPoints = drawPoints
    this.lineWidth = lineWidth || 1
    this.pointSize = pointSize || 2
    this.lineColor = lineColor || 'rgba(0, 255, 255, 1)'
    this.pointColor = pointColor || 'rgba(255, 0, 255, 1)'
  }
}

/** The points of a face and the lines between them. */
export class DrawFaceLandmarks {
  /**
   * @param {FaceLandmarks} faceLandmarks  pixels of the canvas
   * @param {LandmarksOptions} [options]
   */
  constructor(faceLandmarks, options = {}) {
    this.faceLandmarks = faceLandmarks
    this.options = new DrawFaceLandmarksOptions(options)
  }

  /** @param {string | Canvas | Context} target  a canvas, its context or its id */
  draw(target) {
    const context = getContext2dOrThrow(target)
    const { drawLines, drawPoints } = this.options
    if (drawLines && this.faceLandmarks instanceof FaceLandmarks68) this.#drawLines(context, this.faceLandmarks)
    if (drawPoints) this.#drawPoints(context)
  }

  /** @param {Context} context @param {FaceLandmarks68} face */
  #drawLines(context, face) {
    context.strokeStyle = this.options.lineColor
    context.lineWidth = this.options.lineWidth
    for (const open of [face.getJawOutline(), face.getLeftEyeBrow(), face.getRightEyeBrow(), face.getNose()]) drawContour(context, open)
    for (const closed of [face.getLeftEye(), face.getRightEye(), face.getMouth()]) drawContour(context, closed, true)
  }

  /** @param {Context} context */
  #drawPoints(context) {
    context.strokeStyle = this.options.pointColor
    context.fillStyle = this.options.pointColor
    for (const { x, y } of this.faceLandmarks.positions) {
      context.beginPath()
      context.arc(x, y, this.options.pointSize, 0, 2 * Math.PI)
      context.fill()
    }
  }
}
