import { judge, largestDifference, selfTestInput } from '../ops/selftest.js'
import { openRuntime } from './runtime.js'

/** @import { InputSpec, Spec } from '../types.js' */
/** @import { Artifacts } from '../weights.js' */
/** @import { Answers, Runtime } from './runtime.js' */

/** @typedef {{data: Float32Array, shape: [number, number, number, number]}} Batch  [count, height, width, 3], normalised */
/** @typedef {Record<string, number[]>} Row  one picture's part of each output */

/** How many pixels go through a network together; more at once only cost memory. */
const PIXELS_AT_ONCE = 16 * 150 * 150

/** A network on the current backend. Everything that is particular to one network stands in its spec. */
export class Network {
  /**
   * @param {Spec} spec
   * @param {Runtime} runtime
   */
  constructor(spec, runtime) {
    this.spec = spec
    this.runtime = runtime
  }

  /**
   * Puts a network on the current backend.
   * @param {Artifacts} artifacts  kept by the caller, so that the network can be built again on another backend
   * @returns {Promise<Network>} to be disposed by the caller
   */
  static async build(artifacts) {
    return new Network(artifacts.spec, await openRuntime(artifacts))
  }

  /**
   * Forward pass of the part of the network that the outputs need.
   * @param {Record<string, Batch>} inputs  by the input's name in the spec
   * @param {string[]} [names]  of the outputs, all when absent
   * @returns {Promise<Answers>}
   */
  run(inputs, names = Object.keys(this.spec.outputs)) {
    return this.runtime.run(inputs, names)
  }

  /**
   * Forward pass of any number of pictures of one size.
   * @param {Float32Array} batch  [count, size, size, 3], normalised
   * @param {InputSpec} [input]   the first of the spec when absent
   * @param {string[]} [names]    of outputs with one row a picture, all when absent
   * @returns {Promise<Row[]>} one for each picture
   */
  async runRows(batch, { name, size } = this.spec.input, names) {
    const length = size * size * 3
    const count = batch.length / length
    const most = Math.floor(PIXELS_AT_ONCE / (size * size))
    /** @type {Row[]} */
    const rows = []
    for (let at = 0; at < count; at += most) {
      const part = Math.min(most, count - at)
      const data = batch.subarray(at * length, (at + part) * length)
      rows.push(...splitRows(await this.run({ [name]: { data, shape: [part, size, size, 3] } }, names), part))
    }
    return rows
  }

  /**
   * Runs the known pictures and compares with the numbers that the converter wrote.
   * @returns {Promise<number | null>} the largest difference, as a share of the largest number or of 1; null where no answer is known,
   *   and the network has only been warmed up
   * @throws {Error} with a sentence when the backend computes wrongly
   */
  async prove() {
    const { selftest, input, stages = [], title } = this.spec
    const known = [input, ...stages].map((each) => {
      const size = selftest.sizes[each.name]
      return [each.name, { data: selfTestInput(each, size), shape: [1, size, size, 3] }]
    })
    const answers = await this.run(Object.fromEntries(known))
    const problem = judge(selftest, answers)
    if (problem) throw new Error(`It computes the network "${title}" wrongly. ${problem}`)
    return Object.keys(selftest.outputs).length ? largestDifference(selftest, answers) : null
  }

  dispose() {
    this.runtime.dispose()
  }
}

/**
 * @param {Answers} answers
 * @param {number} count  rows of each
 * @returns {Row[]}
 */
function splitRows(answers, count) {
  return Array.from({ length: count }, (_, i) => Object.fromEntries(Object.entries(answers).map(([name, { data }]) => {
    const width = data.length / count
    return [name, Array.prototype.slice.call(data, i * width, (i + 1) * width)]
  })))
}
