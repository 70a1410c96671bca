/** Drawing of results over a picture, with the names of face-api.js's interface. */
import { FaceDetection } from '../detection.js'
import { DrawBox } from './box.js'
import { DrawFaceLandmarks } from './landmarks.js'

/** @import { Canvas, Context } from './canvas.js' */

export { drawContour } from './canvas.js'
export { DrawTextField } from './text.js'
export { DrawBox, DrawFaceLandmarks }

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
