/**
 * Familiar with all that face-api.js's interface has, and TensorFlow.js on the page's thread for it.
 *
 *     import * as faceapi from '/static/faces/index.js'
 *     await faceapi.nets.ssdMobilenetv1.loadFromUri('/static/models/')
 *     const detections = await faceapi.detectAllFaces(document.querySelector('img'))
 *
 * A page that needs only the engine and the matcher imports `familiar.js`, which leaves TensorFlow.js to the worker.
 */
export * from './familiar.js'
export { Box } from './faceapi/classes/box.js'
export { BoundingBox, LabeledBox, PredictedBox, Rect } from './faceapi/classes/boxes.js'
export { minBbox } from './faceapi/classes/bounds.js'
export { FaceDetection, ObjectDetection } from './faceapi/classes/detection.js'
export { Dimensions } from './faceapi/classes/dimensions.js'
export { FACE_EXPRESSION_LABELS, FaceExpressions } from './faceapi/classes/expressions.js'
export { Gender } from './faceapi/classes/gender.js'
export { FaceLandmarks, FaceLandmarks5, FaceLandmarks68 } from './faceapi/classes/landmarks.js'
export { Point } from './faceapi/classes/point.js'
export {
  computeFaceDescriptor, detectFaceLandmarks, detectFaceLandmarksTiny, detectLandmarks, predictAgeAndGender, recognizeFaceExpressions,
} from './faceapi/crops.js'
export { locateFaces, mtcnn, ssdMobilenetv1, tinyFaceDetector, tinyYolov2 } from './faceapi/detectors.js'
export * as draw from './faceapi/draw/index.js'
export { env } from './faceapi/env.js'
export * from './faceapi/factories/index.js'
export { createCanvas, createCanvasFromMedia, getContext2dOrThrow, imageToSquare } from './faceapi/media/canvas.js'
export {
  awaitMediaLoaded, getMediaDimensions, isMediaElement, isMediaLoaded, matchDimensions, resolveInput,
} from './faceapi/media/elements.js'
export { extractFaces } from './faceapi/media/extract.js'
export {
  bufferToImage, bufferToVideo, fetchImage, fetchJson, fetchNetWeights, fetchOrThrow, fetchVideo,
} from './faceapi/media/fetch.js'
export { NetInput, toNetInput } from './faceapi/media/net_input.js'
export { extractFaceTensors, imageTensorToCanvas, normalize, padToSquare } from './faceapi/media/tensors.js'
export { loadWeightMap } from './faceapi/media/weight_map.js'
export { nets } from './faceapi/nets.js'
export * from './faceapi/networks/create.js'
export { Mtcnn, SsdMobilenetv1, SsdMobilenetv1 as FaceDetectionNet, TinyFaceDetector, TinyYolov2 } from './faceapi/networks/detectors.js'
export {
  AgeGenderNet, FaceExpressionNet, FaceLandmark68Net, FaceLandmark68Net as FaceLandmarkNet, FaceLandmark68TinyNet, FaceRecognitionNet,
} from './faceapi/networks/faces.js'
export { NeuralNetwork } from './faceapi/networks/neural_network.js'
export { inverseSigmoid, iou, nonMaxSuppression, shuffleArray, sigmoid } from './faceapi/ops.js'
export { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from './faceapi/options.js'
export { resizeResults } from './faceapi/results.js'
export { useEngine } from './faceapi/shared.js'
export * from './faceapi/shortcuts.js'
export { ComposableTask, DetectAllFacesTask, detectAllFaces, DetectSingleFaceTask, detectSingleFace } from './faceapi/tasks.js'
export * as tf from './faceapi/tf.js'
export * as utils from './faceapi/utils.js'
