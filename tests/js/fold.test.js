/** Operations that become part of a convolution: fewer of them, and the same numbers. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const { adaptersFor } = await import('../../static/faces/adapters.js')
const { fold } = await import('../../static/faces/networks/fold.js')
const { readGraph } = await import('../../static/faces/networks/graph.js')
const { openRuntime } = await import('../../static/faces/networks/runtime.js')
const { fetchNetworks } = await import('../../static/faces/weights.js')
const { loadGraphModel } = await import('../../static/vendor/tf/converter.js')

before(async () => (await adaptersFor(['wasm']))[0].open())
after(() => assert.deepEqual([tf.memory().numTensors, tf.backend().numDataIds()], [0, 0]))

const CHANNELS = 4
const text = (/** @type {string} */ s) => ({ s: btoa(s) })
const numbers = (/** @type {number[]} */ ...i) => ({ list: { i: i.map(String) } })
const FLOAT = { dtype: { type: 'DT_FLOAT' } }
const window = { strides: numbers(1, 1, 1, 1), padding: text('VALID') }
const convolution = { ...window, dilations: numbers(1, 1, 1, 1), fused_ops: { list: { s: [btoa('BiasAdd')] } }, num_args: { i: '1' } }

/**
 * A network as model.json and one shard hold it.
 * @param {[name: string, op: string, input: string[], attr?: any][]} nodes  the last is the answer
 * @param {[name: string, shape: number[], values: number[]][]} weights
 */
function artifacts(nodes, weights) {
  const answer = nodes[nodes.length - 1][0]
  const node = [['image', 'Placeholder', [], FLOAT], ...weights.map(([name]) => [name, 'Const', [], FLOAT]), ...nodes]
    .map(([name, op, input, attr = {}]) => ({ name, op, input, attr }))
  return { shards: [Float32Array.from(weights.flatMap(([, , values]) => values)).buffer],
    model: { format: 'graph-model', modelTopology: { node, versions: { producer: 1, minConsumer: 0 } },
      weightsManifest: [{ paths: [], weights: weights.map(([name, shape]) => ({ name, shape, dtype: 'float32' })) }],
      signature: { inputs: { image: { name: 'image:0', dtype: 'DT_FLOAT', tensorShape: {} } }, outputs: { answer: { name: `${answer}:0`, dtype: 'DT_FLOAT' } } } } }
}

const wave = (/** @type {number} */ count, step = 0.7) => Array.from({ length: count }, (_, i) => Math.sin(i * step) - 0.1)
const image = { data: Float32Array.from(wave(6 * 6 * 3)), shape: [1, 6, 6, 3] }

/** What TensorFlow.js's own executor answers. @param {any} given */
async function expected({ model, shards }) {
  const weightSpecs = model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights)
  const graph = await loadGraphModel(tf.io.fromMemory({ ...model, weightSpecs, weightData: shards }))
  const input = tf.tensor4d(image.data, /** @type {any} */ (image.shape))
  const output = /** @type {any} */ (graph.execute({ image: input }, ['answer']))
  const values = /** @type {Float32Array} */ (output.dataSync())
  for (const each of [input, output, graph]) each.dispose()
  return values
}

const KERNEL = /** @type {[string, number[], number[]]} */ (['kernel', [3, 3, 3, CHANNELS], wave(3 * 3 * 3 * CHANNELS, 1.3)])
const BIAS = /** @type {[string, number[], number[]]} */ (['bias', [CHANNELS], wave(CHANNELS)])
const SCALE = /** @type {[string, number[], number[]]} */ (['scale', [CHANNELS], [0.5, -2, 3, 0.1]])
const SHIFT = /** @type {[string, number[], number[]]} */ (['shift', [CHANNELS], [1, -1, 0.25, 2]])
const SLOPE = /** @type {[string, number[], number[]]} */ (['slope', [], [0.1]])
const CONV = /** @type {[string, string, string[], any]} */ (['conv', '_FusedConv2D', ['image', 'kernel', 'bias'], convolution])
const POOL = { ...window, ksize: numbers(1, 2, 2, 1) }

