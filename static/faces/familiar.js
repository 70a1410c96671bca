/** Familiar's own part of the library: the engine and the matcher, without TensorFlow.js on the page's thread. */
export { createEngine } from './engine.js'
export { FamiliarError } from './errors.js'
export { euclideanDistance, FaceMatch, FaceMatcher, LabeledFaceDescriptors } from './faceapi/classes/matcher.js'
export { version } from './version.js'
