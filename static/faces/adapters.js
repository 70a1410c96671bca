import { WASM_FILES } from './addresses.js'
import { webGpuAdapter, webglRenderer } from './graphics.js'
import { hasNative, loadNative } from './native.js'
import * as tf from './tf.js'
import { mayUseThreads } from './threads.js'

/**
 * A way to compute: how to make one of TensorFlow.js's backends the current one.
 * @typedef {object} Adapter
 * @property {string} name      of the backend in TensorFlow.js
 * @property {number} threads
 * @property {() => Promise<Opened>} open  throws a sentence when it cannot
 *
 * @typedef {object} Opened
 * @property {Promise<never>} [lost]  rejects with a sentence when the device goes away
 */

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i
const THREADS = 4 // more gain nothing on networks this small
/**
 * Processors from which on threads are tried. They share their memory, in which our own kernels cannot work (networks/simd.js): two
 * threads of TensorFlow.js take 1.4 to 1.8 times as long as one with those.
 */
const ENOUGH = 8

/** Factories of backends, which TensorFlow.js forgets when it drops one. */
const factories = new Map()

/**
 * The adapters to try, in order.
 * @param {string[]} [order]  names, tried as they stand; otherwise what suits the machine: native code or hardware before WebAssembly, and
 *   WebAssembly before a GPU that is emulated in software, which is some ten times slower
 * @returns {Promise<Adapter[]>}
 */
export async function adaptersFor(order) {
  return (order ?? await suitableOrder()).flatMap((name) => {
    const make = /** @type {Record<string, () => Adapter[]>} */ (TABLE)[name]
    return make ? make() : [{ name, threads: 1, open: () => fail(`There is no backend of the name ${name}.`) }]
  })
}

const TABLE = {
  tensorflow: () => [{ name: 'tensorflow', threads: 1, open: openNative }],
  webgpu: () => [{ name: 'webgpu', threads: 1, open: openWebGpu }],
  webgl: () => [{ name: 'webgl', threads: 1, open: openWebGl }],
  wasm: () => threadCounts().map((threads) => ({ name: 'wasm', threads, open: () => openWasm(threads) })),
  cpu: () => [{ name: 'cpu', threads: 1, open: openCpu }],
}

async function suitableOrder() {
  const webgl = webglRenderer()
  const software = webgl !== null && SOFTWARE.test(webgl)
  return [
    ...(await hasNative() ? ['tensorflow'] : []),
    ...(await hasWebGpu() ? ['webgpu'] : []),
    ...(webgl !== null && !software ? ['webgl'] : []),
    ...(typeof WebAssembly === 'object' ? ['wasm'] : []),
    ...(software ? ['webgl'] : []),
    'cpu',
  ]
}

async function hasWebGpu() {
  const adapter = await webGpuAdapter()
  const info = adapter?.info ?? {}
  return Boolean(adapter) && !adapter.isFallbackAdapter && !info.isFallbackAdapter && !SOFTWARE.test(`${info.architecture} ${info.description}`)
}

/** Numbers of threads to try: several need an isolated page and many processors, and fall back to one. */
function threadCounts() {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1
  return globalThis.crossOriginIsolated && cores >= ENOUGH ? [THREADS, 1] : [1]
}

/** @param {number} threads */
async function openWasm(threads) {
  if (threads > 1 && !await mayUseThreads()) await fail('The page\'s policy (CSP) forbids the scripts that threads need.')
  const wasm = await import('../vendor/tf/wasm.js')
  if (!factories.has('wasm')) wasm.setWasmPaths(WASM_FILES)
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1)
  wasm.setThreadsCount(threads)
  await start('wasm', 'WebAssembly could not start.')
  return {}
}

async function openNative() {
  await loadNative()
  await start('tensorflow', 'TensorFlow\'s own library could not start.')
  return {}
}

async function openCpu() {
  await import('../vendor/tf/cpu.js')
  await start('cpu', 'Plain JavaScript could not start.')
  return {}
}

async function openWebGl() {
  await import('../vendor/tf/webgl.js')
  await start('webgl', 'This browser offers no WebGL.')
  const { canvas } = /** @type {any} */ (tf.backend()).gpgpu.gl
  const lost = new Promise((_, reject) => {
    canvas.addEventListener('webglcontextlost', () => reject(new Error('The graphics card was taken away (WebGL context lost).')))
  })
  return { lost: /** @type {Promise<never>} */ (lost) }
}

async function openWebGpu() {
  if (!await webGpuAdapter()) await fail('This browser offers no WebGPU.')
  await import('../vendor/tf/webgpu.js')
  await start('webgpu', 'WebGPU could not start.')
  const { device } = /** @type {any} */ (tf.backend())
  return { lost: device.lost.then(() => fail('The graphics card was taken away (WebGPU device lost).')) }
}

/**
 * Makes a registered backend the current one, also when it was dropped before.
 * @param {string} name
 * @param {string} sentence  what to say when it cannot start
 */
async function start(name, sentence) {
  const factory = tf.findBackendFactory(name)
  if (factory) factories.set(name, factory)
  else if (factories.has(name)) tf.registerBackend(name, factories.get(name))
  else throw new Error(sentence)
  if (!await tf.setBackend(name)) throw new Error(sentence)
}

/**
 * @param {string} sentence
 * @returns {Promise<never>}
 */
async function fail(sentence) {
  throw new Error(sentence)
}
