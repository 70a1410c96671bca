/**
 * Familiar in a page: the names and shapes of face-api.js's interface, and Familiar's own engine.
 *
 *     import { detectAllFaces, nets } from '/static/faces/index.js'
 *     await nets.ssdMobilenetv1.loadFromUri('/static/models/')
 *     const detections = await detectAllFaces(document.querySelector('img'))
 */
export { FaceDetection, ObjectDetection } from './faceapi/classes/detection.js'
export { matchDimensions } from './faceapi/dom.js'
export * as draw from './faceapi/draw/index.js'
export { createEngine } from './engine.js'
export { FamiliarError } from './errors.js'
export { FACE_EXPRESSION_LABELS, FaceExpressions } from './faceapi/classes/expressions.js'
export { FaceLandmarks, FaceLandmarks5, FaceLandmarks68 } from './faceapi/classes/landmarks.js'
export { Box } from './faceapi/classes/box.js'
export { BoundingBox, LabeledBox, PredictedBox, Rect } from './faceapi/classes/boxes.js'
export { Dimensions } from './faceapi/classes/dimensions.js'
export { Point } from './faceapi/classes/point.js'
export { euclideanDistance, FaceMatch, FaceMatcher, LabeledFaceDescriptors } from './faceapi/classes/matcher.js'
export { nets, useEngine } from './faceapi/nets.js'
export { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from './faceapi/options.js'
export { resizeResults } from './faceapi/results.js'
export { detectAllFaces, detectSingleFace } from './faceapi/tasks.js'
