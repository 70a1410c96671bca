/** What is drawn where, told by a context that writes down the calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { FaceDetection } from '../../static/faces/faceapi/classes/detection.js'
import * as draw from '../../static/faces/faceapi/draw/index.js'
import { FaceExpressions } from '../../static/faces/faceapi/classes/expressions.js'
import { Box } from '../../static/faces/faceapi/classes/box.js'
import { FaceLandmarks68 } from '../../static/faces/faceapi/classes/landmarks.js'

const GLYPH = 0.5 // width of a letter as a share of the font's size

/**
 * A canvas whose context remembers what was called.
 * @param {{width: number, height: number}} size
 */
function recorder(size) {
  /** @type {any[][]} */
  const calls = []
  const note = (/** @type {string} */ name) => (/** @type {any[]} */ ...args) => { calls.push([name, ...args]) }
  const drawing = ['strokeRect', 'fillRect', 'fillText', 'beginPath', 'moveTo', 'lineTo', 'closePath', 'stroke', 'arc', 'fill']
  /** @type {any} */
  const context = Object.fromEntries(drawing.map((name) => [name, note(name)]))
  /** @type {any} */
  const canvas = { ...size, getContext: () => context }
  context.canvas = canvas
  context.measureText = (/** @type {string} */ text) => ({ width: text.length * GLYPH * parseFloat(context.font) })
  return { canvas, context, of: (/** @type {string} */ name) => calls.filter(([called]) => called === name).map(([, ...args]) => args) }
}

const detection = new FaceDetection(0.876, new Box({ x: 0.1, y: 0.2, width: 0.3, height: 0.4 }), { width: 200, height: 100 })
const landmarks = new FaceLandmarks68(Array.from({ length: 68 }, (_, i) => ({ x: i / 68, y: 0.5 })), { width: 68, height: 10 }, { x: 5, y: 7 })

test('drawDetections draws box and score of detections, results, and one or many', () => {
  for (const given of [detection, [detection], { detection }, [{ detection, descriptor: null }]]) {
    const { canvas, of } = recorder({ width: 200, height: 100 })
    draw.drawDetections(canvas, given)
    assert.deepEqual(of('strokeRect').map((sides) => sides.map(Math.round)), [[20, 20, 60, 40]])
    assert.deepEqual(of('fillText').map(([text]) => text), ['0.87'])
  }
})

test('a plain box is drawn without a label', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  draw.drawDetections(canvas, { x: 1, y: 2, width: 3, height: 4 })
  assert.deepEqual(of('strokeRect'), [[1, 2, 3, 4]])
  assert.deepEqual(of('fillText'), [])
})

test('a label stays inside the canvas', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  new draw.DrawBox({ x: 180, y: 70, width: 30, height: 40 }, { label: 'A rather long name' }).draw(canvas)
  const [[x, y, width, height]] = of('fillRect')
  assert.ok(x >= 0 && y >= 0 && x + width <= 200 && y + height <= 100)
})

test('a text field lies at its anchor by the corner that was asked for', () => {
  const place = (/** @type {any} */ anchorPosition) => {
    const { canvas, of } = recorder({ width: 500, height: 500 })
    new draw.DrawTextField(['one', 'three'], { x: 250, y: 250 }, { anchorPosition, padding: 3, fontSize: 10 }).draw(canvas)
    return of('fillRect')[0]
  }
  const [width, height] = [5 * GLYPH * 10 + 2 * 3, 2 * 10 + 2 * 3]
  assert.deepEqual(place('TOP_LEFT'), [250, 250, width, height])
  assert.deepEqual(place('BOTTOM_RIGHT'), [250 - width, 250 - height, width, height])
  assert.deepEqual(place('TOP_RIGHT'), [250 - width, 250, width, height])
  assert.deepEqual(place('BOTTOM_LEFT'), [250, 250 - height, width, height])
})

test('text is drawn as text', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  new draw.DrawTextField(new draw.DrawTextField('<b>Ada</b>', { x: 0, y: 0 }), { x: 5, y: 5 }).draw(canvas)
  assert.deepEqual(of('fillText').map(([text]) => text), ['<b>Ada</b>'])
})

test('landmarks are drawn as points and lines; eyes and mouth are closed', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  draw.drawFaceLandmarks(canvas, [landmarks])
  assert.equal(of('arc').length, 68)
  assert.deepEqual(of('arc')[0].slice(0, 2), [5, 12])
  assert.equal(of('stroke').length, 7)
  assert.equal(of('closePath').length, 3)
})

test('points alone', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  new draw.DrawFaceLandmarks(landmarks, { drawLines: false }).draw(canvas)
  assert.deepEqual([of('arc').length, of('stroke').length], [68, 0])
})

const expressions = new FaceExpressions({ neutral: 0.3, happy: 0.604, sad: 0.096 })

test('expressions are written under the box, the most probable first, the improbable not', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  draw.drawFaceExpressions(canvas, [{ detection, expressions }])
  assert.deepEqual(of('fillText').map(([text]) => text), ['happy (0.6)', 'neutral (0.3)'])
  const [[x, y]] = of('fillRect')
  assert.deepEqual([Math.round(x), y <= 60 && y > 0], [20, true])
})

test('expressions without a box are written where the page says', () => {
  const { canvas, of } = recorder({ width: 200, height: 100 })
  draw.drawFaceExpressions(canvas, expressions, 0.05, { x: 7, y: 8 })
  assert.equal(of('fillText').length, 3)
  assert.deepEqual(of('fillRect')[0].slice(0, 2), [7, 8])
})

test('what holds no expressions is refused', () => {
  const { canvas } = recorder({ width: 200, height: 100 })
  assert.throws(() => draw.drawFaceExpressions(canvas, [{ detection }]), /no expressions/)
})

test('what is no canvas is refused', () => {
  assert.throws(() => draw.drawDetections(/** @type {any} */ ({}), detection), /canvas/)
})
