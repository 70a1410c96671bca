/** The detectors by their names. They take their options as an object of the options' class, or as a plain one. */
import { Box } from './classes/box.js'
import { FaceDetection } from './classes/detection.js'
import { Dimensions } from './classes/dimensions.js'
import { FaceLandmarks5 } from './classes/landmarks.js'
import { extendWithFaceLandmarks } from './factories/index.js'
import { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from './options.js'
import { analyze, detectAllFaces } from './tasks.js'
import { shiftOf } from '../ops/landmarks.js'

/** @import { Face, Size } from '../types.js' */

/**
 * Finds all faces with SSD MobileNetV1.
 * @param {any} input  see `detectAllFaces`
 * @param {any} [options]
 * @returns {Promise<FaceDetection[]>}
 */
export const ssdMobilenetv1 = async (input, options) => detectAllFaces(input, new SsdMobilenetv1Options(options))
export const locateFaces = ssdMobilenetv1

/** The same with the tiny face detector. @param {any} input @param {any} [options] @returns {Promise<FaceDetection[]>} */
export const tinyFaceDetector = async (input, options) => detectAllFaces(input, new TinyFaceDetectorOptions(options))

/** The same with Tiny YOLO v2. @param {any} input @param {any} [options] @returns {Promise<FaceDetection[]>} */
export const tinyYolov2 = async (input, options) => detectAllFaces(input, new TinyYolov2Options(options))

/**
 * Finds all faces and five points of each with MTCNN.
 * @param {any} input  see `detectAllFaces`
 * @param {any} [options]
 * @returns {Promise<any[]>} results with FaceLandmarks5
 */
export async function mtcnn(input, options) {
  const { faces, size } = await analyze(input, { detector: new MtcnnOptions(options).request })
  return faces.map((face) => withFivePoints(face, size))
}

/** @param {Face} face  with keypoints @param {Size} size  of the image, pixels */
function withFivePoints({ score, box, keypoints = [] }, size) {
  const detection = new FaceDetection(score, new Box(box).rescale(new Dimensions(size.width, size.height).reverse()), size)
  const { x: left, y: top } = shiftOf(box)
  const relative = keypoints.map(([x, y]) => ({ x: (x - left) / box.width, y: (y - top) / box.height }))
  return extendWithFaceLandmarks({ detection }, new FaceLandmarks5(relative, box))
}
