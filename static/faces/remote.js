import { FamiliarError } from './errors.js'
import { Caller } from './rpc.js'
import { PATIENCE, within } from './watchdog.js'

/** @import { LocalOptions, Request } from './types.js' */

/** Downloads report as they go, so a worker that says nothing for this long is dead. ms */
const SILENCE = 60_000

/** A LocalEngine in a worker, with the same methods. */
export class RemoteEngine {
  /**
   * @param {Worker} worker
   * @param {Required<LocalOptions>['patience']} patience
   * @param {(event: any) => void} onProgress
   */
  constructor(worker, patience, onProgress) {
    this.worker = worker
    this.patience = { ...PATIENCE, ...patience }
    this.calls = new Caller(worker, onProgress)
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
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'familiar' })
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
    return this.calls.call('load', [names, models], { limit: SILENCE + this.patience.selfTest })
  }

  /**
   * @param {import('./media.js').Source} source
   * @param {Request} [request]
   * @param {Transferable[]} [transfer]  what of the source goes over to the worker
   * @returns {Promise<import('./types.js').Result>}
   */
  analyze(source, request, transfer) {
    const limit = 2 * (this.patience.frame + this.patience.selfTest)
    return this.calls.call('analyze', [source, request], { limit, transfer })
  }

  dispose() {
    this.calls.close('The engine was disposed.')
    this.worker.terminate()
  }
}
