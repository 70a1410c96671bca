/** The detectors' settings, checked when made, with the names and defaults of face-api.js. */

/** @import { DetectorRequest } from '../types.js' */

/** Refuses a setting with a sentence. @param {boolean} holds @param {string} rule @param {any} value */
function demand(holds, rule, value) {
  if (!holds) throw new RangeError(`${rule}, not ${JSON.stringify(value)}.`)
}

/** @param {string} name @param {any} value */
function demandThreshold(name, value) {
  demand(value > 0 && value < 1, `${name} must lie between 0 and 1`, value)
}

/** @param {string} name @param {any} value */
function demandPositive(name, value) {
  demand(Number.isFinite(value) && value > 0, `${name} must be more than 0`, value)
}

/** @param {string} name @param {any} value */
function demandCount(name, value) {
  demand(Number.isInteger(value) && value > 0, `${name} must be a whole number from 1`, value)
}

/** Settings of SSD MobileNetV1. */
export class SsdMobilenetv1Options {
  /**
   * @param {{minConfidence?: number, maxResults?: number}} [options]  minConfidence: 0–1
   * @throws {RangeError}
   */
  constructor({ minConfidence = 0.5, maxResults = 100 } = {}) {
    demandThreshold('minConfidence', minConfidence)
    demandCount('maxResults', maxResults)
    this.minConfidence = minConfidence
    this.maxResults = maxResults
  }
  /** @returns {DetectorRequest} */
  get request() {
    return { name: 'ssd_mobilenetv1', scoreThreshold: this.minConfidence, maxResults: this.maxResults }
  }
}

/** Settings of a detector that takes pictures of several sizes. */
class GridOptions {
  /**
   * @param {{inputSize?: number, scoreThreshold?: number}} [options]  inputSize: pixels, a multiple of 32; scoreThreshold: 0–1
   * @throws {RangeError}
   */
  constructor({ inputSize = 416, scoreThreshold = 0.5 } = {}) {
    demand(inputSize > 0 && inputSize % 32 === 0, 'inputSize must be a multiple of 32', inputSize)
    demandThreshold('scoreThreshold', scoreThreshold)
    this.inputSize = inputSize
    this.scoreThreshold = scoreThreshold
  }
}

/** Settings of the tiny face detector. */
export class TinyFaceDetectorOptions extends GridOptions {
  /** @returns {DetectorRequest} */
  get request() {
    return { name: 'tiny_face_detector', inputSize: this.inputSize, scoreThreshold: this.scoreThreshold }
  }
}

/** Settings of Tiny YOLO v2. */
export class TinyYolov2Options extends GridOptions {
  /** @returns {DetectorRequest} */
  get request() {
    return { name: 'tiny_yolov2', inputSize: this.inputSize, scoreThreshold: this.scoreThreshold }
  }
}

/** Settings of MTCNN. */
export class MtcnnOptions {
  /**
   * @param {object} [options]
   * @param {number} [options.minFaceSize]       pixels
   * @param {number} [options.scaleFactor]       from one size of the image to the next, less than 1
   * @param {number} [options.maxNumScales]
   * @param {number[]} [options.scoreThresholds] one for each of the three stages, 0–1
   * @param {number[]} [options.scaleSteps]      the scales of the image themselves, in place of those from the first two
   * @throws {RangeError}
   */
  constructor({ minFaceSize = 20, scaleFactor = 0.709, maxNumScales = 10, scoreThresholds = [0.6, 0.7, 0.7], scaleSteps } = {}) {
    demandPositive('minFaceSize', minFaceSize)
    demandThreshold('scaleFactor', scaleFactor)
    demandCount('maxNumScales', maxNumScales)
    demand(Array.isArray(scoreThresholds) && scoreThresholds.length === 3, 'scoreThresholds must be three numbers', scoreThresholds)
    for (const threshold of scoreThresholds) demandThreshold('Each of scoreThresholds', threshold)
    demand(scaleSteps === undefined || (Array.isArray(scaleSteps) && scaleSteps.length > 0), 'scaleSteps must be a list of numbers', scaleSteps)
    for (const scale of scaleSteps ?? []) demandPositive('Each of scaleSteps', scale)
    this.minFaceSize = minFaceSize
    this.scaleFactor = scaleFactor
    this.maxNumScales = maxNumScales
    this.scoreThresholds = scoreThresholds
    this.scaleSteps = scaleSteps
  }
  /** @returns {DetectorRequest} */
  get request() {
    const { minFaceSize, scaleFactor, maxNumScales, scoreThresholds, scaleSteps } = this
    return { name: 'mtcnn', minFaceSize, scaleFactor, maxNumScales, scoreThresholds, ...(scaleSteps && { scaleSteps }) }
  }
}
