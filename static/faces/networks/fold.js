import { Constant } from './constant.js'

/** @import { Graph, Node } from './graph.js' */

/** @typedef {(graph: Graph, node: Node) => boolean} Rule  changes the graph around a node; whether it did */

const CONVOLUTIONS = ['_FusedConv2D', 'Conv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2dNative']
const ACTIVATIONS = ['Relu', 'Relu6']

/**
 * The same network with fewer operations: what follows a convolution becomes part of its kernel, its bias or its activation. The
 * shards keep their grid of 256 values; only the numbers in memory change.
 * @param {Graph} graph  not changed
 * @returns {Graph}
 */
export function fold({ nodes, constants, inputs, outputs }) {
  /** @type {Graph} */
  const graph = { nodes: new Map([...nodes].map(([name, node]) => [name, { ...node, inputs: [...node.inputs] }])), constants: new Map(constants), inputs, outputs: { ...outputs } }
  for (const rule of RULES) {
    for (const node of [...graph.nodes.values()]) while (graph.nodes.get(node.name) === node && rule(graph, node));
  }
  return graph
}

/** Two operations where TensorFlow has one, so that the other rules see them. @type {Rule} */
function split(graph, node) {
  if (node.op === 'AddN' && node.inputs.length === 2) {
    node.op = 'AddV2'
    return true
  }
  if (node.op !== '_FusedMatMul') return false
  const [first, second] = node.attrs.fused_ops
  if (first !== 'BiasAdd' || node.inputs.length !== 3 || (second && !ACTIVATIONS.includes(second))) return false
  const [a, b, bias] = node.inputs
  const product = { name: `${node.name}/product`, op: 'MatMul', inputs: [a, b], attrs: node.attrs }
  const sum = { name: second ? `${node.name}/sum` : node.name, op: 'AddV2', inputs: [product.name, bias], attrs: {} }
  graph.nodes.set(product.name, product).set(sum.name, sum)
  if (second) graph.nodes.set(node.name, { name: node.name, op: second, inputs: [sum.name], attrs: {} })
  return true
}

/** Names for what is there already. @type {Rule} */
function skip(graph, node) {
  const before = node.op === 'Identity' && graph.nodes.get(node.inputs[0])
  if (!before || before.op === 'Placeholder') return false
  replace(graph, node, before)
  return true
}

/** A shape of which only one number depends on the input: the backend finds it out. @type {Rule} */
function settleShape({ nodes, constants }, node) {
  const shape = node.op === 'Reshape' ? nodes.get(node.inputs[1]) : undefined
  if (shape?.op !== 'Pack') return false
  const sizes = shape.inputs.map((name) => constants.get(name)?.data[0] ?? -1)
  if (sizes.filter((size) => size < 0).length !== 1) return false
  constants.set(shape.name, Constant.of([sizes.length], Int32Array.from(sizes)))
  nodes.delete(shape.name)
  return true
}

/** a + b + constant, where a is a convolution's: the constant moves to it. @type {Rule} */
function moveShift(graph, node) {
  const { other: shift, at } = withConstant(graph, node, 'AddV2')
  const sum = shift && graph.nodes.get(node.inputs[at])
  if (!sum || sum.op !== 'AddV2' || usersOf(graph, sum.name) !== 1) return false
  const into = sum.inputs.findIndex((name) => linearConvolution(graph, name))
  if (into < 0) return false
  const moved = { name: `${node.name}/moved`, op: 'AddV2', inputs: [sum.inputs[into], node.inputs[1 - at]], attrs: {} }
  graph.nodes.set(moved.name, moved)
  node.inputs = sum.inputs.map((name, i) => (i === into ? moved.name : name))
  graph.nodes.delete(sum.name)
  absorb(graph, moved)
  return true
}

/** Convolution · scale, or + shift, a channel each: into its kernel and bias. @type {Rule} */
function absorb(graph, node) {
  const op = ['Mul', 'AddV2'].find((each) => each === node.op)
  const { other, at } = withConstant(graph, node, op)
  const before = other && linearConvolution(graph, node.inputs[at])
  if (!before) return false
  const kernel = /** @type {Constant} */ (graph.constants.get(before.inputs[1]))
  const channels = channelsOf(before, kernel)
  if (other.size !== channels || other.shape[other.shape.length - 1] !== channels) return false
  const bias = graph.constants.get(before.inputs[2] ?? '')?.data ?? new Float32Array(channels)
  if (op === 'Mul') before.inputs[1] = remember(graph, `${node.name}/kernel`, kernel.scaled(other.data))
  const data = bias.map((value, i) => (op === 'Mul' ? value * other.data[i] : value + other.data[i]))
  before.inputs[2] = remember(graph, `${node.name}/bias`, Constant.of([channels], data))
  replace(graph, node, before)
  return true
}

