import { decode, findWeights } from '../manifest.js'
import { Constant } from './constant.js'

/** @import { Artifacts } from '../weights.js' */

/** @typedef {{name: string, op: string, inputs: string[], attrs: Record<string, any>}} Node  op as TensorFlow calls it; inputs: names */
/**
 * @typedef {object} Graph  a network as it stands in model.json
 * @property {Map<string, Node>} nodes          without the constants
 * @property {Map<string, Constant>} constants
 * @property {Record<string, string>} inputs    name in the spec → node
 * @property {Record<string, string>} outputs   name in the spec → node
 */

/**
 * A network's graph with its weights.
 * @param {Pick<Artifacts, 'model' | 'shards'>} artifacts
 * @returns {Graph}
 */
export function readGraph({ model, shards }) {
  /** @type {any[]} */
  const all = model.modelTopology.node
  const constants = constantsOf(model, shards)
  const nodes = all.filter(({ name }) => !constants.has(name)).map(({ name, op, input = [], attr = {} }) => {
    const attrs = Object.fromEntries(Object.entries(attr).map(([key, value]) => [key, readAttribute(value)]))
    return /** @type {const} */ ([name, { name, op, inputs: input.filter((/** @type {string} */ each) => !each.startsWith('^')).map(nodeOf), attrs }])
  })
  const { inputs, outputs } = model.signature
  return { nodes: new Map(nodes), constants, inputs: nodesOf(inputs), outputs: nodesOf(outputs) }
}

/** @param {Record<string, {name: string}>} tensors */
function nodesOf(tensors) {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, nodeOf(tensor.name)]))
}

/** "node:0" is the first output of "node". @param {string} tensor */
function nodeOf(tensor) {
  return tensor.replace(/:0$/, '')
}

/**
 * @param {any} model
 * @param {ArrayBuffer[]} shards
 * @returns {Map<string, Constant>}
 */
function constantsOf(model, shards) {
  /** @type {import('../manifest.js').Entry[]} */
  const weights = model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights)
  const found = findWeights([{ paths: ['the network'], weights }], [shards.map((shard) => new Uint8Array(shard))])
  return new Map(found.map(([entry, bytes]) => {
    const dtype = entry.dtype === 'int32' ? 'int32' : 'float32'
    return [entry.name, new Constant(entry.shape, dtype, (into) => decode(entry, bytes, into))]
  }))
}

/** A value as the format writes it: text in base64, whole numbers as text, lists. @param {any} attribute @returns {any} */
function readAttribute({ s, i, f, b, list }) {
  if (s !== undefined) return atob(s)
  if (i !== undefined) return Number(i)
  if (list !== undefined) return list.i?.map(Number) ?? list.s?.map(atob) ?? list.f ?? []
  return f ?? b
}
