import { folder, MODELS } from './addresses.js'
import { FamiliarError, reasonOf } from './errors.js'
import { capture } from './media.js'
import { RemoteEngine } from './remote.js'

/** @import { LocalEngine, State } from './local.js' */
/** @import { Input } from './media.js' */
/** @import { Artifacts } from './weights.js' */
/** @import { BackendReport, LocalOptions, Many, OnProgress, Request, Result, Spec } from './types.js' */

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
  const engine = new Engine({ ...options, models: models === undefined ? MODELS : folder(models) }, thread, onProgress)
  await engine.start()
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

/**
 * Finds faces in pictures. One picture is analysed at a time; others wait their turn. A worker that hangs or dies is replaced
 * by a new one that leaves out the backend which it was computing with.
 */
export class Engine {
  /** @type {BackendReport | null} null before anything is loaded */
  backend = null
  /** @type {Record<string, Spec>} of the loaded networks */
  specs = {}
  /** What each network was off by in its self-test when it was loaded, see State in local.js. @type {Record<string, number>} */
  selfTests = {}
  /** Why the engine runs on the main thread though a worker was preferred; null when all went as wished. @type {string | null} */
  fallback = null
  /** @type {LocalEngine | RemoteEngine | null} */
  #host = null
  /** What was loaded, for the next worker: how to load it again, by name. @type {Map<string, (host: LocalEngine | RemoteEngine) => Promise<State>>} */
  #loaded = new Map()
  /** The replacing of each worker that failed, by the worker. @type {Map<RemoteEngine, Promise<void>>} */
  #replacing = new Map()
  #disposed = false

  /**
   * @param {LocalOptions} settings
   * @param {string} thread
   * @param {OnProgress} onProgress
   */
  constructor(settings, thread, onProgress) {
    this.thread = thread
    this.onProgress = onProgress
    this.settings = { ...settings, onProgress: (/** @type {Parameters<OnProgress>[0]} */ event) => this.#hear(event) }
  }

  /** @returns {'worker' | 'main'} */
  get kind() {
    return this.#host instanceof RemoteEngine ? 'worker' : 'main'
  }

  /** Starts the worker, or what takes its place. @throws {FamiliarError} worker-failed */
  async start() {
    const [host, fallback] = await startHost(this.settings, this.thread)
    this.#host = host
    this.fallback = fallback
  }

  /**
   * Loads networks and proves them on a backend; those that are loaded already are passed over.
   * @param {string[]} names
   * @param {{models?: string}} [options]  another folder for these networks
   * @throws {FamiliarError} weights-… with file and cure; no-backend; worker-failed
   */
  async load(names, { models } = {}) {
    const from = models && folder(models)
    await this.#surely(async (host) => this.#take(await host.load(names, from)))
    for (const name of names) if (!this.#loaded.has(name)) this.#loaded.set(name, (host) => host.load([name], from))
  }

  /**
   * Takes a network that the page has, in place of one of the same name. It is used only for requests that name it, unless
   * the name is the network's own.
   * @param {string} name
   * @param {Artifacts} artifacts  copied where they go to a worker, and kept for the next one
   * @throws {FamiliarError} no-backend, worker-failed
   */
  async adopt(name, artifacts) {
    this.#loaded.delete(name)
    await this.#surely(async (host) => this.#take(await host.adopt(name, artifacts)))
    this.#loaded.set(name, (host) => host.adopt(name, artifacts))
  }

  /**
   * Frees a network; requests for it are refused from now on.
   * @param {string} name
   */
  async release(name) {
    this.#loaded.delete(name)
    delete this.specs[name]
    if (!this.#disposed) await this.#surely(async (host) => this.#take(await host.release(name)))
  }

  /**
   * Finds the faces in a picture, taken at the moment of the call.
   * @param {Input} input
   * @param {Request} [request]  only detection when absent
   * @returns {Promise<Result>}
   * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async analyze(input, request) {
    return this.#surely(async (host) => {
      const start = performance.now()
      const { source, transfer } = await capture(input)
      const took = performance.now() - start
      const result = await host.analyze(source, request, transfer)
      result.timings.capture += took
      result.timings.total += took
      return result
    })
  }

  /**
   * Finds the faces in several pictures at once: their faces go through each network together. All pictures are in memory meanwhile;
   * a few of them at a time are enough to gain what there is to gain.
   * @param {Input[]} inputs
   * @param {Request} [request]  only detection when absent
   * @returns {Promise<Many>} in the order of the inputs
   * @throws {FamiliarError} as `analyze`, where one of them cannot be analysed
   */
  async analyzeMany(inputs, request) {
    return this.#surely(async (host) => {
      const start = performance.now()
      const captured = await Promise.all(inputs.map(capture))
      const took = performance.now() - start
      const { pictures, timings } = await host.analyzeMany(captured.map(({ source }) => source), request, captured.flatMap(({ transfer }) => transfer))
      return { pictures, timings: { capture: timings.capture + took, total: timings.total + took } }
    })
  }

  /** Frees the networks and ends the worker; requests under way fail. */
  dispose() {
    this.#disposed = true
    this.#host?.dispose()
  }

  /** @param {State} state */
  #take({ backend, specs, selfTests }) {
    this.backend = backend
    this.specs = specs
    this.selfTests = selfTests
  }

  /** @param {Parameters<OnProgress>[0]} event */
  #hear(event) {
    if (event.stage === 'backend') this.backend = event.backend
    this.onProgress(event)
  }

  /**
   * Does a job, and does it again where a worker failed over it and could be replaced.
   * @template T
   * @param {(host: LocalEngine | RemoteEngine) => Promise<T>} job
   * @returns {Promise<T>}
   */
  async #surely(job) {
    const host = this.#host
    if (!host) throw new FamiliarError('not-loaded', 'The engine has not been started.')
    try {
      return await job(host)
    } catch (error) {
      const failed = error instanceof FamiliarError && error.code === 'worker-failed'
      if (!failed || this.#disposed || !(host instanceof RemoteEngine) || !host.suspect) throw error
      await this.#replace(host, reasonOf(error))
      return this.#surely(job)
    }
  }

  /**
   * @param {RemoteEngine} failed
   * @param {string} reason
   */
  #replace(failed, reason) {
    const begun = this.#replacing.get(failed)
    if (begun) return begun
    const replacing = this.#startAnew(failed, reason)
    this.#replacing.set(failed, replacing)
    return replacing
  }

  /**
   * @param {RemoteEngine} failed
   * @param {string} reason
   */
  async #startAnew(failed, reason) {
    failed.dispose()
    this.settings.dropped = [...(this.settings.dropped ?? []), { name: String(failed.suspect), reason }]
    await this.start()
    for (const again of this.#loaded.values()) await this.#surely(async (host) => this.#take(await again(host)))
    if (this.backend && this.#loaded.size) this.#hear({ stage: 'backend', backend: this.backend })
  }
}
