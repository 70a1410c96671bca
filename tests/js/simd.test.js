/** Our own convolutions in WebAssembly, beside the definition written down as loops. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Constant } from '../../static/faces/networks/constant.js'

const tf = await import('../../static/faces/tf.js')
const { adaptersFor } = await import('../../static/faces/adapters.js')
const { openSimd } = await import('../../static/faces/networks/simd.js')

/** @typedef {{filter: number[], x: number[], stride?: number, pad?: 'same' | 'valid', activation?: string, each?: boolean, bias?: boolean}} Case */

/** filter: [height, width, in, out], of a channel each: [3, 3, in, 1]. @type {Record<string, Case>} */
const CASES = {
  'a point': { filter: [1, 1, 32, 48], x: [1, 9, 7, 32] },
  'a point, odd numbers of channels': { filter: [1, 1, 5, 7], x: [2, 4, 3, 5], activation: 'relu6' },
  'a point, every other pixel': { filter: [1, 1, 8, 16], x: [1, 7, 6, 8], stride: 2 },
  'one pixel': { filter: [1, 1, 256, 25], x: [1, 1, 1, 256] },
  'the first of a detector': { filter: [3, 3, 3, 16], x: [1, 20, 18, 3], pad: 'valid' },
  'the first of SSD': { filter: [3, 3, 3, 32], x: [1, 16, 16, 3], stride: 2, activation: 'relu6' },
  'the first of SSD, odd sizes': { filter: [3, 3, 3, 32], x: [2, 15, 17, 3], stride: 2 },
  'the first of the recogniser': { filter: [7, 7, 3, 32], x: [2, 31, 31, 3], stride: 2, pad: 'valid', activation: 'relu' },
  'smaller than the kernel': { filter: [7, 7, 3, 8], x: [1, 3, 2, 3] },
  'many channels, every other pixel': { filter: [3, 3, 64, 80], x: [1, 9, 8, 64], stride: 2 },
  'too many channels to transform': { filter: [3, 3, 132, 128], x: [1, 5, 5, 132] },
  'a row': { filter: [1, 7, 24, 24], x: [1, 5, 9, 24] },
  'a column': { filter: [7, 1, 24, 24], x: [1, 9, 5, 24] },
  'ten channels of MTCNN': { filter: [3, 3, 10, 16], x: [1, 8, 11, 10], pad: 'valid' },
  'without a bias': { filter: [3, 3, 32, 32], x: [1, 6, 6, 32], bias: false },
  ...Object.fromEntries([[1, 1], [2, 3], [4, 4], [5, 9], [13, 8], [17, 17]].map(([height, width]) =>
    [`transformed, ${height} × ${width}`, { filter: [3, 3, 20, 32], x: [3, height, width, 20], activation: 'relu' }])),
  'transformed, without a border': { filter: [3, 3, 64, 64], x: [2, 11, 10, 64], pad: /** @type {const} */ ('valid') },
  ...Object.fromEntries([1, 2].flatMap((stride) => [[1, 1], [3, 2], [4, 4], [6, 5], [9, 14]].map(([height, width]) =>
    [`of a channel each, ${height} × ${width}, step ${stride}`, { filter: [3, 3, 12, 1], x: [2, height, width, 12], stride, each: true, activation: 'relu6' }]))),
  'of a channel each, without a border': { filter: [3, 3, 4, 1], x: [1, 8, 9, 4], pad: /** @type {const} */ ('valid'), each: true },
}

/** @type {Record<string, [number, number]>} */
const LIMITS = { linear: [-Infinity, Infinity], relu: [0, Infinity], relu6: [0, 6] }

/** Numbers between -1 and 1, always the same. @param {number[]} shape @param {number} seed */
function noise(shape, seed) {
  return Float32Array.from({ length: shape.reduce((product, size) => product * size) }, (_, i) => Math.sin((i + 1) * 12.9898 + seed) * 43758.5453 % 1)
}

/** @param {number} size @param {number} kernel @param {Case} options @returns {[number, number]} length, zeros before */
function along(size, kernel, { stride = 1, pad = 'same' }) {
  if (pad === 'valid') return [Math.floor((size - kernel) / stride) + 1, 0]
  const length = Math.ceil(size / stride)
  return [length, Math.floor(Math.max((length - 1) * stride + kernel - size, 0) / 2)]
}

