import * as tf from '../tf.js'
import { fold } from './fold.js'
import { readGraph } from './graph.js'
import { callOf } from './kernels.js'
import { openSimd } from './simd.js'

/** @import { Artifacts } from '../weights.js' */
/** @import { Graph, Node } from './graph.js' */
/** @import { Call } from './kernels.js' */
/** @import { Operation, Simd } from './simd.js' */

/** @typedef {{data: Float32Array | Int32Array, shape: number[]}} Values */
/** @typedef {{dataId: object, shape: number[], dtype: string}} Held  numbers on the backend, freed by whoever made them; a tensor is one */
/** @typedef {Record<string, {shape: number[], data: ArrayLike<number>}>} Answers  by the output's name in the spec */
/**
 * @typedef {object} Runtime  what computes a network; the one place to put another one
 * @property {(inputs: Record<string, Values>, names: string[]) => Promise<Answers>} run  the part of the network that the named
 *   outputs need; inputs by their name in the spec
 * @property {() => void} dispose  frees the weights
 */
/** @typedef {Operation & {out: string, last: string[]}} Step  last: results that nobody reads after it */

/**
 * Puts a network on the current backend.
 * @param {Pick<Artifacts, 'model' | 'shards'>} artifacts
 * @returns {Promise<Runtime>}
 */
export async function openRuntime(artifacts) {
  const simd = await openSimd(tf.backend())
  try {
    return new Kernels(fold(readGraph(artifacts)), simd)
  } catch {
    return Whole.open(artifacts) // an operation of a network of somebody's own, which the table of kernels does not have
  }
}

/**
 * Calls kernels one after the other in an order that is worked out once: our own where there are any, else the backend's.
 * TensorFlow.js's own executor looks every name up and keeps books for every tensor, which takes a fifth of the time of a small network.
 * @implements {Runtime}
 */
class Kernels {
  /** @type {Map<string, Step[]>} names of outputs → what computes them */
  #plans = new Map()
  /** @type {Map<string, Operation>} by the node's name */
  #operations = new Map()
  /** @type {Map<string, tf.Tensor>} */
  #weights = new Map()

  /** @param {Graph} graph @param {Simd | null} simd  @throws {Error} for an operation without a kernel */
  constructor(graph, simd) {
    this.graph = graph
    this.simd = simd
    this.backend = tf.backend()
    this.backendName = tf.getBackend()
    const steps = this.#plan(Object.keys(graph.outputs))
    for (const name of new Set(steps.flatMap(({ inputs }) => Object.values(inputs)))) {
      const constant = graph.constants.get(name)
      if (constant) this.#weights.set(name, toTensor(constant))
    }
    graph.constants = new Map() // they are in the operations now, or on the backend
  }

  /** @param {Record<string, Values>} inputs @param {string[]} names @returns {Promise<Answers>} */
  async run(inputs, names) {
    const key = names.join()
    const steps = this.#plans.get(key) ?? this.#plan(names)
    this.#plans.set(key, steps)
    const given = Object.entries(inputs).map(([name, values]) => /** @type {const} */ ([this.graph.inputs[name], upload(values)]))
    /** @type {Map<string, Held>} */
    const results = new Map(given)
    try {
      for (const step of steps) this.#take(step, results)
      const found = names.map((name) => /** @type {Held} */ (results.get(this.graph.outputs[name])))
      const data = await Promise.all(found.map(({ dataId }) => this.backend.read(dataId)))
      return Object.fromEntries(names.map((name, i) => [name, { shape: found[i].shape, data: /** @type {Float32Array} */ (data[i]) }]))
    } finally {
      given.forEach(([name, tensor]) => {
        results.delete(name)
        tensor.dispose()
      })
      for (const { dataId } of results.values()) this.backend.disposeData(dataId)
    }
  }

