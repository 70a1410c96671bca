/**
 * The detectors' settings, checked when made, with the names and defaults of face-api.js. As there, a setting that is 0, empty or
 * absent means its default.
 */

/** @import { DetectorRequest } from '../types.js' */

/** Refuses a setting with a sentence. @param {boolean} holds @param {string} rule @param {any} value */
function demand(holds, rule, value) {
  if (!holds) throw new RangeError(`${rule}, not ${JSON.stringify(value)}.`)
}

/** @param {string} name @param {any} value */
function demandThreshold(name, value) {
  demand(typeof value === 'number' && value > 0 && value < 1, `${name} must be a number between 0 and 1`, value)
}

/** @param {string} name @param {any} value */
function demandPositive(name, value) {
  demand(Number.isFinite(value) && value > 0, `${name} must be a number more than 0`, value)
}

/** Settings of SSD MobileNetV1. */
export class SsdMobilenetv1Options {
  /**
   * @param {{minConfidence?: number, maxResults?: number}} [options]  minConfidence: 0–1
   * @throws {RangeError}
   */
  constructor({ minConfidence, maxResults } = {}) {
    this.minConfidence = minConfidence || 0.5
    this.maxResults = maxResults || 100
    demandThreshold('minConfidence', this.minConfidence)
    demandPositive('maxResults', this.maxResults)
  }
  /** @returns {DetectorRequest} */
  get request() {
    return { name: 'ssd_mobilenetv1', scoreThreshold: this.minConfidence, maxResults: Math.ceil(this.maxResults) }
  }
}

/** Settings of Tiny YOLO v2. */
export class TinyYolov2Options {
  /**
   * @param {{inputSize?: number, scoreThreshold?: number}} [options]  inputSize: pixels, a multiple of 32; scoreThreshold: 0–1
   * @throws {RangeError}
   */
  constructor({ inputSize, scoreThreshold } = {}) {
    this.inputSize = inputSize || 416
    this.scoreThreshold = scoreThreshold || 0.5
    demand(this.inputSize > 0 && this.inputSize % 32 === 0, 'inputSize must be a multiple of 32', this.inputSize)
    demandThreshold('scoreThreshold', this.scoreThreshold)
  }
  /** @returns {DetectorRequest} */
  get request() {
    return { name: 'tiny_yolov2', inputSize: this.inputSize, scoreThreshold: this.scoreThreshold }
  }
}

/** Settings of the tiny face detector; the same as those of Tiny YOLO v2, which it descends from. */
export class TinyFaceDetectorOptions extends TinyYolov2Options {
  /** @returns {DetectorRequest} */
  get request() { return { ...super.request, name: 'tiny_face_detector' } }
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
  constructor({ minFaceSize, scaleFactor, maxNumScales, scoreThresholds, scaleSteps } = {}) {
    this.minFaceSize = minFaceSize || 20
    this.scaleFactor = scaleFactor || 0.709
    this.maxNumScales = maxNumScales || 10
    this.scoreThresholds = scoreThresholds || [0.6, 0.7, 0.7]
    this.scaleSteps = scaleSteps
    this.#check()
  }

  #check() {
    const { scoreThresholds, scaleSteps } = this
    demandPositive('minFaceSize', this.minFaceSize)
    demandThreshold('scaleFactor', this.scaleFactor)
    demandPositive('maxNumScales', this.maxNumScales)
    demand(Array.isArray(scoreThresholds) && scoreThresholds.length === 3, 'scoreThresholds must be three numbers', scoreThresholds)
    for (const threshold of scoreThresholds) demandThreshold('Each of scoreThresholds', threshold)
    demand(!scaleSteps || (Array.isArray(scaleSteps) && scaleSteps.length > 0), 'scaleSteps must be a list of numbers', scaleSteps)
    for (const scale of scaleSteps ?? []) demandPositive('Each of scaleSteps', scale)
  }

  /** @returns {DetectorRequest} */
  get request() {
    const { minFaceSize, scaleFactor, maxNumScales, scoreThresholds, scaleSteps } = this
    return { name: 'mtcnn', minFaceSize, scaleFactor, maxNumScales: Math.ceil(maxNumScales), scoreThresholds, ...(scaleSteps && { scaleSteps }) }
  }
}
