/** Draws boxes, labels and landmarks over a video or a picture. Mirrored pictures get mirrored boxes, never mirrored text. */
import { layoutLabels } from './label_layout.js'
import { drawBox, drawPill, drawPoints, measured } from './paint.js'

/**
 * @typedef {'known' | 'stranger' | 'plain' | 'missing'} Look  missing: somebody who should have been recognised
 * @typedef {{face: import('./types.js').Face, label: import('./label_lines.js').Label, look: Look, chosen?: boolean}} Labelled
 * @typedef {(context: CanvasRenderingContext2D, face: import('./types.js').Face, how: Brush) => void} Paint
 * @typedef {object} Brush
 * @property {(point: [number, number]) => {x: number, y: number}} point  pixels of the picture → CSS pixels
 * @property {string} colour
 * @property {number} width  of the face, CSS pixels
 */

const COLOURS = { known: '#4fe0b5', stranger: '#ffc46b', plain: '#ffffff', missing: '#ff6b5e' }
const ORDER = ['known', 'missing', 'stranger', 'plain']  // names have the first choice of places and lie on top
const WIDE = 560  // CSS pixels: in smaller pictures labels are smaller, too

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
export function drawOverlay(canvas, faces, frame) {
  const element = { width: canvas.clientWidth, height: canvas.clientHeight }
  drawFaces(prepared(canvas, element), faces, { ...frame, element })
}

/**
 * Draw faces in CSS pixels of an element that shows their picture whole.
 * @param {CanvasRenderingContext2D} context
 * @param {Labelled[]} faces
 * @param {object} frame
 * @param {import('./types.js').Size} frame.size      of the picture, pixels
 * @param {import('./types.js').Size} frame.element   CSS pixels
 * @param {boolean} [frame.mirrored]
 * @param {boolean} [frame.landmarks]  whether to draw their points
 * @param {boolean} [frame.boxes]      whether to draw boxes (the default)
 * @param {Paint} [frame.paint]        draws more of a face, under the labels
 */
export function drawFaces(context, faces, { size, element, mirrored = false, landmarks = false, boxes = true, paint = () => {} }) {
  const place = (/** @type {import('./types.js').Box} */ box) => placed(box, size, element, mirrored)
  const point = (/** @type {[number, number]} */ [x, y]) => place({ x, y, width: 0, height: 0 })
  const ordered = faces.map(each => ({ ...each, box: place(each.face.box) })).sort(byImportance)
  for (const { face, box, look, chosen } of [...ordered].reverse()) {
    paint(context, face, { point, colour: COLOURS[look], width: box.width })
    if (landmarks) drawPoints(context, face.landmarks ?? [], box.width, point)
    if (boxes || chosen) drawBox(context, box, COLOURS[look], chosen)
  }
  const fontSize = element.width < WIDE ? 12 : 15
  const bounds = place({ x: 0, y: 0, ...size })
  const pills = layoutLabels(ordered, { bounds, fontSize, measure: (text, font) => measured(context, text, font) })
  for (const [index, { look }] of [...ordered.entries()].reverse()) drawPill(context, pills[index], COLOURS[look])
}

/** @param {Labelled & {box: import('./types.js').Box}} a @param {Labelled & {box: import('./types.js').Box}} b */
function byImportance(a, b) {
  return ORDER.indexOf(a.look) - ORDER.indexOf(b.look) || b.box.width * b.box.height - a.box.width * a.box.height
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
