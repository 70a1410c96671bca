/** Results grow by parts: `extendWith…` gives a copy with one part more, `isWith…` tells whether a result has it. */
import { FaceDetection } from '../classes/detection.js'
import { FaceExpressions } from '../classes/expressions.js'
import { isValidProbablitiy } from '../classes/numbers.js'
import { Gender } from '../classes/gender.js'

export { extendWithFaceLandmarks, isWithFaceLandmarks } from './landmarks.js'

/** @template T @param {T} source @param {FaceDetection} detection */
export const extendWithFaceDetection = (source, detection) => ({ ...source, detection })
/** @param {any} value @returns {value is {detection: FaceDetection}} */
export const isWithFaceDetection = (value) => value?.detection instanceof FaceDetection

/** @template T @param {T} source @param {Float32Array} descriptor */
export const extendWithFaceDescriptor = (source, descriptor) => ({ ...source, descriptor })

/** @template T @param {T} source @param {FaceExpressions} expressions */
export const extendWithFaceExpressions = (source, expressions) => ({ ...source, expressions })
/** @param {any} value @returns {value is {expressions: FaceExpressions}} */
export const isWithFaceExpressions = (value) => value?.expressions instanceof FaceExpressions

/** @template T @param {T} source @param {number} age  years */
export const extendWithAge = (source, age) => ({ ...source, age })
/** @param {any} value @returns {value is {age: number}} */
export const isWithAge = (value) => typeof value?.age === 'number'

/** @template T @param {T} source @param {import('../../types.js').Gender} gender @param {number} genderProbability  0–1 */
export const extendWithGender = (source, gender, genderProbability) => ({ ...source, gender, genderProbability })
/** @param {any} value @returns {value is {gender: import('../../types.js').Gender, genderProbability: number}} */
export const isWithGender = (value) =>
  [Gender.MALE, Gender.FEMALE].includes(value?.gender) && isValidProbablitiy(value.genderProbability)
