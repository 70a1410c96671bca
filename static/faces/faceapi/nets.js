import { createEngine } from '../engine.js'

/** @import { Engine } from '../engine.js' */

/** The engine that the face-api.js interface runs on. @type {Promise<Engine> | null} */
let shared = null
/** The same, once it is there. @type {Engine | null} */
let ready = null

/** The engine that the face-api.js interface runs on, made when first needed. @returns {Promise<Engine>} */
export async function defaultEngine() {
  shared ??= createEngine()
  ready = await shared
  return ready
}

/**
 * Lets the face-api.js interface run on an engine of the page's own; the one before is not disposed.
 * @param {Engine | null} engine  null: a new one when next needed
 */
export function useEngine(engine) {
  ready = engine
  shared = engine && Promise.resolve(engine)
}

/** A network of the face-api.js interface; it lives in the default engine. */
class Net {
  /** @param {string} name  of its folder */
  constructor(name) {
    this.name = name
  }
  get isLoaded() { return Boolean(ready?.specs[this.name]) }

  /**
   * Loads the network into the default engine.
   * @param {string} uri  address of the folder that holds the network's folder
   * @throws {import('../errors.js').FamiliarError} weights-…, no-backend
   */
  async loadFromUri(uri) {
    const engine = await defaultEngine()
    await engine.load([this.name], { models: uri })
  }

  /** @param {string} uri */
  load(uri) { return this.loadFromUri(uri) }
}

/** The networks by their names in face-api.js; the last three are Familiar's own. */
export const nets = {
  ssdMobilenetv1: new Net('ssd_mobilenetv1'),
  tinyFaceDetector: new Net('tiny_face_detector'),
  tinyYolov2: new Net('tiny_yolov2'),
  mtcnn: new Net('mtcnn'),
  faceLandmark68Net: new Net('face_landmark_68'),
  faceLandmark68TinyNet: new Net('face_landmark_68_tiny'),
  faceRecognitionNet: new Net('face_recognition'),
  faceExpressionNet: new Net('face_expression'),
  ageGenderNet: new Net('age_gender'),
  facenet: new Net('facenet'),
  antispoofNet: new Net('antispoof'),
  livenessNet: new Net('liveness'),
}
