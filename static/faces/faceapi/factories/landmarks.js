import { FaceDetection } from '../classes/detection.js'
import { FaceLandmarks } from '../classes/landmarks.js'
import { shiftOf } from '../../ops/landmarks.js'
import { headAngle } from './angle.js'

/** @import { Angle } from './angle.js' */

/**
 * @template {FaceLandmarks} L
 * @typedef {object} LandmarkParts
 * @property {L} landmarks           in the image
 * @property {L} unshiftedLandmarks  in the face's crop
 * @property {FaceDetection} alignedRect  the landmarks' box, a fifth larger
 * @property {Angle} angle
 */

/**
 * @template {{detection: FaceDetection}} T
 * @template {FaceLandmarks} L
 * @param {T} source
 * @param {L} unshiftedLandmarks  in the crop of the source's detection
 * @returns {T & LandmarkParts<L>} a copy
 */
export function extendWithFaceLandmarks(source, unshiftedLandmarks) {
  const { detection } = source
  const { x, y } = shiftOf(detection.box)
  const landmarks = unshiftedLandmarks.shiftBy(x, y)
  const aligned = landmarks.align().rescale(detection.imageDims.reverse())
  const alignedRect = new FaceDetection(detection.score, aligned, detection.imageDims)
  return { ...source, landmarks, unshiftedLandmarks, alignedRect, angle: headAngle(unshiftedLandmarks.positions) }
}

/** @param {any} value @returns {value is {detection: FaceDetection} & LandmarkParts<FaceLandmarks>} */
export function isWithFaceLandmarks(value) {
  return value?.detection instanceof FaceDetection && value.alignedRect instanceof FaceDetection
    && value.landmarks instanceof FaceLandmarks && value.unshiftedLandmarks instanceof FaceLandmarks
}
