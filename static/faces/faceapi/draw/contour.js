/**
 * Draws lines from point to point, in the colour and width that the context has.
 * @param {import('../media/canvas.js').Context} context
 * @param {import('../classes/point.js').PointLike[]} points  pixels of the canvas
 * @param {boolean} [isClosed]  back to the first point
 */
export function drawContour(context, points, isClosed = false) {
  context.beginPath()
  points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  if (isClosed) context.closePath()
  context.stroke()
}