  /** @param {Step} step @param {Map<string, Held>} results */
  #take({ compute, inputs: names, out, last }, results) {
    /** @type {Record<string, Held>} */
    const inputs = {}
    for (const key in names) inputs[key] = /** @type {Held} */ (results.get(names[key]) ?? this.#weights.get(names[key]))
    results.set(out, compute(inputs))
    for (const name of last) {
      this.backend.disposeData(/** @type {Held} */ (results.get(name)).dataId)
      results.delete(name)
    }
  }

  /** @param {string[]} names @returns {Step[]} */
  #plan(names) {
    const { nodes, inputs, outputs } = this.graph
    const wanted = names.map((name) => outputs[name])
    /** @type {Map<string, Step>} */
    const steps = new Map()
    const visit = (/** @type {string} */ name) => {
      const node = nodes.get(name)
      if (!node || node.op === 'Placeholder' || steps.has(name)) return
      const operation = this.#operations.get(name) ?? this.#operation(node)
      this.#operations.set(name, operation)
      Object.values(operation.inputs).forEach(visit)
      steps.set(name, { ...operation, out: name, last: [] })
    }
    wanted.forEach(visit)
    const kept = new Set([...wanted, ...Object.values(inputs)])
    for (const step of [...steps.values()].reverse()) {
      for (const name of new Set(Object.values(step.inputs))) {
        if (!steps.has(name) || kept.has(name)) continue
        kept.add(name)
        step.last.push(name)
      }
    }
    return [...steps.values()]
  }

  /** @param {Node} node @returns {Operation} */
  #operation(node) {
    const { constants } = this.graph
    const call = callOf(node, constants)
    return this.simd?.operation(call, constants) ?? this.#kernel(call)
  }

  /** @param {Call} call @returns {Operation} */
  #kernel({ kernel, inputs, attrs, listed }) {
    const { backend } = this
    const found = tf.getKernel(kernel, this.backendName)
    if (!found) throw new Error(`The backend has no kernel ${kernel}.`)
    const kernelFunc = /** @type {(call: any) => any} */ (found.kernelFunc)
    return { inputs, compute: (given) => kernelFunc({ inputs: listed ? Object.values(given) : given, attrs: typeof attrs === 'function' ? attrs(given) : attrs, backend }) }
  }

  dispose() {
    for (const tensor of this.#weights.values()) tensor.dispose()
    for (const { free } of this.#operations.values()) free?.()
    this.#weights.clear()
    this.#operations.clear()
  }
}

/** @param {Values} values */
function upload({ data, shape }) {
  return tf.tensor4d(data, /** @type {any} */ (shape))
}

/** @param {import('./constant.js').Constant} constant @returns {tf.Tensor} */
function toTensor({ data, shape, dtype }) {
  return tf.io.decodeWeights(/** @type {ArrayBuffer} */ (data.slice().buffer), [{ name: 'constant', shape, dtype }]).constant
}

/** TensorFlow.js's own executor, which knows every operation. @implements {Runtime} */
class Whole {
  /** @param {import('../../vendor/tf/converter.js').GraphModel} model */
  constructor(model) {
    this.model = model
  }

  /** @param {Pick<Artifacts, 'model' | 'shards'>} artifacts */
  static async open({ model, shards }) {
    const weightSpecs = model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights)
    const { loadGraphModel } = await import('../../vendor/tf/converter.js')
    return new Whole(await loadGraphModel(tf.io.fromMemory({ ...model, weightSpecs, weightData: shards })))
  }

  /** @param {Record<string, Values>} inputs @param {string[]} names @returns {Promise<Answers>} */
  async run(inputs, names) {
    const outputs = tf.tidy(() => {
      const tensors = Object.entries(inputs).map(([name, values]) => [name, upload(values)])
      return [this.model.execute(Object.fromEntries(tensors), names)].flat()
    })
    try {
      const data = await Promise.all(outputs.map((tensor) => tensor.data()))
      return Object.fromEntries(names.map((name, i) => [name, { shape: outputs[i].shape, data: data[i] }]))
    } finally {
      outputs.forEach((tensor) => tensor.dispose())
    }
  }

  dispose() {
    this.model.dispose()
  }
}