/** @type {Record<string, {nodes: any[], weights: any[], left: string[]}>} left: the operations that stay */
const CASES = {
  'a scale and a shift': { nodes: [CONV, ['mul', 'Mul', ['conv', 'scale']], ['add', 'AddV2', ['shift', 'mul']]],
    weights: [KERNEL, BIAS, SCALE, SHIFT], left: ['_FusedConv2D'] },
  'an activation behind a scale': { nodes: [CONV, ['mul', 'Mul', ['conv', 'scale']], ['relu', 'Relu', ['mul']]],
    weights: [KERNEL, BIAS, SCALE], left: ['_FusedConv2D'] },
  'an activation behind a pool': { nodes: [CONV, ['pool', 'MaxPool', ['conv'], POOL], ['relu', 'Relu6', ['pool']]],
    weights: [KERNEL, BIAS], left: ['_FusedConv2D', 'MaxPool'] },
  'a shift behind the sum with the past': { weights: [KERNEL, BIAS, ['other', [3, 3, 3, CHANNELS], wave(108, 0.3)], SCALE, SHIFT],
    nodes: [CONV, ['past', 'Conv2D', ['image', 'other'], convolution], ['relu', 'Relu', ['past']], ['mul', 'Mul', ['conv', 'scale']],
      ['sum', 'AddN', ['mul', 'relu']], ['add', 'AddV2', ['shift', 'sum']]],
    left: ['AddV2', 'Conv2D', '_FusedConv2D'] },
  'a leaky activation': { nodes: [CONV, ['pool', 'MaxPool', ['conv'], POOL], ['low', 'Mul', ['slope', 'pool']], ['leaky', 'Maximum', ['pool', 'low']]],
    weights: [KERNEL, BIAS, SLOPE], left: ['MaxPool', 'Prelu', '_FusedConv2D'] },
  'a depthwise convolution': { weights: [['depth', [3, 3, 3, 2], wave(54)], ['scale', [6], wave(6)]],
    nodes: [['conv', 'DepthwiseConv2dNative', ['image', 'depth'], { ...convolution, fused_ops: undefined }], ['mul', 'Mul', ['conv', 'scale']]],
    left: ['DepthwiseConv2dNative'] },
  'what two read stays': { nodes: [CONV, ['mul', 'Mul', ['conv', 'scale']], ['sum', 'AddV2', ['mul', 'conv']]],
    weights: [KERNEL, BIAS, SCALE], left: ['AddV2', 'Mul', '_FusedConv2D'] },
  'an activation stays before a scale': { nodes: [CONV, ['relu', 'Relu', ['conv']], ['mul', 'Mul', ['relu', 'scale']]],
    weights: [KERNEL, BIAS, SCALE], left: ['Mul', '_FusedConv2D'] },
}

for (const [name, { nodes, weights, left }] of Object.entries(CASES)) {
  test(name, async () => {
    const given = artifacts(nodes.map(([node, op, input, attr = {}]) => [node, op, input, JSON.parse(JSON.stringify(attr))]), weights)
    const ops = [...fold(readGraph(given)).nodes.values()].map(({ op }) => op).filter((op) => op !== 'Placeholder')
    assert.deepEqual(ops.sort(), left.sort())
    const runtime = await openRuntime(given)
    const { answer } = await runtime.run({ image }, ['answer'])
    runtime.dispose()
    const wanted = await expected(given)
    assert.equal(answer.data.length, wanted.length)
    wanted.forEach((value, i) => assert.ok(Math.abs(answer.data[i] - value) < 1e-5, `${answer.data[i]} is not ${value}`))
  })
}

test('the graph that is read stays as it was', () => {
  const graph = readGraph(artifacts([CONV, ['mul', 'Mul', ['conv', 'scale']]], [KERNEL, BIAS, SCALE]))
  const text = JSON.stringify([...graph.nodes])
  fold(graph)
  assert.equal(JSON.stringify([...graph.nodes]), text)
  assert.deepEqual(graph.outputs, { answer: 'mul' })
})

test('an operation that the table of kernels does not have is left to TensorFlow.js', async () => {
  const given = artifacts([CONV, ['elu', 'Elu', ['conv']]], [KERNEL, BIAS])
  const runtime = await openRuntime(given)
  const { answer } = await runtime.run({ image }, ['answer'])
  runtime.dispose()
  assert.deepEqual(Array.from(answer.data), Array.from(await expected(given)))
})

test('the recogniser is convolutions and what joins them', async () => {
  const [given] = await fetchNetworks((await serveModels()).models, ['face_recognition'])
  const ops = new Set([...fold(readGraph(given)).nodes.values()].map(({ op }) => op))
  assert.deepEqual([...ops].sort(), ['AddV2', 'AvgPool', 'MatMul', 'MaxPool', 'Mean', 'Pad', 'Placeholder', 'Relu', '_FusedConv2D'])
})
