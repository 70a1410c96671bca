import { FaceDetection } from './detection.js'
import { FaceExpressions } from './expressions.js'
import { FaceLandmarks68 } from './landmarks.js'
import { Box, Dimensions } from './geometry.js'
import { clipToPixels } from '../ops/boxes.js'
import { shiftOf } from '../ops/landmarks.js'

/** @import { SizeLike } from './geometry.js' */
/** @import { Face, Gender, Size } from '../types.js' */

/**
 * @typedef {object} FaceResult  a face in the shape of face-api.js's interface; parts that were not asked for are absent
 * @property {FaceDetection} detection
 * @property {FaceLandmarks68} [landmarks]           in the image
 * @property {FaceLandmarks68} [unshiftedLandmarks]  in the face's crop
 * @property {FaceDetection} [alignedRect]           the landmarks' box, a fifth larger
 * @property {Float32Array} [descriptor]
 * @property {FaceExpressions} [expressions]
 * @property {number} [age]                years
 * @property {Gender} [gender]
 * @property {number} [genderProbability]  0.5–1
 * @property {number} [real]               0–1, Familiar's own
 * @property {number} [live]               0–1, Familiar's own
 */

/** Parts that are the same in both shapes. */
const PLAIN = /** @type {const} */ (['descriptor', 'age', 'gender', 'genderProbability', 'real', 'live'])

/**
 * @param {Face} face
 * @param {Size} size  of the image, pixels
 * @returns {FaceResult}
 */
export function toResult(face, size) {
  const detection = new FaceDetection(face.score, new Box(face.box).rescale(new Dimensions(size.width, size.height).reverse()), size)
  /** @type {FaceResult} */
  const result = { detection }
  if (face.landmarks) Object.assign(result, landmarkParts(detection, unshift(face, size)))
  if (face.expressions) result.expressions = new FaceExpressions(face.expressions)
  for (const part of PLAIN) if (face[part] !== undefined) Object.assign(result, { [part]: face[part] })
  return result
}

/**
 * The landmarks of a face relative to its crop.
 * @param {Face} face
 * @param {Size} size
 */
function unshift({ box, landmarks = [] }, size) {
  const crop = clipToPixels(box, size)
  const { x: left, y: top } = shiftOf(box)
  return new FaceLandmarks68(landmarks.map(([x, y]) => ({ x: (x - left) / crop.width, y: (y - top) / crop.height })), crop)
}

/**
 * @param {FaceDetection} detection
 * @param {FaceLandmarks68} unshiftedLandmarks
 */
function landmarkParts(detection, unshiftedLandmarks) {
  const { x, y } = shiftOf(detection.box)
  const landmarks = unshiftedLandmarks.shiftBy(x, y)
  const aligned = landmarks.align().rescale(detection.imageDims.reverse())
  return { landmarks, unshiftedLandmarks, alignedRect: new FaceDetection(detection.score, aligned, detection.imageDims) }
}

/**
 * The same results for the image at another size, for instance the size at which it is shown.
 * @template T
 * @param {T} results        a detection, a result, landmarks, or an array of them
 * @param {SizeLike} dimensions  pixels
 * @returns {T} new objects
 */
export function resizeResults(results, dimensions) {
  return /** @type {T} */ (resize(results, new Dimensions(dimensions.width, dimensions.height)))
}

/** @param {any} value @param {Dimensions} to @returns {any} */
function resize(value, to) {
  if (Array.isArray(value)) return value.map((item) => resize(item, to))
  if (value instanceof FaceDetection) return value.forSize(to.width, to.height)
  if (value instanceof FaceLandmarks68) return value.forSize(to.width, to.height)
  if (!(value?.detection instanceof FaceDetection)) return value
  const detection = value.detection.forSize(to.width, to.height)
  if (!value.unshiftedLandmarks) return { ...value, detection }
  const { imageWidth, imageHeight } = value.detection
  const { unshiftedLandmarks: old } = value
  const crop = old.forSize(old.imageWidth * to.width / imageWidth, old.imageHeight * to.height / imageHeight)
  return { ...value, detection, ...landmarkParts(detection, crop) }
}
