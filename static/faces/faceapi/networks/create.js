/** Own instances of networks from the values of a flat file. They are loaded when first asked; what fails then is told then. */
import { Mtcnn, SsdMobilenetv1, TinyFaceDetector, TinyYolov2 } from './detectors.js'
import { FaceRecognitionNet } from './faces.js'

/** @import { NeuralNetwork } from './neural_network.js' */

/** @template {NeuralNetwork} T @param {T} network @param {Float32Array} weights */
function filled(network, weights) {
  network.extractWeights(weights)
  return network
}

/** @param {Float32Array} weights */
export const createSsdMobilenetv1 = (weights) => filled(new SsdMobilenetv1(), weights)
export const createFaceDetectionNet = createSsdMobilenetv1

/** @param {Float32Array} weights */
export const createTinyFaceDetector = (weights) => filled(new TinyFaceDetector(), weights)

/** @param {Float32Array} weights @param {boolean} [withSeparableConvs]  see TinyYolov2 */
export const createTinyYolov2 = (weights, withSeparableConvs) => filled(new TinyYolov2(withSeparableConvs), weights)

/** @param {Float32Array} weights */
export const createMtcnn = (weights) => filled(new Mtcnn(), weights)

/** @param {Float32Array} weights */
export const createFaceRecognitionNet = (weights) => filled(new FaceRecognitionNet(), weights)
