import { FamiliarError } from '../errors.js'
import { ask } from './ask.js'
import { toPicture } from './media/picture.js'
import { nets } from './nets.js'
import { SsdMobilenetv1Options } from './options.js'
import { toResult } from './results.js'

/** @import { DetectorRequest, Request } from '../types.js' */

/** @typedef {{request: DetectorRequest}} DetectorOptions  SsdMobilenetv1Options, TinyFaceDetectorOptions, … */

/**
 * Work that can be awaited as it is or extended by further steps, in any order. It runs once, when first awaited.
 * @template T
 */
export class ComposableTask {
  /** @type {Promise<T> | undefined} */
  #running

  /**
   * @param {any} input  see `toPicture`
   * @param {Request} request
   * @param {(results: any[]) => any} choose  from the results of all faces to what the task answers
   */
  constructor(input, request, choose) {
    this.input = input
    this.request = request
    this.choose = choose
  }

  /**
   * @returns {Promise<T>}
   * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async run() {
    const { faces, size } = await analyze(this.input, this.request)
    const results = faces.map((face) => toResult(face, size))
    const isPlain = Object.keys(this.request).length === 1 // nothing but the detector
    return this.choose(isPlain ? results.map(({ detection }) => detection) : results)
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

  /** @param {(error: any) => any} onFail @returns {Promise<any>} */
  catch(onFail) { return this.then(null, onFail) }

  /** @param {() => void} onEnd @returns {Promise<T>} */
  finally(onEnd) { return this.then().finally(onEnd) }

  /**
   * The task with one more step.
   * @param {Partial<Request>} more
   * @returns {FacesTask}
   */
  with(more) {
    return new FacesTask(this.input, { ...this.request, ...more }, this.choose)
  }
}

/**
 * Faces that were found, and the steps that may follow. Expressions, age and gender come from the aligned face where there are
 * landmarks, else from the detector's box.
 * @extends {ComposableTask<any>}
 */
class FacesTask extends ComposableTask {
  /** Adds the 68 points of each face. @param {boolean} [useTinyLandmarkNet] */
  withFaceLandmarks(useTinyLandmarkNet = false) {
    return this.with({ landmarks: { name: (useTinyLandmarkNet ? nets.faceLandmark68TinyNet : nets.faceLandmark68Net).name } })
  }

  /**
   * Adds a descriptor to each face.
   * @param {{name?: string, crop?: string}} [options]  Familiar's own. name: of the recogniser; crop: one of its spec's, for
   *   instance "face-api" for descriptors that go with those of face-api.js
   */
  withFaceDescriptors(options = {}) {
    return this.with({ descriptors: { name: nets.faceRecognitionNet.name, ...options } })
  }

  /** Adds a descriptor to the face. @param {{name?: string, crop?: string}} [options]  see `withFaceDescriptors` */
  withFaceDescriptor(options) { return this.withFaceDescriptors(options) }

  /** Adds the probability of seven expressions. */
  withFaceExpressions() { return this.with({ expressions: true }) }

  /** Adds an estimate of age and gender. */
  withAgeAndGender() { return this.with({ ageGender: true }) }

  /** Adds how probable it is that the face is no picture of a face. Familiar's own. */
  withAntispoof() { return this.with({ antispoof: true }) }

  /** Adds how probable it is that the face is a living one. Familiar's own. */
  withLiveness() { return this.with({ liveness: true }) }
}

/** Finds all faces: FaceDetection[], or FaceResult[] after a further step; highest score first. */
export class DetectAllFacesTask extends FacesTask {
  /** @param {any} input  see `toPicture` @param {DetectorOptions} [options] */
  constructor(input, options = new SsdMobilenetv1Options()) {
    super(input, { detector: options?.request }, (results) => results)
  }
}

/** Finds the face with the highest score: FaceDetection, or FaceResult after a further step; undefined where there is no face. */
export class DetectSingleFaceTask extends FacesTask {
  /** @param {any} input  see `toPicture` @param {DetectorOptions} [options] */
  constructor(input, options = new SsdMobilenetv1Options()) {
    super(input, { detector: options?.request }, ([best]) => best)
  }
}

/**
 * The engine's answer to a request of the face-api.js interface.
 * @param {any} input  see `toPicture`
 * @param {Request} request
 * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
 */
export async function analyze(input, request) {
  if (!request.detector?.name) {
    throw new FamiliarError('bad-input', 'These are no options of a detector.',
      { cure: 'Give SsdMobilenetv1Options, TinyFaceDetectorOptions, TinyYolov2Options or MtcnnOptions.' })
  }
  const picture = await toPicture(input)
  return ask(request, (engine) => engine.analyze(picture, request))
}

/**
 * Finds all faces.
 * @param {any} input  image, video, canvas, tensor, the id of an element, a NetInput of one picture, a Blob, …
 * @param {DetectorOptions} [options]
 * @returns {DetectAllFacesTask}
 */
export function detectAllFaces(input, options) { return new DetectAllFacesTask(input, options) }

/**
 * Finds the face with the highest score.
 * @param {any} input  see `detectAllFaces`
 * @param {DetectorOptions} [options]
 * @returns {DetectSingleFaceTask}
 */
export function detectSingleFace(input, options) { return new DetectSingleFaceTask(input, options) }
