/** Drawing of results over a picture, with the names and looks of face-api.js's interface. */
import { FaceDetection } from '../classes/detection.js'
import { FaceExpressions } from '../classes/expressions.js'
import { FaceLandmarks } from '../classes/landmarks.js'
import { round } from '../classes/numbers.js'
import { isWithFaceLandmarks } from '../factories/index.js'
import { DrawBox } from './box.js'
import { DrawFaceLandmarks } from './landmarks.js'
import { DrawTextField } from './text.js'

/** @import { Canvas, Context } from '../media/canvas.js' */

export { DrawBox, DrawBoxOptions } from './box.js'
export { drawContour } from './contour.js'
export { DrawFaceLandmarks, DrawFaceLandmarksOptions } from './landmarks.js'
export { AnchorPosition, DrawTextField, DrawTextFieldOptions } from './text.js'

/**
 * Draws the box and score of each face.
 * @param {string | Canvas | Context} target  a canvas, its context or its id
 * @param {any} detections  detections, results that hold one, or boxes; one or an array
 */
export function drawDetections(target, detections) {
  for (const item of [detections].flat()) {
    const found = item?.detection ?? item
    const [box, score] = found instanceof FaceDetection ? [found.box, found.score] : [found, 0]
    new DrawBox(box, { label: score ? `${round(score)}` : undefined }).draw(target)
  }
}

/**
 * Draws the landmarks of each face.
 * @param {string | Canvas | Context} target  a canvas, its context or its id
 * @param {any} faceLandmarks  landmarks, or results that hold them; one or an array
 * @throws {TypeError}
 */
export function drawFaceLandmarks(target, faceLandmarks) {
  for (const item of [faceLandmarks].flat()) {
    const landmarks = isWithFaceLandmarks(item) ? item.landmarks : item
    if (!(landmarks instanceof FaceLandmarks)) throw new TypeError('There are no landmarks to draw.')
    new DrawFaceLandmarks(landmarks).draw(target)
  }
}

/**
 * Writes the expressions of each face under its box, the most probable first.
 * @param {string | Canvas | Context} target  a canvas, its context or its id
 * @param {any} faceExpressions    expressions, or results that hold them; one or an array
 * @param {number} [minConfidence] 0–1; less probable ones are left out
 * @param {import('../classes/point.js').PointLike} [textFieldAnchor]  where to write expressions that come without a box
 * @throws {TypeError}
 */
export function drawFaceExpressions(target, faceExpressions, minConfidence = 0.1, textFieldAnchor = { x: 0, y: 0 }) {
  for (const item of [faceExpressions].flat()) {
    const expressions = item?.expressions ?? item
    if (!(expressions instanceof FaceExpressions)) throw new TypeError('There are no expressions to draw.')
    const shown = expressions.asSortedArray().filter(({ probability }) => probability > minConfidence)
    const lines = shown.map(({ expression, probability }) => `${expression} (${round(probability)})`)
    new DrawTextField(lines, item.detection?.box.bottomLeft ?? textFieldAnchor).draw(target)
  }
}
