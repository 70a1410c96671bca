/**
 * What the networks say of pictures that show one face each, cut out already. A list of pictures is answered with a list; its
 * pictures go through a network together.
 */
import { FaceExpressions } from './classes/expressions.js'
import { FaceLandmarks68 } from './classes/landmarks.js'
import { ask } from './ask.js'
import { toPictures } from './media/picture.js'
import { nets } from './nets.js'

/** @import { Face, Gender, Request, Size } from '../types.js' */

/** The box that takes all of any picture. */
const WHOLE = { x: 0, y: 0, width: Infinity, height: Infinity }

/**
 * @template T
 * @param {any} input         see `toPictures`
 * @param {Request} wanted    but the boxes
 * @param {(face: Face, size: Size) => T} tell
 * @returns {Promise<T | T[]>}
 * @throws {import('../errors.js').FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
 */
async function look(input, wanted, tell) {
  const { pictures, isBatch } = await toPictures(input)
  const request = { ...wanted, boxes: [WHOLE] }
  const answers = await ask(request, (engine) => engine.analyzeMany(pictures, request))
  const told = answers.pictures.map(({ faces: [face], size }) => tell(face, size))
  return isBatch ? told : told[0]
}

/** @param {Face} face @param {Size} size  of the picture */
const points = ({ landmarks = [] }, size) => new FaceLandmarks68(landmarks.map(([x, y]) => ({ x: x / size.width, y: y / size.height })), size)

/** The 68 points of a face. @param {any} input  see `toPictures` @returns {Promise<FaceLandmarks68 | FaceLandmarks68[]>} */
export const detectFaceLandmarks = (input) => look(input, { landmarks: { name: nets.faceLandmark68Net.name } }, points)
export const detectLandmarks = detectFaceLandmarks

/** The same with the tiny network. @param {any} input @returns {Promise<FaceLandmarks68 | FaceLandmarks68[]>} */
export const detectFaceLandmarksTiny = (input) => look(input, { landmarks: { name: nets.faceLandmark68TinyNet.name } }, points)

/**
 * The descriptor of a face that is aligned already, as face-api.js has it: cut out by `landmarks.align(null, { useDlibAlignment: true })`.
 * @param {any} input  see `toPictures`
 * @returns {Promise<Float32Array | Float32Array[]>} 128 numbers
 */
export const computeFaceDescriptor = (input) =>
  look(input, { descriptors: { name: nets.faceRecognitionNet.name, crop: 'as-given' } }, ({ descriptor = new Float32Array() }) => descriptor)

/** How probable each expression is. @param {any} input  see `toPictures` @returns {Promise<FaceExpressions | FaceExpressions[]>} */
export const recognizeFaceExpressions = (input) => look(input, { expressions: true }, ({ expressions = {} }) => new FaceExpressions(expressions))

/** @typedef {{age: number | undefined, gender: Gender | undefined, genderProbability: number | undefined}} AgeAndGender  years; 0.5–1 */

/** An estimate of age and gender. @param {any} input  see `toPictures` @returns {Promise<AgeAndGender | AgeAndGender[]>} */
export const predictAgeAndGender = (input) =>
  look(input, { ageGender: true }, ({ age, gender, genderProbability }) => ({ age, gender, genderProbability }))
