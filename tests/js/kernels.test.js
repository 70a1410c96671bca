/** The bundles of TensorFlow.js hold what the networks need, for every way to compute. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { BUILT } from './support/models.js'

const tf = await import('../../static/faces/tf.js')

/** Operations of graphs whose kernel has another name in TensorFlow.js. @type {Record<string, string>} */
const KERNELS = { AddV2: 'Add', ConcatV2: 'Concat', FusedDepthwiseConv2dNative: 'FusedDepthwiseConv2D', MatMul: 'BatchMatMul', Mul: 'Multiply',
  Pad: 'PadV2', _FusedConv2D: 'FusedConv2D' }
/** Operations that need no kernel: they are done while the graph is read, or in plain JavaScript. */
const NONE = ['Const', 'Placeholder', 'Shape']

/** @param {string} name @returns {string[]} */
function operations(name) {
  const { modelTopology } = JSON.parse(readFileSync(new URL(`../../static/models/${name}/model.json`, import.meta.url), 'utf8'))
  return modelTopology.node.map((/** @type {{op: string}} */ { op }) => op)
}

const needed = [...new Set(BUILT.flatMap(operations))].filter((op) => !NONE.includes(op)).map((op) => KERNELS[op] ?? op)

for (const backend of ['cpu', 'wasm', 'webgl', 'webgpu']) {
  test(`${backend} has a kernel for every operation`, async () => {
    await import(`../../static/vendor/tf/${backend}.js`)
    assert.ok(needed.length > 10)
    assert.deepEqual(needed.filter((kernel) => !tf.getKernel(kernel, backend)), [])
  })
}
