import { startWorker } from './addresses.js'
import { FamiliarError } from './errors.js'
import { Caller } from './rpc.js'
import { PATIENCE, within } from './watchdog.js'

/** @import { LocalOptions, Request } from './types.js' */

/** A LocalEngine in a worker, with the same methods. Once it has failed it stays so. */
export class RemoteEngine {
  /** The backend that the worker was last heard to compute with: to blame if it hangs. @type {string | null} */
  suspect = null

  /**
   * @param {Worker} worker
   * @param {Required<LocalOptions>['patience']} patience
   * @param {(event: any) => void} onProgress
   */
  constructor(worker, patience, onProgress) {
    this.worker = worker
    this.patience = { ...PATIENCE, ...patience }
    this.calls = new Caller(worker, (event) => {
      if (event.stage === 'self-test') this.suspect = event.backend
      if (event.stage === 'backend') this.suspect = event.backend.name
      onProgress(event)
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.calls.close(event.message ? `The worker failed: ${event.message}` : 'The worker\'s script could not be loaded.')
    })
    worker.addEventListener('messageerror', () => this.calls.close('The worker sent something that cannot be read.'))
  }

  /**
   * Starts a worker and waits until it answers.
   * @param {LocalOptions} options
   * @returns {Promise<RemoteEngine>}
   * @throws {Error} with a sentence that says why there is none
   */
  static async start({ onProgress = () => {}, patience = {}, ...options }) {
    const missing = ['Worker', 'OffscreenCanvas', 'createImageBitmap'].find((name) => !(name in globalThis))
    if (missing) throw new FamiliarError('worker-failed', `This browser has no ${missing}.`)
    const worker = startWorker()
    const remote = new RemoteEngine(worker, patience, onProgress)
    const limit = remote.patience.start
    try {
      await within(remote.calls.call('open', [{ ...options, patience }], { limit: 2 * limit }), limit, 'The worker did not start in time.')
      return remote
    } catch (error) {
      worker.terminate()
      throw error
    }
  }

  /**
   * @param {string[]} names
   * @param {string} [models]
   * @returns {Promise<import('./local.js').State>}
   */
  load(names, models) {
    return this.#settle('load', [names, models])
  }

  /**
   * @param {string} name
   * @param {import('./weights.js').Artifacts} artifacts  copied
   * @returns {Promise<import('./local.js').State>}
   */
  adopt(name, artifacts) {
    return this.#settle('adopt', [name, artifacts])
  }

  /** @param {string} name @returns {Promise<import('./local.js').State>} */
  release(name) {
    return this.#settle('release', [name])
  }

  /**
   * @param {import('./media.js').Source} source
   * @param {Request} [request]
   * @param {Transferable[]} [transfer]  what of the source goes over to the worker
   * @returns {Promise<import('./types.js').Result>}
   */
  analyze(source, request, transfer) {
    const { frame, selfTest, silence } = this.patience
    const limit = silence + Math.max(frame, selfTest)
    return this.calls.call('analyze', [source, request], { limit, transfer })
  }

  /**
   * @param {import('./media.js').Source[]} sources
   * @param {Request} [request]
   * @param {Transferable[]} [transfer]  what of the sources goes over to the worker
   * @returns {Promise<import('./types.js').Many>}
   */
  analyzeMany(sources, request, transfer) {
    const { frame, selfTest, silence } = this.patience
    const limit = silence + Math.max(frame * sources.length, selfTest)
    return this.calls.call('analyzeMany', [sources, request], { limit, transfer })
  }

  /**
   * A call that changes what is loaded.
   * @param {string} method
   * @param {any[]} parameters
   * @returns {Promise<import('./local.js').State>}
   */
  async #settle(method, parameters) {
    const limit = this.patience.silence + this.patience.selfTest // downloads and self-tests report as they go
    const state = await this.calls.call(method, parameters, { limit })
    if (state.backend) this.suspect = state.backend.name
    return state
  }

  dispose() {
    this.calls.close('The engine was disposed.')
    this.worker.terminate()
  }
}
