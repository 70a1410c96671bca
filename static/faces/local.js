import { adaptersFor } from './adapters.js'
import { Backends } from './backends.js'
import { analyzeTogether } from './gathering.js'
import { readPixels } from './media.js'
import { Network } from './networks/network.js'
import { analyze, checkRequest } from './pipeline.js'
import { PATIENCE } from './watchdog.js'
import { fetchNetworks } from './weights.js'

/** @import { Adapter } from './adapters.js' */
/** @import { BackendReport, LocalOptions, Many, Request, Result, Spec } from './types.js' */
/** @import { Artifacts } from './weights.js' */

/**
 * @typedef {{backend: BackendReport | null, specs: Record<string, Spec>, selfTests: Record<string, number>}} State  selfTests: the
 *   largest difference of each network's answer to the known one, as a share of the largest number or of 1
 */

/** Loads networks and analyses pictures on the thread that it lives on. */
export class LocalEngine {
  /** @type {Map<string, Artifacts>} kept for the next backend */
  #artifacts = new Map()
  /** @type {Map<string, Promise<Artifacts>>} under way: nothing is fetched twice */
  #coming = new Map()
  /** @type {Map<string, Network>} on the current backend */
  #networks = new Map()
  /** @type {Map<string, number>} what they were off by in their self-tests */
  #differences = new Map()
  /** @type {Backends | null} */
  #backends = null
  #stop = new AbortController()
  /** Counts the backends, so that work which a dropped one finishes late is thrown away. */
  #round = 0
  /** @type {Promise<unknown>} the end of the queue: one piece of work at a time */
  #tail = Promise.resolve()

  /** @param {LocalOptions & {adapters?: Adapter[]}} options  adapters: in place of the machine's own */
  constructor({ models, backends, adapters, dropped, onProgress = () => {}, patience }) {
    this.models = models
    this.order = backends
    this.adapters = adapters
    this.dropped = dropped
    this.onProgress = onProgress
    this.patience = { ...PATIENCE, ...patience }
    this.#startBackend()
  }

