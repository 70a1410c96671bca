/**
 * TensorFlow.js for pages that work with tensors of their own, under its own names. Tensors of the page are computed by plain
 * JavaScript unless the page chooses another backend; the engine's networks run elsewhere, on a backend that it chooses itself.
 */
import '../../vendor/tf/cpu.js'
import { version_core } from '../../vendor/tf/all.js'
import { adaptersFor } from '../adapters.js'

export * from '../../vendor/tf/all.js'

/** The versions of the parts, which are all of one release. */
export const version = Object.fromEntries(['tfjs', 'tfjs-core', 'tfjs-converter', 'tfjs-backend-cpu', 'tfjs-backend-webgl', 'tfjs-backend-wasm']
  .map((part) => [part, version_core]))

/**
 * Chooses the backend for tensors of the page; its code is loaded now.
 * @param {string} name  cpu, wasm, webgl or webgpu
 * @returns {Promise<boolean>} false when it does not work here
 */
export async function setBackend(name) {
  for (const adapter of await adaptersFor([name])) {
    try {
      await adapter.open()
      return true
    } catch { /* WebAssembly has one more way to start */ }
  }
  return false
}

/**
 * Loads a graph model, and first the code that knows how.
 * @param {Parameters<typeof import('../../vendor/tf/converter.js').loadGraphModel>} given
 */
export async function loadGraphModel(...given) {
  const converter = await import('../../vendor/tf/converter.js')
  return converter.loadGraphModel(...given)
}

/** Accepted for pages that say where the files of WebAssembly lie: here they lie beside the library. */
export function setWasmPaths() {}
export { setWasmPaths as setWasmPath }

/** Accepted for pages that choose the number of threads: here they are as many as the machine and the page's isolation allow. */
export function setThreadsCount() {}
