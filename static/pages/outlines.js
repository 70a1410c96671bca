/** The outlines of a face through its 68 landmarks. */

/** First and last point of each line, and whether it closes: chin, brows, bridge, nostrils, eyes, lips outside and inside. */
const LINES = /** @type {const} */ ([
  [0, 16, false], [17, 21, false], [22, 26, false], [27, 30, false], [31, 35, false], [36, 41, true], [42, 47, true], [48, 59, true], [60, 67, true],
])

/** @type {import('./overlay.js').Paint} */
export function drawOutlines(context, { landmarks }, { point, colour, width }) {
  if (!landmarks) return
  context.beginPath()
  for (const [from, to, closed] of LINES) {
    landmarks.slice(from, to + 1).map(point).forEach(({ x, y }, index) => index ? context.lineTo(x, y) : context.moveTo(x, y))
    if (closed) context.closePath()
  }
  context.lineJoin = context.lineCap = 'round'
  const breadth = Math.max(0.8, Math.min(2.5, width / 70))
  for (const [style, line] of /** @type {const} */ ([['rgb(0 0 0 / 35%)', breadth + 2], [colour, breadth]])) {
    context.strokeStyle = style
    context.lineWidth = line
    context.stroke()
  }
}
