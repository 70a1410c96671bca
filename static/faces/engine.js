import { FamiliarError, reasonOf } from './errors.js'
import { capture } from './media.js'
import { RemoteEngine } from './remote.js'

/** @import { LocalEngine } from './local.js' */
/** @import { Input } from './media.js' */
/** @import { BackendReport, LocalOptions, OnProgress, Request, Result, Spec } from './types.js' */

/**
 * @typedef {object} EngineOptions
 * @property {string} [models]              address of the folder of networks; models/ beside the library when absent
 * @property {'auto' | 'worker' | 'main'} [thread]  auto: a worker where the browser can, else the main thread
 * @property {string[]} [backends]          webgpu, webgl, wasm, cpu in the order to try; what suits the machine when absent
 * @property {OnProgress} [onProgress]
 * @property {LocalOptions['patience']} [patience]
 */

/**
 * Starts an engine; nothing is loaded yet.
 * @param {EngineOptions} [options]
 * @returns {Promise<Engine>} to be disposed by the caller
 * @throws {FamiliarError} worker-failed when a worker is demanded and does not start
 */
export async function createEngine({ models, thread = 'auto', onProgress = () => {}, ...options } = {}) {
  const progress = relay(onProgress)
  const settings = { ...options, models: folder(models), onProgress: progress.send }
  const [host, fallback] = await startHost(settings, thread)
  const engine = new Engine(host, fallback)
  progress.listen((backend) => { engine.backend = backend })
  return engine
}

/**
 * @param {LocalOptions} settings
 * @param {string} thread
 * @returns {Promise<[LocalEngine | RemoteEngine, string | null]>} the engine, and why it is not in a worker though it should be
 */
async function startHost(settings, thread) {
  let fallback = null
  if (thread !== 'main') {
    try {
      return [await RemoteEngine.start(settings), null]
    } catch (error) {
      fallback = reasonOf(error)
      if (thread === 'worker') throw new FamiliarError('worker-failed', fallback, { cure: 'Use the setting thread: "auto".' })
    }
  }
  const { LocalEngine } = await import('./local.js') // brings TensorFlow.js, which a page with a worker does without
  return [new LocalEngine(settings), fallback]
}

/** Finds faces in pictures. One picture is analysed at a time; others wait their turn. */
export class Engine {
  /** @type {BackendReport | null} null before anything is loaded */
  backend = null
  /** @type {Record<string, Spec>} of the loaded networks */
  specs = {}

  /**
   * @param {LocalEngine | RemoteEngine} host
   * @param {string | null} [fallback]
   */
  constructor(host, fallback = null) {
    this.host = host
    /** @type {'worker' | 'main'} */
    this.kind = host instanceof RemoteEngine ? 'worker' : 'main'
    /** Why the engine runs on the main thread though a worker was preferred; null when all went as wished. */
    this.fallback = fallback
  }

  /**
   * Loads networks and proves them on a backend; those that are loaded already are passed over.
   * @param {string[]} names
   * @param {{models?: string}} [options]  another folder for these networks
   * @throws {FamiliarError} weights-… with file and cure; no-backend; worker-failed
   */
  async load(names, { models } = {}) {
    const { backend, specs } = await this.host.load(names, models && folder(models))
    this.backend = backend
    this.specs = specs
  }

  /**
   * Finds the faces in a picture, taken at the moment of the call.
   * @param {Input} input
   * @param {Request} [request]  only detection when absent
   * @returns {Promise<Result>}
   * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async analyze(input, request) {
    const start = performance.now()
    const { source, transfer } = await capture(input)
    const took = performance.now() - start
    const result = await this.host.analyze(source, request, transfer)
    result.timings.capture += took
    result.timings.total += took
    return result
  }

  /** Frees the networks and ends the worker; requests under way fail. */
  dispose() {
    this.host.dispose()
  }
}

/**
 * The absolute address of a folder, with the slash at its end.
 * @param {string} [address]  relative to the page
 */
function folder(address) {
  const absolute = address === undefined ? new URL('../models/', import.meta.url) : new URL(address, pageAddress())
  if (!absolute.pathname.endsWith('/')) absolute.pathname += '/'
  return absolute.href
}

function pageAddress() {
  return globalThis.document?.baseURI ?? globalThis.location?.href ?? import.meta.url
}

/**
 * Passes events on, and changes of the backend to the engine too.
 * @param {OnProgress} onProgress
 */
function relay(onProgress) {
  /** @type {(backend: BackendReport) => void} */
  let hear = () => {}
  return {
    send: (/** @type {Parameters<OnProgress>[0]} */ event) => {
      if (event.stage === 'backend') hear(event.backend)
      onProgress(event)
    },
    listen: (/** @type {typeof hear} */ listener) => { hear = listener },
  }
}
