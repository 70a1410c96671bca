/**
 * @typedef {HTMLCanvasElement | OffscreenCanvas} Canvas
 * @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context
 */

/**
 * The context to draw in.
 * @param {Canvas | Context} target
 * @returns {Context}
 * @throws {TypeError} when it is neither a canvas nor a 2d context
 */
export function contextOf(target) {
  const context = 'getContext' in target ? target.getContext('2d') : target
  if (context && 'strokeRect' in context) return context
  throw new TypeError('There is no canvas to draw on.')
}

/**
 * How many of the canvas's pixels make one pixel of the page, so that lines and text look the same on any screen and at any
 * size of the canvas.
 * @param {Context} context
 * @returns {number} 1 for a canvas that is not shown
 */
export function pagePixel({ canvas }) {
  const shown = 'clientWidth' in canvas ? canvas.clientWidth : 0
  return shown > 0 ? canvas.width / shown : 1
}

/**
 * Draws lines from point to point.
 * @param {Context} context
 * @param {import('../geometry.js').PointLike[]} points  pixels of the canvas
 * @param {boolean} [isClosed]  back to the first point
 */
export function drawContour(context, points, isClosed = false) {
  context.beginPath()
  points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  if (isClosed) context.closePath()
  context.stroke()
}
