import * as tf from '../tf.js'
import { computeReshapedDimensions } from '../classes/dimensions.js'
import { range } from '../classes/numbers.js'
import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'
import { createCanvasFromMedia } from './canvas.js'
import { awaitMediaLoaded, isMediaElement, resolveInput } from './elements.js'
import { isTensor3D, isTensor4D, padToSquare } from './tensors.js'

/** @import { Tensor3D, Tensor4D } from '../../../vendor/tf/all.js' */

/** Pictures for a network: canvases and tensors, in the order in which they were given. */
export class NetInput {
  /** @type {Array<Tensor3D | Tensor4D>} at the places of tensors */
  imageTensors = []
  /** @type {HTMLCanvasElement[]} at the places of other pictures */
  canvases = []
  /** @type {number[][]} height, width, channels */
  inputDimensions = []
  /** Side of the batch's pictures, pixels; 0 before `toBatchTensor`. */
  inputSize = 0

  /**
   * @param {any[]} inputs                 loaded images and videos, canvases, tensors; a tensor stays the caller's
   * @param {boolean} [treatAsBatchInput]  whether one picture is answered with a list, too
   * @throws {FamiliarError} bad-input
   */
  constructor(inputs, treatAsBatchInput = false) {
    if (!Array.isArray(inputs)) throw new FamiliarError('bad-input', 'NetInput takes a list of pictures.')
    this.batchSize = inputs.length
    this.isBatchInput = inputs.length > 1 || treatAsBatchInput
    inputs.forEach((input, i) => this.#take(input, i))
  }

  /** @param {any} input @param {number} i */
  #take(input, i) {
    if (isTensor3D(input) || isTensor4D(input)) {
      demandOnePicture(input)
      this.imageTensors[i] = input
      this.inputDimensions[i] = input.shape.slice(-3)
    } else {
      const canvas = input instanceof env.getEnv().Canvas ? input : createCanvasFromMedia(input)
      this.canvases[i] = canvas
      this.inputDimensions[i] = [canvas.height, canvas.width, 3]
    }
  }

  /** The sizes of the pictures in the batch, without what was padded. */
  get reshapedInputDimensions() { return range(this.batchSize, 0, 1).map((i) => this.getReshapedInputDimensions(i)) }

  /** @param {number} i @returns {Tensor3D | Tensor4D | HTMLCanvasElement} */
  getInput(i) { return this.canvases[i] ?? this.imageTensors[i] }
  /** @param {number} i */
  getInputDimensions(i) { return this.inputDimensions[i] }
  /** @param {number} i */
  getInputHeight(i) { return this.inputDimensions[i][0] }
  /** @param {number} i */
  getInputWidth(i) { return this.inputDimensions[i][1] }
  /** @param {number} i */
  getReshapedInputDimensions(i) {
    return computeReshapedDimensions({ width: this.getInputWidth(i), height: this.getInputHeight(i) }, this.inputSize)
  }

  /**
   * All pictures, padded and resized in tensors, by which canvases and tensors of the same pixels give the same.
   * @param {number} inputSize          pixels
   * @param {boolean} [isCenterInputs]  padded on both sides, else at the right or bottom
   * @returns {Tensor4D} [n, inputSize, inputSize, 3], 0–255; the caller's to dispose
   */
  toBatchTensor(inputSize, isCenterInputs = true) {
    this.inputSize = inputSize
    return tf.tidy(() => tf.concat(range(this.batchSize, 0, 1).map((i) => {
      const input = this.getInput(i)
      const image = tf.cast(input instanceof tf.Tensor ? input : tf.browser.fromPixels(input), 'float32')
      const square = padToSquare(tf.reshape(image, /** @type {any} */ ([1, ...this.getInputDimensions(i)])), isCenterInputs)
      return square.shape[1] === inputSize ? square : tf.image.resizeBilinear(square, [inputSize, inputSize])
    })))
  }
}

/**
 * Pictures for a network, when all are loaded.
 * @param {any} inputs  image, video, canvas, tensor, the id of an element, a NetInput, or a list of those but the last
 * @returns {Promise<NetInput>}
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function toNetInput(inputs) {
  if (inputs instanceof NetInput) return inputs
  const given = Array.isArray(inputs) ? inputs : [inputs]
  if (given.length === 0) throw new FamiliarError('bad-input', 'The list of pictures is empty.')
  const found = given.map(resolveInput)
  found.forEach((input, i) => demandPicture(input, given[i], Array.isArray(inputs) ? ` (number ${i} of the list)` : ''))
  await Promise.all(found.map((input) => isMediaElement(input) && awaitMediaLoaded(input)))
  return new NetInput(found, Array.isArray(inputs))
}

/** @param {any} input @param {any} given @param {string} where */
function demandPicture(input, given, where) {
  if (isTensor3D(input) || isTensor4D(input)) return demandOnePicture(input)
  if (isMediaElement(input)) return
  if (typeof given === 'string') throw new FamiliarError('bad-input', `There is no element with the id "${given}"${where}.`)
  throw new FamiliarError('bad-input', `This is not a picture that can be read${where}.`,
    { cure: 'Give an image, a video, a canvas, a tensor [height, width, 3], or the id of an element.' })
}

/** @param {Tensor3D | Tensor4D} tensor */
function demandOnePicture({ shape }) {
  if (shape.length === 4 && shape[0] !== 1) throw new FamiliarError('bad-input', `A tensor here holds one picture, not ${shape[0]}.`)
}
