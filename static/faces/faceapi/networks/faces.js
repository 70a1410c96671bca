/**
 * face-api.js's networks that see one face, cut out already, as classes. A list of pictures is answered with a list; its pictures
 * go through a network together.
 */
import { FaceExpressions } from '../classes/expressions.js'
import { FaceLandmarks68 } from '../classes/landmarks.js'
import { NeuralNetwork } from './neural_network.js'

/** @import { Face, Gender, Size } from '../../types.js' */

/** @typedef {{age: number, gender: Gender, genderProbability: number}} AgeAndGender  years; 0.5–1 */

export class FaceLandmark68Net extends NeuralNetwork {
  /** @param {string} [inNets]  see NeuralNetwork @param {string} [name]  of the network's folder */
  constructor(inNets, name = 'face_landmark_68') { super(name, inNets) }

  /**
   * The 68 points of a face.
   * @param {any} input  see `toPictures`
   * @returns {Promise<FaceLandmarks68 | FaceLandmarks68[]>}
   * @throws {import('../../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  detectLandmarks(input) { return this.look(input, { landmarks: { name: this.key } }, pointsOf) }
}

export class FaceLandmark68TinyNet extends FaceLandmark68Net {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super(inNets, 'face_landmark_68_tiny') }
}

export class FaceRecognitionNet extends NeuralNetwork {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('face_recognition', inNets) }

  /**
   * The descriptor of a face that is aligned already, as face-api.js has it: cut out by `landmarks.align(null, { useDlibAlignment: true })`.
   * @param {any} input  see `toPictures`
   * @returns {Promise<Float32Array | Float32Array[]>} 128 numbers
   * @throws {import('../../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  computeFaceDescriptor(input) {
    return this.look(input, { descriptors: { name: this.key, crop: 'as-given' } }, ({ descriptor = new Float32Array() }) => descriptor)
  }
}

export class FaceExpressionNet extends NeuralNetwork {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('face_expression', inNets) }

  /**
   * How probable each expression is.
   * @param {any} input  see `toPictures`
   * @returns {Promise<FaceExpressions | FaceExpressions[]>}
   * @throws {import('../../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  predictExpressions(input) {
    return this.look(input, { expressions: { name: this.key } }, ({ expressions = {} }) => new FaceExpressions(expressions))
  }
}

export class AgeGenderNet extends NeuralNetwork {
  /** @param {string} [inNets]  see NeuralNetwork */
  constructor(inNets) { super('age_gender', inNets) }

  /**
   * An estimate of age and gender.
   * @param {any} input  see `toPictures`
   * @returns {Promise<AgeAndGender | AgeAndGender[]>}
   * @throws {import('../../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  predictAgeAndGender(input) {
    return this.look(input, { ageGender: { name: this.key } }, (face) => {
      const { age, gender, genderProbability } = /** @type {Required<Face>} */ (face)
      return { age, gender, genderProbability }
    })
  }
}

/** @param {Face} face @param {Size} size  of the picture */
function pointsOf({ landmarks = [] }, size) {
  return new FaceLandmarks68(landmarks.map(([x, y]) => ({ x: x / size.width, y: y / size.height })), size)
}
