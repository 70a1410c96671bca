/**
 * Familiar in a page: the names and shapes of face-api.js's interface, and Familiar's own engine.
 *
 *     import { detectAllFaces, nets } from '/static/faces/index.js'
 *     await nets.ssdMobilenetv1.loadFromUri('/static/models/')
 *     const detections = await detectAllFaces(document.querySelector('img'))
 */
export { FaceDetection } from './faceapi/detection.js'
export { matchDimensions } from './faceapi/dom.js'
export * as draw from './faceapi/draw/index.js'
export { createEngine } from './engine.js'
export { FamiliarError } from './errors.js'
export { FaceExpressions } from './faceapi/expressions.js'
export { FaceLandmarks, FaceLandmarks68 } from './faceapi/landmarks.js'
export { Box, Dimensions, Point, Rect } from './faceapi/geometry.js'
export { euclideanDistance, FaceMatch, FaceMatcher, LabeledFaceDescriptors } from './faceapi/matcher.js'
export { nets, useEngine } from './faceapi/nets.js'
export { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from './faceapi/options.js'
export { resizeResults } from './faceapi/results.js'
export { detectAllFaces, detectSingleFace } from './faceapi/tasks.js'
