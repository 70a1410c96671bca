/** The detectors of `nets` as functions. They take their options as an object of the options' class, or as a plain one. */
import { nets } from './nets.js'

/** @import { FaceDetection } from './classes/detection.js' */

/**
 * Finds all faces with SSD MobileNetV1.
 * @param {any} input  see `detectAllFaces`
 * @param {any} [options]
 * @returns {Promise<FaceDetection[]>}
 */
export const ssdMobilenetv1 = (input, options) => nets.ssdMobilenetv1.locateFaces(input, options)
export const locateFaces = ssdMobilenetv1

/** The same with the tiny face detector. @param {any} input @param {any} [options] @returns {Promise<FaceDetection[]>} */
export const tinyFaceDetector = (input, options) => nets.tinyFaceDetector.locateFaces(input, options)

/** The same with Tiny YOLO v2. @param {any} input @param {any} [options] @returns {Promise<FaceDetection[]>} */
export const tinyYolov2 = (input, options) => nets.tinyYolov2.locateFaces(input, options)

/**
 * Finds all faces and five points of each with MTCNN.
 * @param {any} input  see `detectAllFaces`
 * @param {any} [options]
 * @returns {Promise<any[]>} results with FaceLandmarks5
 */
export const mtcnn = (input, options) => nets.mtcnn.forward(input, options)
