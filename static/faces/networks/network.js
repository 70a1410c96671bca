import { judge, selfTestInput } from '../ops/selftest.js'
import * as tf from '../tf.js'

/** @import { Spec } from '../types.js' */
/** @import { Artifacts } from '../weights.js' */

/** How many faces go through a network together; more at once only cost memory. */
const BATCH = 16

/** A network on the current backend. Everything that is particular to one network stands in its spec. */
export class Network {
  /**
   * @param {Spec} spec
   * @param {tf.GraphModel} graph
   */
  constructor(spec, graph) {
    this.spec = spec
    this.graph = graph
  }

  /**
   * Puts a network on the current backend.
   * @param {Artifacts} artifacts  kept by the caller, so that the network can be built again on another backend
   * @returns {Promise<Network>} to be disposed by the caller
   */
  static async build({ spec, model, shards }) {
    const weightSpecs = model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights)
    const source = tf.io.fromMemory({ ...model, weightSpecs, weightData: shards })
    return new Network(spec, await tf.loadGraphModel(source))
  }

  /**
   * Forward pass.
   * @param {Float32Array} batch  [count, size, size, 3], normalised
   * @param {number} count
   * @param {number} size         pixels a side
   * @returns {Promise<Record<string, {shape: number[], data: ArrayLike<number>}>>} by the output's name in the spec
   */
  async run(batch, count, size) {
    const names = Object.keys(this.spec.outputs)
    const outputs = tf.tidy(() => {
      const input = tf.tensor4d(batch, [count, size, size, 3])
      return [this.graph.execute({ [this.spec.input.name]: input }, names)].flat()
    })
    try {
      const data = await Promise.all(outputs.map((tensor) => tensor.data()))
      return Object.fromEntries(names.map((name, i) => [name, { shape: outputs[i].shape, data: data[i] }]))
    } finally {
      outputs.forEach((tensor) => tensor.dispose())
    }
  }

  /**
   * Forward pass of any number of inputs of the spec's size.
   * @param {Float32Array} batch  [count, size, size, 3], normalised
   * @param {string} name         of an output with one row an input
   * @returns {Promise<ArrayLike<number>[]>} the rows
   */
  async runRows(batch, name) {
    const { size } = this.spec.input
    const length = size * size * 3
    const count = batch.length / length
    const rows = []
    for (let at = 0; at < count; at += BATCH) {
      const part = Math.min(BATCH, count - at)
      const { [name]: { data } } = await this.run(batch.subarray(at * length, (at + part) * length), part, size)
      const width = data.length / part
      for (let i = 0; i < part; i++) rows.push(Array.prototype.slice.call(data, i * width, (i + 1) * width))
    }
    return rows
  }

  /**
   * Runs the known input and compares with the numbers that the converter wrote.
   * @throws {Error} with a sentence when the backend computes wrongly
   */
  async prove() {
    const { selftest, input, title } = this.spec
    const answers = await this.run(selfTestInput(input, selftest.size), 1, selftest.size)
    const problem = judge(selftest, answers)
    if (problem) throw new Error(`It computes the network "${title}" wrongly. ${problem}`)
  }

  dispose() {
    this.graph.dispose()
  }
}