/** @param {Case} given @param {Float32Array} x @param {Float32Array} filter @param {Float32Array} bias */
function byDefinition(given, x, filter, bias) {
  const { filter: [kernelHeight, kernelWidth, channels, outs], x: [count, height, width], stride = 1, activation = 'linear', each } = given
  const [[down, top], [across, left]] = [along(height, kernelHeight, given), along(width, kernelWidth, given)]
  const shape = [count, down, across, each ? channels : outs]
  const [least, most] = LIMITS[activation]
  const out = Array.from({ length: shape.reduce((product, size) => product * size) }, (_, at) => {
    const [picture, y, column, o] = placeOf(at, shape)
    let sum = bias[o]
    for (let tap = 0; tap < kernelHeight * kernelWidth; tap++) {
      const [v, u] = [y * stride - top + Math.floor(tap / kernelWidth), column * stride - left + tap % kernelWidth]
      if (v < 0 || u < 0 || v >= height || u >= width) continue
      const from = ((picture * height + v) * width + u) * channels
      if (each) sum += x[from + o] * filter[tap * channels + o]
      else for (let c = 0; c < channels; c++) sum += x[from + c] * filter[(tap * channels + c) * outs + o]
    }
    return Math.min(most, Math.max(least, sum))
  })
  return { shape, out }
}

/** Which picture, row, column and channel a number belongs to. @param {number} at @param {number[]} shape */
function placeOf(at, [, down, across, channels]) {
  const [channel, pixel] = [at % channels, Math.floor(at / channels)]
  return [Math.floor(pixel / across / down), Math.floor(pixel / across) % down, pixel % across, channel]
}

/** @param {Case} given */
function callOf({ stride = 1, pad = 'same', activation = 'linear', each = false, bias = true }) {
  return { kernel: each ? 'FusedDepthwiseConv2D' : 'FusedConv2D', inputs: { x: 'x', filter: 'filter', ...(bias ? { bias: 'bias' } : {}) },
    attrs: { strides: [stride, stride], dilations: [1, 1], pad, dataFormat: 'NHWC', activation } }
}

/** @param {Case} given */
function constantsOf(given) {
  const filter = noise(given.filter, 1)
  const outChannels = given.filter[given.each ? 2 : 3]
  const bias = noise([outChannels], 2)
  return { filter, bias: given.bias === false ? new Float32Array(outChannels) : bias,
    constants: new Map([['filter', Constant.of(given.filter, filter)], ['bias', Constant.of([outChannels], bias)]]) }
}

const [adapter] = await adaptersFor(['wasm'])
await adapter.open()
const backend = /** @type {any} */ (tf.backend())
const simd = /** @type {NonNullable<Awaited<ReturnType<typeof openSimd>>>} */ (await openSimd(backend))

for (const [name, given] of Object.entries(CASES)) {
  test(`convolution: ${name}`, async () => {
    const { filter, bias, constants } = constantsOf(given)
    const x = noise(given.x, 3)
    const expected = byDefinition(given, x, filter, bias)
    const operation = simd.operation(callOf(given), constants)
    assert.ok(operation)
    const input = tf.tensor4d(x, /** @type {any} */ (given.x))
    const output = operation.compute({ x: input })
    const found = await backend.read(output.dataId)
    assert.deepEqual(output.shape, expected.shape)
    assert.equal(found.length, expected.out.length)
    const largest = Math.max(1, ...expected.out.map(Math.abs))
    const worst = Math.max(...expected.out.map((value, i) => (Number.isFinite(found[i]) ? Math.abs(value - found[i]) : Infinity)))
    assert.ok(worst / largest < 1e-5, `${worst} of ${largest}`)
    backend.disposeData(output.dataId)
    input.dispose()
    operation.free?.()
  })
}

test('what it does not know is left to TensorFlow.js', () => {
  const given = CASES['a point']
  const { constants } = constantsOf(given)
  const call = callOf(given)
  const changed = (/** @type {object} */ attrs) => simd.operation({ ...call, attrs: { ...call.attrs, ...attrs } }, constants)
  assert.equal(changed({ strides: [1, 2] }), null)
  assert.equal(changed({ dilations: [2, 2] }), null)
  assert.equal(changed({ activation: 'elu' }), null)
  assert.equal(simd.operation(call, new Map()), null) // a kernel that is computed only then
  assert.equal(simd.operation({ ...call, kernel: 'MaxPool' }, constants), null)
  assert.equal(simd.operation(callOf({ ...given, each: true }), constants), null) // 1 × 1, or not of multiples of four channels
})

test('weights that are freed leave room for others', () => {
  const given = CASES['too many channels to transform']
  const { constants } = constantsOf(given)
  const size = () => backend.wasm.HEAPU8.length
  simd.operation(callOf(given), constants)?.free?.()
  const before = size()
  for (let i = 0; i < 300; i++) simd.operation(callOf(given), constants)?.free?.()
  assert.equal(size(), before)
})

test('it is opened once a backend, and not on others', async () => {
  assert.equal(await openSimd(backend), simd)
  assert.equal(await openSimd({}), null)
  const shared = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true })
  assert.equal(await openSimd({ wasm: { asm: { memory: shared } } }), null) // that of threads
})
