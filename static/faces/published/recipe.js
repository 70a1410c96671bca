import { FamiliarError } from '../errors.js'
import { sizeOf } from '../manifest.js'
import { OPS } from './ops.js'

/** @import { Values } from '../manifest.js' */
/** @import { Recipe } from '../types.js' */

/**
 * The weights of a network's graph.
 * @param {Recipe} recipe
 * @param {Values} parameters  by their published names; further ones are passed over
 * @returns {Values} by the graph's names
 * @throws {FamiliarError} weights-corrupt, where a parameter is missing or has another size
 */
export function toWeights(recipe, parameters) {
  const given = recipe.parameters.map(([name, shape]) => fitting(name, shape, parameters.get(name)))
  const shapes = recipe.parameters.map(([, shape]) => shape)
  return new Map(Object.entries(recipe.weights).map(([weight, [op, ...numbers]]) =>
    [recipe.prefix + weight, OPS[op].make(numbers.map((i) => given[i]), numbers.map((i) => shapes[i]))]))
}

/**
 * The published parameters of a network, told from the weights of its graph. Where the graph keeps less than was published, they
 * are others that give the same answers.
 * @param {Recipe} recipe
 * @param {Values} weights  by the graph's names
 * @returns {Values} by their published names, in the order of flat files
 */
export function toParameters(recipe, weights) {
  const shapes = recipe.parameters.map(([, shape]) => shape)
  const told = shapes.map((shape) => new Float32Array(sizeOf(shape)))
  for (const [name, [op, ...numbers]] of Object.entries(recipe.weights)) {
    const weight = /** @type {Float32Array} */ (weights.get(recipe.prefix + name))
    OPS[op].undo(weight, numbers.map((i) => told[i]), numbers.map((i) => shapes[i]))
  }
  return new Map(recipe.parameters.map(([name], i) => [name, told[i]]))
}

/** @param {string} name @param {number[]} shape @param {Float32Array} [values] */
function fitting(name, shape, values) {
  const size = sizeOf(shape)
  if (values?.length === size) return values
  const what = values ? `has ${values.length} values instead of ${size}` : 'is missing'
  throw new FamiliarError('weights-corrupt', `The parameter ${name} ${what}: these are not the weights of this network.`,
    { cure: 'Load the files that were published for this network, all from one place.' })
}
