/** The strokes of the overlay: boxes, points and pills of text, in CSS pixels. */
import { LINE, PAD } from './label_layout.js'

const INK = '#0d1512'

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('./types.js').Box} box
 * @param {string} colour
 * @param {boolean} [strong]  a thicker one
 */
export function drawBox(context, box, colour, strong = false) {
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, Math.min(14, box.width / 5))
  context.lineWidth = strong ? 8 : 5
  context.strokeStyle = 'rgb(0 0 0 / 35%)'
  context.stroke()
  context.lineWidth = strong ? 5 : 2.5
  context.strokeStyle = colour
  context.stroke()
}

/** @param {{size: number, strong: boolean}} font @returns {string} as CSS writes it */
const fontOf = ({ size, strong }) => `${strong ? 600 : 400} ${size}px system-ui, sans-serif`

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {{size: number, strong: boolean}} font
 * @returns {number} breadth
 */
export function measured(context, text, font) {
  context.font = fontOf(font)
  return context.measureText(text).width
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('./label_layout.js').Pill | null | undefined} pill
 * @param {string} colour
 */
export function drawPill(context, pill, colour) {
  if (!pill) return
  context.beginPath()
  context.roundRect(pill.x, pill.y, pill.width, pill.height, 7)
  context.fillStyle = colour
  context.fill()
  context.fillStyle = INK
  context.textBaseline = 'middle'
  pill.lines.forEach(({ text, strong }, index) => {
    context.font = fontOf({ size: pill.fontSize, strong })
    context.fillText(text, pill.x + PAD.x, pill.y + PAD.y + (index + 0.5) * pill.fontSize * LINE + 1)
  })
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<[number, number]>} points
 * @param {number} faceWidth  CSS pixels: small faces get small points
 * @param {(point: [number, number]) => {x: number, y: number}} place
 */
export function drawPoints(context, points, faceWidth, place) {
  const radius = Math.max(0.8, Math.min(2.2, faceWidth / 80))
  context.fillStyle = '#ffffff'
  context.strokeStyle = 'rgb(0 0 0 / 45%)'
  context.lineWidth = 1
  for (const point of Array.from(points)) {
    const { x, y } = place(point)
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fill()
    context.stroke()
  }
}
