/**
 * Familiar in a page: the names and shapes of face-api.js's interface, and Familiar's own engine.
 *
 *     import { detectAllFaces, nets } from '/static/faces/index.js'
 *     await nets.ssdMobilenetv1.loadFromUri('/static/models/')
 *     const detections = await detectAllFaces(document.querySelector('img'))
 */
export { FaceDetection } from './detection.js'
export { matchDimensions } from './dom.js'
export * as draw from './draw/index.js'
export { createEngine } from './engine.js'
export { FamiliarError } from './errors.js'
export { FaceExpressions } from './expressions.js'
export { FaceLandmarks, FaceLandmarks68 } from './landmarks.js'
export { Box, Dimensions, Point, Rect } from './geometry.js'
export { euclideanDistance, FaceMatch, FaceMatcher, LabeledFaceDescriptors } from './matcher.js'
export { nets, useEngine } from './nets.js'
export { MtcnnOptions, SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options } from './options.js'
export { resizeResults } from './results.js'
export { detectAllFaces, detectSingleFace } from './tasks.js'
