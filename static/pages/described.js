/** Faces of a picture with what tells people apart: descriptor and aligned crop. */
import { alignedCrop } from './aligned.js'
import { readingOrder } from './reading_order.js'

/**
 * @typedef {{face: import('./types.js').Face, descriptor: Float32Array, crop: HTMLCanvasElement}} Described
 */

const RECOGNISER = 'face_recognition'
const CROP = 112  // pixels: 56 on the page, sharp on fine screens

/**
 * @param {import('./page_engine.js').PageEngine} engine
 * @param {HTMLImageElement} image
 * @param {import('../faces/types.js').DetectorRequest} detector
 * @returns {Promise<Described[]>} as people read the picture
 * @throws {Error} FamiliarError of the library
 */
export async function describedFaces(engine, image, detector) {
  const { faces } = await engine.analyze(image, { detector, landmarks: true, descriptors: { name: RECOGNISER } })
  const crop = engine.status.engine?.specs[RECOGNISER].crops?.[0]
  return readingOrder(faces).flatMap(face =>
    crop && face.descriptor ? [{ face, descriptor: face.descriptor, crop: alignedCrop(image, face, crop, CROP) }] : [])
}
