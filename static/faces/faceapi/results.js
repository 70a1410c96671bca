import { Box } from './classes/box.js'
import { FaceDetection } from './classes/detection.js'
import { Dimensions } from './classes/dimensions.js'
import { FaceExpressions } from './classes/expressions.js'
import { FaceLandmarks, FaceLandmarks68 } from './classes/landmarks.js'
import { extendWithFaceLandmarks, isWithFaceDetection, isWithFaceLandmarks } from './factories/index.js'
import { clipToPixels } from '../ops/boxes.js'
import { shiftOf } from '../ops/landmarks.js'

/** @import { SizeLike } from './classes/dimensions.js' */
/** @import { Angle } from './factories/angle.js' */
/** @import { Face, Gender, Size } from '../types.js' */

/**
 * @typedef {object} FaceResult  a face in the shape of face-api.js's interface; parts that were not asked for are absent
 * @property {FaceDetection} detection
 * @property {FaceLandmarks68} [landmarks]           in the image
 * @property {FaceLandmarks68} [unshiftedLandmarks]  in the face's crop
 * @property {FaceDetection} [alignedRect]           the landmarks' box, a fifth larger
 * @property {Angle} [angle]
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
  const result = face.landmarks ? extendWithFaceLandmarks({ detection }, unshift(face, size)) : { detection }
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
 * The same results for the image at another size, for instance the size at which it is shown.
 * @template T
 * @param {T} results        a detection, a result, landmarks, or an array of them; anything else comes back as it is
 * @param {SizeLike} dimensions  pixels
 * @returns {T} new objects
 * @throws {RangeError} when a side is not more than 0
 */
export function resizeResults(results, dimensions) {
  const to = new Dimensions(dimensions.width, dimensions.height)
  if (to.width > 0 && to.height > 0) return /** @type {T} */ (resize(results, to))
  throw new RangeError(`Results cannot be shown at ${to.width} × ${to.height} pixels.`)
}

/** @param {any} value @param {Dimensions} to @returns {any} */
function resize(value, to) {
  if (Array.isArray(value)) return value.map((item) => resize(item, to))
  if (value instanceof FaceDetection || value instanceof FaceLandmarks) return value.forSize(to.width, to.height)
  if (!isWithFaceDetection(value)) return value
  const detection = value.detection.forSize(to.width, to.height)
  if (!isWithFaceLandmarks(value)) return { ...value, detection }
  const { imageWidth, imageHeight } = value.detection
  const { unshiftedLandmarks: old } = value
  const crop = old.forSize(old.imageWidth * to.width / imageWidth, old.imageHeight * to.height / imageHeight)
  return extendWithFaceLandmarks({ ...value, detection }, crop)
}
