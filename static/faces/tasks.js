import { defaultEngine, nets } from './nets.js'
import { toResult } from './results.js'

/** @import { Input } from './media.js' */
/** @import { DetectorRequest, Request } from './types.js' */

/** Settings of the tiny detector, checked when made. */
export class TinyFaceDetectorOptions {
  /**
   * @param {{inputSize?: number, scoreThreshold?: number}} [options]  inputSize: pixels, a multiple of 32; scoreThreshold: 0–1
   * @throws {RangeError}
   */
  constructor({ inputSize = 416, scoreThreshold = 0.5 } = {}) {
    if (!(inputSize > 0 && inputSize % 32 === 0)) throw new RangeError(`inputSize must be a multiple of 32, not ${inputSize}.`)
    if (!(scoreThreshold > 0 && scoreThreshold < 1)) throw new RangeError(`scoreThreshold must lie between 0 and 1, not ${scoreThreshold}.`)
    this.inputSize = inputSize
    this.scoreThreshold = scoreThreshold
  }
  /** @returns {DetectorRequest} */
  get request() {
    return { name: nets.tinyFaceDetector.name, inputSize: this.inputSize, scoreThreshold: this.scoreThreshold }
  }
}

/**
 * Work that can be awaited as it is or extended by a further step. It runs once, when first awaited.
 * @template T
 */
class Task {
  /** @type {Promise<T> | undefined} */
  #running

  /**
   * @param {Input} input
   * @param {Request} request
   * @param {(results: any[]) => any} choose  from the results of all faces to what the task answers
   */
  constructor(input, request, choose) {
    this.input = input
    this.request = request
    this.choose = choose
  }

  /** @returns {Promise<T>} */
  async run() {
    const engine = await defaultEngine()
    const { faces, size } = await engine.analyze(this.input, this.request)
    const results = faces.map((face) => toResult(face, size))
    return this.choose(this.request.landmarks ? results : results.map(({ detection }) => detection))
  }

  /**
   * @template R
   * @template [E=never]
   * @param {((value: T) => R | PromiseLike<R>) | null} [onDone]
   * @param {((error: any) => E | PromiseLike<E>) | null} [onFail]
   * @returns {Promise<R | E>}
   */
  then(onDone, onFail) {
    this.#running ??= this.run()
    return this.#running.then(/** @type {any} */ (onDone), onFail)
  }
}

/**
 * A step that may follow: the class of the next task and what it adds to the request.
 * @template {new (input: Input, request: Request, choose: (results: any[]) => any) => any} C
 * @param {Task<any>} task
 * @param {C} Next
 * @param {Partial<Request>} more
 * @returns {InstanceType<C>}
 */
const follow = (task, Next, more) => new Next(task.input, { ...task.request, ...more }, task.choose)

/** @extends {Task<any>} */
class LandmarksTask extends Task {
  /** Adds a descriptor to each face. @returns {Task<any>} */
  withFaceDescriptors() { return follow(this, Task, { descriptors: true }) }
  /** Adds a descriptor to the face. */
  withFaceDescriptor() { return this.withFaceDescriptors() }
}

/** @extends {Task<any>} */
class DetectionTask extends Task {
  /** Adds the 68 points of each face. */
  withFaceLandmarks() { return follow(this, LandmarksTask, { landmarks: true }) }
}

/**
 * Finds all faces.
 * @param {Input} input
 * @param {TinyFaceDetectorOptions} [options]
 * @returns {DetectionTask} FaceDetection[], or FaceResult[] after a further step; highest score first
 */
export function detectAllFaces(input, options = new TinyFaceDetectorOptions()) {
  return new DetectionTask(input, { detector: options.request }, (results) => results)
}

/**
 * Finds the face with the highest score.
 * @param {Input} input
 * @param {TinyFaceDetectorOptions} [options]
 * @returns {DetectionTask} FaceDetection, or FaceResult after a further step; undefined where there is no face
 */
export function detectSingleFace(input, options = new TinyFaceDetectorOptions()) {
  return new DetectionTask(input, { detector: options.request }, ([best]) => best)
}
