/** @import { Constant, Graph, Node } from './graph.js' */

/**
 * @typedef {object} Call  one kernel of the backend
 * @property {string} kernel
 * @property {Record<string, string>} inputs  the kernel's name for it → node or constant
 * @property {Record<string, any> | ((inputs: Record<string, {shape: number[]}>) => Record<string, any>)} attrs
 * @property {boolean} [listed]  whether the kernel takes its inputs as a list
 */

const ACTIVATIONS = /** @type {Record<string, string>} */ ({ Relu: 'relu', Relu6: 'relu6' })
const UNARY = ['Relu', 'Relu6', 'Sigmoid', 'Exp', 'Square', 'Rsqrt', 'Identity']
const BINARY = /** @type {Record<string, string>} */ ({ Mul: 'Multiply', AddV2: 'Add', Add: 'Add', Sub: 'Sub', Maximum: 'Maximum' })

/**
 * The table of operations: TensorFlow's → how a kernel is called for it. `constant` gives a constant's numbers and throws for
 * what is none.
 * @type {Record<string, (node: Node, constant: (name: string) => number[]) => Call>}
 */
const OPERATIONS = {
  ...Object.fromEntries(UNARY.map((op) => [op, ({ inputs: [x] }) => ({ kernel: op, inputs: { x }, attrs: {} })])),
  ...Object.fromEntries(Object.keys(BINARY).map((op) => [op, ({ inputs: [a, b] }) => ({ kernel: BINARY[op], inputs: { a, b }, attrs: {} })])),
  _FusedConv2D: (node) => ({ kernel: 'FusedConv2D', ...convolution(node) }),
  Conv2D: (node) => ({ kernel: 'FusedConv2D', ...convolution(node) }),
  DepthwiseConv2dNative: (node) => ({ kernel: 'FusedDepthwiseConv2D', ...convolution(node) }),
  FusedDepthwiseConv2dNative: (node) => ({ kernel: 'FusedDepthwiseConv2D', ...convolution(node) }),
  MaxPool: (node) => ({ kernel: 'MaxPool', ...pool(node) }),
  AvgPool: (node) => ({ kernel: 'AvgPool', ...pool(node) }),
  Prelu: ({ inputs: [x, alpha] }) => ({ kernel: 'Prelu', inputs: { x, alpha }, attrs: {} }),
  MatMul: ({ inputs: [a, b], attrs }) =>
    ({ kernel: 'BatchMatMul', inputs: { a, b }, attrs: { transposeA: attrs.transpose_a, transposeB: attrs.transpose_b } }),
  Softmax: ({ inputs: [logits] }) => ({ kernel: 'Softmax', inputs: { logits }, attrs: (/** @type {any} */ inputs) => ({ dim: inputs.logits.shape.length - 1 }) }),
  Pad: ({ inputs: [x, paddings] }, constant) =>
    ({ kernel: 'PadV2', inputs: { x }, attrs: { paddings: pairs(constant(paddings)), constantValue: 0 } }),
  Mean: ({ inputs: [x, axes], attrs }, constant) =>
    ({ kernel: 'Mean', inputs: { x }, attrs: { axis: constant(axes), keepDims: attrs.keep_dims } }),
  Sum: ({ inputs: [x, axes], attrs }, constant) =>
    ({ kernel: 'Sum', inputs: { x }, attrs: { axis: constant(axes), keepDims: attrs.keep_dims } }),
  Reshape: ({ inputs: [x, shape] }, constant) => ({ kernel: 'Reshape', inputs: { x }, attrs: { shape: constant(shape) } }),
  ConcatV2: ({ inputs }, constant) => {
    const [axis] = constant(inputs[inputs.length - 1])
    return { kernel: 'Concat', listed: true, inputs: Object.fromEntries(inputs.slice(0, -1).entries()), attrs: { axis } }
  },
  StridedSlice: ({ inputs: [x, ...where], attrs }, constant) => {
    const [begin, end, strides] = where.map(constant)
    return { kernel: 'StridedSlice', inputs: { x }, attrs: { begin, end, strides, beginMask: attrs.begin_mask, endMask: attrs.end_mask,
      ellipsisMask: attrs.ellipsis_mask, newAxisMask: attrs.new_axis_mask, shrinkAxisMask: attrs.shrink_axis_mask } }
  },
}

/**
 * The kernel that computes a node.
 * @param {Node} node
 * @param {Graph['constants']} constants
 * @returns {Call}
 * @throws {Error} where the table does not know how
 */
export function callOf(node, constants) {
  const operation = OPERATIONS[node.op] ?? unknown(node)
  return operation(node, (name) => [...(constants.get(name) ?? unknown(node)).data])
}

/** @param {Node} node @returns {never} */
function unknown({ op, name }) {
  throw new Error(`There is no kernel call for ${op} at ${name}.`)
}

/** @param {Node} node @returns {Omit<Call, 'kernel'>} */
function convolution(node) {
  const { inputs: [x, filter, bias], attrs: { strides, dilations, padding, data_format: format, fused_ops: fused = [] } } = node
  const [activation = 'linear', ...others] = fused.filter((/** @type {string} */ op) => op !== 'BiasAdd').map((/** @type {string} */ op) => ACTIVATIONS[op])
  if (!activation || others.length || node.inputs.length > 3 || padding === 'EXPLICIT' || format === 'NCHW') unknown(node)
  return { inputs: bias ? { x, filter, bias } : { x, filter },
    attrs: { strides: strides.slice(1, 3), dilations: dilations.slice(1, 3), pad: padding.toLowerCase(), dataFormat: 'NHWC', activation } }
}

/** @param {Node} node */
function pool(node) {
  const { inputs: [x], attrs: { ksize, strides, padding } } = node
  if (padding === 'EXPLICIT') unknown(node)
  return { inputs: { x }, attrs: { filterSize: ksize.slice(1, 3), strides: strides.slice(1, 3), pad: padding.toLowerCase() } }
}

/** @param {number[]} numbers */
function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2))
}