  /** @returns {State} */
  get state() {
    const specs = Object.fromEntries([...this.#artifacts].map(([name, { spec }]) => [name, spec]))
    return { backend: this.#backends?.report ?? null, specs, selfTests: Object.fromEntries(this.#differences) }
  }

  /**
   * Fetches networks and proves them on a backend. What is loaded already is passed over.
   * @param {string[]} names
   * @param {string} [models]  absolute address of their folder; the engine's when absent
   * @returns {Promise<State>}
   * @throws {import('./errors.js').FamiliarError} weights-…, no-backend
   */
  async load(names, models = this.models) {
    const fetched = await this.#fetch([...new Set(names)].filter((name) => !this.#artifacts.has(name)), models)
    return this.#inTurn(async () => {
      for (const artifacts of fetched) {
        this.#artifacts.set(artifacts.spec.name, artifacts)
        this.#coming.delete(artifacts.spec.name)
      }
      await this.#useBackend(() => this.#buildMissing(), { limit: this.patience.selfTest })
      return this.state
    })
  }

  /**
   * Takes a network that the caller has, and proves it on a backend; one of the same name before it is freed.
   * @param {string} name  to ask for it by
   * @param {Artifacts} artifacts
   * @returns {Promise<State>}
   * @throws {import('./errors.js').FamiliarError} no-backend
   */
  adopt(name, artifacts) {
    return this.#inTurn(async () => {
      this.#drop(name)
      this.#artifacts.set(name, artifacts)
      try {
        await this.#useBackend(() => this.#buildMissing(), { limit: this.patience.selfTest })
      } catch (error) {
        this.#drop(name) // or it would fail with every picture
        throw error
      }
      return this.state
    })
  }

  /**
   * Frees a network, if there is one of this name.
   * @param {string} name
   * @returns {Promise<State>}
   */
  release(name) {
    return this.#inTurn(async () => {
      this.#drop(name)
      return this.state
    })
  }

  /**
   * @param {import('./media.js').Source} source  what `capture` made
   * @param {Request} [request]
   * @returns {Promise<Result>}
   * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input, no-backend
   */
  analyze(source, request = {}) {
    return this.#inTurn(async () => {
      const start = performance.now()
      checkRequest(request, this.#artifacts)
      const image = readPixels(source)
      const capture = performance.now() - start
      const { faces, timings } = await this.#useBackend(async () => {
        await this.#buildMissing()
        return analyze(image, request, this.#networks)
      }, { limit: this.patience.frame, tries: 2 })
      return { faces, size: { width: image.width, height: image.height },
        timings: { capture, ...timings, total: performance.now() - start } }
    })
  }

  /**
   * Analyses several pictures, whose faces go through a network together.
   * @param {import('./media.js').Source[]} sources  what `capture` made
   * @param {Request} [request]
   * @returns {Promise<Many>}
   * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input, no-backend
   */
  analyzeMany(sources, request = {}) {
    return this.#inTurn(async () => {
      const start = performance.now()
      checkRequest(request, this.#artifacts)
      const images = sources.map(readPixels)
      const capture = performance.now() - start
      const faces = await this.#useBackend(async () => {
        await this.#buildMissing()
        return analyzeTogether(images, request, this.#networks)
      }, { limit: this.patience.frame * Math.max(1, images.length), tries: 2 })
      const pictures = images.map(({ width, height }, i) => ({ faces: faces[i], size: { width, height } }))
      return { pictures, timings: { capture, total: performance.now() - start } }
    })
  }

  /** Frees the networks and gives up what is under way. */
  dispose() {
    this.#stop.abort()
    this.#forget()
    this.#artifacts.clear()
  }

  /**
   * Fetches networks, or waits for those that another call has begun to fetch.
   * @param {string[]} names
   * @param {string} models
   * @returns {Promise<Artifacts[]>}
   */
  async #fetch(names, models) {
    const missing = names.filter((name) => !this.#coming.has(name))
    const fetched = fetchNetworks(models, missing, this.onProgress, this.#stop.signal)
    missing.forEach((name, i) => this.#coming.set(name, fetched.then((all) => all[i])))
    try {
      return await Promise.all(names.map((name) => /** @type {Promise<Artifacts>} */ (this.#coming.get(name))))
    } catch (error) {
      for (const name of missing) this.#coming.delete(name)
      throw error
    }
  }

  /**
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  #inTurn(job) {
    const done = this.#tail.then(job)
    this.#tail = done.catch(() => {})
    return done
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @param {{limit: number, tries?: number}} options
   */
  async #useBackend(work, options) {
    this.#backends ??= new Backends(this.adapters ?? await adaptersFor(this.order), {
      onDrop: () => this.#forget(),
      onStart: (backend) => this.onProgress({ stage: 'self-test', backend }),
      openLimit: this.patience.selfTest,
      dropped: this.dropped,
    })
    const before = this.#backends.report
    const result = await this.#backends.use(work, options)
    const after = this.#backends.report
    if (after && before && after.dropped.length !== before.dropped.length) this.onProgress({ stage: 'backend', backend: after })
    return result
  }

  /** Starts the backend before there is work for it: nothing takes longer. That it cannot be started is told by the work that needs it. */
  #startBackend() {
    this.#inTurn(() => this.#useBackend(async () => {}, { limit: this.patience.selfTest })).catch(() => {})
  }

  /** Puts the networks that are not on the current backend there, each proved before it is used. */
  async #buildMissing() {
    const round = this.#round
    for (const [name, artifacts] of this.#artifacts) {
      if (this.#networks.has(name)) continue
      this.onProgress({ stage: 'self-test', backend: this.#backends?.next ?? '', name })
      const network = await Network.build(artifacts)
      try {
        const difference = await network.prove()
        if (difference !== null) this.#differences.set(name, difference)
        if (round !== this.#round) throw new Error('The answer came too late.')
      } catch (error) {
        network.dispose()
        throw error
      }
      this.#networks.set(name, network)
    }
  }

  /** @param {string} name */
  #drop(name) {
    this.#networks.get(name)?.dispose()
    for (const each of [this.#networks, this.#artifacts, this.#differences]) each.delete(name)
  }

  #forget() {
    this.#round++
    for (const network of this.#networks.values()) {
      try {
        network.dispose()
      } catch { /* its backend is gone, and its memory with it */ }
    }
    this.#networks.clear()
  }
}
