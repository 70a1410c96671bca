import { FamiliarError } from '../errors.js'
import { sizeOf } from '../manifest.js'

/** @import { Recipe } from '../types.js' */
/** @import { Values } from '../manifest.js' */

/**
 * The parameters in a flat file: one after the other, without names.
 * @param {Recipe} recipe
 * @param {Float32Array} flat
 * @returns {Values}
 * @throws {FamiliarError} weights-corrupt, with the parameter in which the values run out
 */
export function split({ parameters, outputsFirst = false }, flat) {
  let at = 0
  /** @type {Values} */
  const values = new Map()
  for (const [name, shape] of parameters) {
    const size = sizeOf(shape)
    if (at + size > flat.length) throw unfit(flat.length, total(parameters), `They end in ${name}.`)
    const stored = flat.subarray(at, at += size)
    values.set(name, outputsFirst ? outputsLast(stored, shape) : stored)
  }
  if (at < flat.length) throw unfit(flat.length, at, 'They go on after the last parameter.')
  return values
}

/**
 * The parameters as one array, in the order of flat files.
 * @param {Recipe} recipe
 * @param {Values} values
 * @returns {Float32Array}
 */
export function join({ parameters, outputsFirst = false }, values) {
  const flat = new Float32Array(total(parameters))
  let at = 0
  for (const [name, shape] of parameters) {
    const each = /** @type {Float32Array} */ (values.get(name))
    flat.set(outputsFirst ? outputsAhead(each, shape) : each, at)
    at += each.length
  }
  return flat
}

/** @param {Float32Array} stored  [out, in, rows · columns] @param {number[]} shape  [rows, columns, in, out] @returns {Float32Array} of that shape */
function outputsLast(stored, shape) {
  return turned(stored, shape, (values, inFile, inShape) => { values[inShape] = stored[inFile] })
}

/** @param {Float32Array} given  of the shape @param {number[]} shape  [rows, columns, in, out] @returns {Float32Array} [out, in, rows · columns] */
function outputsAhead(given, shape) {
  return turned(given, shape, (values, inFile, inShape) => { values[inFile] = given[inShape] })
}

/**
 * @param {Float32Array} values
 * @param {number[]} shape  [in, out] or [rows, columns, in, out]; others stay as they are
 * @param {(values: Float32Array, inFile: number, inShape: number) => void} move
 */
function turned(values, shape, move) {
  if (shape.length < 2) return values
  const [inputs, outputs] = shape.slice(-2)
  const cells = values.length / (inputs * outputs)
  const moved = new Float32Array(values.length)
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      for (let cell = 0; cell < cells; cell++) move(moved, (output * inputs + input) * cells + cell, (cell * inputs + input) * outputs + output)
    }
  }
  return moved
}

/** @param {Recipe['parameters']} parameters */
const total = (parameters) => parameters.reduce((sum, [, shape]) => sum + sizeOf(shape), 0)

/** @param {number} got @param {number} wanted @param {string} where */
function unfit(got, wanted, where) {
  return new FamiliarError('weights-corrupt', `These are ${got} values and the network has ${wanted}. ${where}`,
    { cure: 'Load the weights of this network, whole, as 32-bit numbers.' })
}
