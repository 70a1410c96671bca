/** Draws boxes, labels and landmarks over the video. Mirrored pictures get mirrored boxes, never mirrored text. */

/**
 * @typedef {'known' | 'stranger' | 'plain'} Look
 * @typedef {{face: import('./types.js').Face, label: string, look: Look}} Labelled
 */

const COLOURS = { known: '#4fe0b5', stranger: '#ffc46b', plain: '#ffffff' }
const ORDER = ['plain', 'stranger', 'known']  // names lie on top
const WIDE = 560  // CSS pixels: in smaller pictures labels are smaller, too
const PAD = 6

/**
 * Where the picture lies inside an element that shows it whole (object-fit: contain).
 * @param {import('./types.js').Size} picture  pixels
 * @param {import('./types.js').Size} element  CSS pixels
 * @returns {{scale: number, left: number, top: number}}
 */
export function fitted(picture, element) {
  const scale = Math.min(element.width / picture.width, element.height / picture.height)
  return { scale, left: (element.width - picture.width * scale) / 2, top: (element.height - picture.height * scale) / 2 }
}

/**
 * @param {import('./types.js').Box} box  pixels of the picture
 * @param {import('./types.js').Size} picture
 * @param {import('./types.js').Size} element
 * @param {boolean} mirrored
 * @returns {import('./types.js').Box} CSS pixels of the element
 */
export function placed(box, picture, element, mirrored) {
  const { scale, left, top } = fitted(picture, element)
  const x = mirrored ? picture.width - box.x - box.width : box.x
  return { x: left + x * scale, y: top + box.y * scale, width: box.width * scale, height: box.height * scale }
}

/**
 * @param {HTMLCanvasElement} canvas  lies over the video, same size
 * @param {Labelled[]} faces
 * @param {{size: import('./types.js').Size, mirrored: boolean, landmarks: boolean}} frame  size: of the analysed frame, pixels
 */
export function drawOverlay(canvas, faces, { size, mirrored, landmarks }) {
  const element = { width: canvas.clientWidth, height: canvas.clientHeight }
  const context = prepared(canvas, element)
  const fontSize = element.width < WIDE ? 12 : 15
  const ordered = [...faces].sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look))
  for (const { face, label, look } of ordered) {
    const box = placed(face.box, size, element, mirrored)
    if (landmarks) drawPoints(context, face.landmarks ?? [], box.width, point => placed({ x: point[0], y: point[1], width: 0, height: 0 }, size, element, mirrored))
    drawBox(context, box, COLOURS[look])
    if (label) drawLabel(context, box, label, { colour: COLOURS[look], fontSize, element })
  }
}

/** @param {HTMLCanvasElement} canvas */
export function clearOverlay(canvas) {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
}

/**
 * Size the canvas for the screen's pixels and empty it.
 * @param {HTMLCanvasElement} canvas
 * @param {import('./types.js').Size} element
 * @returns {CanvasRenderingContext2D} draws in CSS pixels
 */
function prepared(canvas, element) {
  const ratio = devicePixelRatio || 1
  canvas.width = Math.round(element.width * ratio)
  canvas.height = Math.round(element.height * ratio)
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
  context.scale(ratio, ratio)
  return context
}

/** @param {CanvasRenderingContext2D} context @param {import('./types.js').Box} box @param {string} colour */
function drawBox(context, box, colour) {
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, Math.min(14, box.width / 5))
  context.lineWidth = 5
  context.strokeStyle = 'rgb(0 0 0 / 35%)'
  context.stroke()
  context.lineWidth = 2.5
  context.strokeStyle = colour
  context.stroke()
}

/**
 * A pill with the text: above the box, or inside where there is no room.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./types.js').Box} box
 * @param {string} text
 * @param {{colour: string, fontSize: number, element: import('./types.js').Size}} style  CSS pixels
 */
function drawLabel(context, box, text, { colour, fontSize, element }) {
  context.font = `600 ${fontSize}px system-ui, sans-serif`
  const height = fontSize + 2 * PAD - 2
  const width = Math.min(context.measureText(text).width + 2 * PAD, element.width)
  const x = Math.max(0, Math.min(box.x, element.width - width))
  const above = box.y - height - 4
  const y = above >= 0 ? above : Math.max(0, box.y + 4)
  context.beginPath()
  context.roundRect(x, y, width, height, 7)
  context.fillStyle = colour
  context.fill()
  context.fillStyle = '#0d1512'
  context.textBaseline = 'middle'
  context.fillText(text, x + PAD, y + height / 2 + 1, element.width - 2 * PAD)
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<[number, number]>} points
 * @param {number} faceWidth  CSS pixels: small faces get small points
 * @param {(point: [number, number]) => {x: number, y: number}} place
 */
function drawPoints(context, points, faceWidth, place) {
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
