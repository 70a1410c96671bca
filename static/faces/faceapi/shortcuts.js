/** Functions that say in one word what `nets` and `detectAllFaces` do. */
import { nets } from './nets.js'
import { MtcnnOptions, SsdMobilenetv1Options, TinyYolov2Options } from './options.js'
import { detectAllFaces } from './tasks.js'

/** @import { DetectorOptions } from './tasks.js' */

/** @param {any} input @param {DetectorOptions} options @returns {Promise<any[]>} FaceResult[] with landmarks and descriptors */
async function describeAllFaces(input, options) {
  return detectAllFaces(input, options).withFaceLandmarks().withFaceDescriptors()
}

/**
 * All faces with landmarks and descriptors, found by SSD MobileNetV1.
 * @param {any} input  see `detectAllFaces`
 * @param {number} [minConfidence]  0–1
 */
export const allFacesSsdMobilenetv1 = async (input, minConfidence) => describeAllFaces(input, new SsdMobilenetv1Options({ minConfidence }))

/** The same, found by Tiny YOLO v2. @param {any} input @param {ConstructorParameters<typeof TinyYolov2Options>[0]} [options] */
export const allFacesTinyYolov2 = async (input, options) => describeAllFaces(input, new TinyYolov2Options(options))

/** The same, found by MTCNN. @param {any} input @param {ConstructorParameters<typeof MtcnnOptions>[0]} [options] */
export const allFacesMtcnn = async (input, options) => describeAllFaces(input, new MtcnnOptions(options))

export const allFaces = allFacesSsdMobilenetv1

/** @param {string} url  of the folder of networks */
export const loadSsdMobilenetv1Model = (url) => nets.ssdMobilenetv1.load(url)
/** @param {string} url */
export const loadTinyFaceDetectorModel = (url) => nets.tinyFaceDetector.load(url)
/** @param {string} url */
export const loadTinyYolov2Model = (url) => nets.tinyYolov2.load(url)
/** @param {string} url */
export const loadMtcnnModel = (url) => nets.mtcnn.load(url)
/** @param {string} url */
export const loadFaceLandmarkModel = (url) => nets.faceLandmark68Net.load(url)
/** @param {string} url */
export const loadFaceLandmarkTinyModel = (url) => nets.faceLandmark68TinyNet.load(url)
/** @param {string} url */
export const loadFaceRecognitionModel = (url) => nets.faceRecognitionNet.load(url)
/** @param {string} url */
export const loadFaceExpressionModel = (url) => nets.faceExpressionNet.load(url)
/** @param {string} url */
export const loadAgeGenderModel = (url) => nets.ageGenderNet.load(url)

export const loadFaceDetectionModel = loadSsdMobilenetv1Model