/** Convolution, then ReLU; or with a maximum pool between them, which keeps the order of values as ReLU does. @type {Rule} */
function activate(graph, node) {
  if (!ACTIVATIONS.includes(node.op)) return false
  const pool = graph.nodes.get(node.inputs[0])
  const pooled = pool?.op === 'MaxPool' && usersOf(graph, pool.name) === 1
  const before = linearConvolution(graph, pooled ? pool.inputs[0] : node.inputs[0])
  if (!before) return false
  before.attrs = { ...before.attrs, fused_ops: ['BiasAdd', node.op] }
  replace(graph, node, pooled ? pool : before)
  return true
}

/** max(x, slope · x) is one operation. @type {Rule} */
function leak(graph, node) {
  if (node.op !== 'Maximum') return false
  for (const [at, name] of node.inputs.entries()) {
    const product = graph.nodes.get(name)
    const x = node.inputs[1 - at]
    const { other: slope, at: of } = product ? withConstant(graph, product, 'Mul') : { at: -1 }
    const channels = channelsAt(graph, x)
    if (!slope || slope.size !== 1 || !(slope.data[0] < 1) || product?.inputs[of] !== x || !channels) continue
    node.op = 'Prelu'
    node.inputs = [x, remember(graph, `${node.name}/slope`, Constant.of([channels], new Float32Array(channels).fill(slope.data[0])))]
    if (usersOf(graph, name) === 0) graph.nodes.delete(name)
    return true
  }
  return false
}

/** Each is tried at every node, before the next is. */
const RULES = [skip, split, settleShape, absorb, moveShift, activate, leak]

/**
 * @param {Graph} graph
 * @param {Node} node
 * @param {string} [op]
 * @returns {{other?: Constant, at: number}} the constant that a node of this kind combines its input with; which input that is
 */
function withConstant({ constants }, node, op) {
  const at = node.op === op && node.inputs.length === 2 ? node.inputs.findIndex((name) => !constants.has(name)) : -1
  return at < 0 ? { at } : { other: constants.get(node.inputs[1 - at]), at }
}

/**
 * @param {Graph} graph
 * @param {string} name
 * @returns {Node | null} the convolution that makes this for one reader alone, if its numbers are known and no activation follows
 */
function linearConvolution(graph, name) {
  const node = graph.nodes.get(name)
  if (!node || !isConvolution(node) || usersOf(graph, name) !== 1 || node.inputs.length > 3) return null
  const plain = (node.attrs.fused_ops ?? []).every((/** @type {string} */ op) => op === 'BiasAdd')
  return plain && node.inputs.slice(1).every((each) => graph.constants.has(each)) ? node : null
}

/** @param {Node | undefined} node */
function isConvolution(node) {
  return CONVOLUTIONS.includes(node?.op ?? '')
}

/** Channels that come out of a convolution. @param {Node} node @param {Constant} kernel */
function channelsOf({ op }, { shape }) {
  return op.startsWith('_Fused') || op === 'Conv2D' ? shape[3] : shape[2] * shape[3]
}

/** Channels of a convolution's output, also behind a pool; 0 where there is none. @param {Graph} graph @param {string} name @returns {number} */
function channelsAt(graph, name) {
  const node = graph.nodes.get(name)
  if (node?.op === 'MaxPool') return channelsAt(graph, node.inputs[0])
  const kernel = isConvolution(node) && graph.constants.get(/** @type {Node} */ (node).inputs[1])
  return kernel ? channelsOf(/** @type {Node} */ (node), kernel) : 0
}

/** How often a result is read. Plain loops: this is asked for every node of a network, several times. @param {Graph} graph @param {string} name */
function usersOf({ nodes, outputs }, name) {
  let users = 0
  for (const { inputs } of nodes.values()) for (const each of inputs) if (each === name) users++
  for (const key in outputs) if (outputs[key] === name) users++
  return users
}

/** @param {Graph} graph @param {string} name @param {Constant} constant */
function remember({ constants }, name, constant) {
  constants.set(name, constant)
  return name
}

/** Whoever read a node reads another one from now on. @param {Graph} graph @param {Node} node @param {Node} by */
function replace({ nodes, outputs }, node, by) {
  nodes.delete(node.name)
  for (const { inputs } of nodes.values()) for (const [i, name] of inputs.entries()) if (name === node.name) inputs[i] = by.name
  for (const [name, output] of Object.entries(outputs)) if (output === node.name) outputs[name] = by.name
}
