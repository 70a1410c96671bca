/** Drawing of results over a picture, with the names of face-api.js's interface. */
import { FaceDetection } from '../detection.js'
import { FaceExpressions } from '../expressions.js'
import { DrawBox } from './box.js'
import { DrawFaceLandmarks } from './landmarks.js'
import { DrawTextField } from './text.js'

/** @import { Canvas, Context } from './canvas.js' */

export { drawContour } from './canvas.js'
export { DrawBox, DrawFaceLandmarks, DrawTextField }

/**
 * Draws the box and score of each face.
 * @param {Canvas | Context} target
 * @param {any} detections  detections, results that hold one, or boxes (with a score or without); one or an array
 */
export function drawDetections(target, detections) {
  for (const item of [detections].flat()) {
    const found = item?.detection ?? item
    const box = found instanceof FaceDetection ? found.box : found?.box ?? found
    const label = Number.isFinite(found?.score) ? found.score.toFixed(2) : ''
    new DrawBox(box, { label }).draw(target)
  }
}

/**
 * Draws the landmarks of each face.
 * @param {Canvas | Context} target
 * @param {any} faceLandmarks  landmarks, or results that hold them; one or an array
 */
export function drawFaceLandmarks(target, faceLandmarks) {
  for (const item of [faceLandmarks].flat()) new DrawFaceLandmarks(item?.landmarks ?? item).draw(target)
}

/**
 * Writes the expressions of each face under its box, the most probable first.
 * @param {Canvas | Context} target
 * @param {any} faceExpressions    expressions, or results that hold them; one or an array
 * @param {number} [minConfidence] 0–1; less probable ones are left out
 * @param {import('../geometry.js').PointLike} [textFieldAnchor]  where to write expressions that come without a box
 */
export function drawFaceExpressions(target, faceExpressions, minConfidence = 0.1, textFieldAnchor = { x: 0, y: 0 }) {
  for (const item of [faceExpressions].flat()) {
    const expressions = item?.expressions ?? item
    if (!(expressions instanceof FaceExpressions)) throw new TypeError('There are no expressions to draw.')
    const shown = expressions.asSortedArray().filter(({ probability }) => probability > minConfidence)
    const lines = shown.map(({ expression, probability }) => `${expression} (${Math.round(probability * 100) / 100})`)
    new DrawTextField(lines, item.detection?.box.bottomLeft ?? textFieldAnchor).draw(target)
  }
}
