import { FamiliarError, reasonOf } from './errors.js'
import * as tf from './tf.js'
import { PATIENCE, within } from './watchdog.js'

/** @import { Adapter, Opened } from './adapters.js' */
/** @import { BackendReport } from './types.js' */

/**
 * The backends to compute with, best first. The current one is dropped for the next when it throws, hangs, is lost or
 * computes wrongly; each dropped one is remembered with the reason.
 */
export class Backends {
  /** @type {{adapter: Adapter, lost?: Promise<never>} | null} */
  #current = null
  /** @type {BackendReport['dropped']} */
  #dropped

  /**
   * @param {Adapter[]} adapters  in the order to try
   * @param {object} options
   * @param {(why: {name: string, reason: string}) => void} options.onDrop  everything that lives on the backend is lost
   * @param {(name: string) => void} [options.onStart]  a backend is about to start
   * @param {number} [options.openLimit]  ms that a backend has to start
   * @param {BackendReport['dropped']} [options.dropped]  what failed before, and is passed over
   */
  constructor(adapters, { onDrop, onStart = () => {}, openLimit = PATIENCE.selfTest, dropped = [] }) {
    this.waiting = [...adapters]
    for (const { name } of dropped) this.#passOver(name)
    this.#dropped = [...dropped]
    this.onDrop = onDrop
    this.onStart = onStart
    this.openLimit = openLimit
  }

  /** @returns {BackendReport | null} null before the first work */
  get report() {
    if (!this.#current) return null
    const { name, threads } = this.#current.adapter
    return { name, threads, dropped: [...this.#dropped] }
  }

  /** Name of the backend that the next work runs on; null when none is left. */
  get next() {
    return (this.#current?.adapter ?? this.waiting[0])?.name ?? null
  }

  /**
   * Runs work on the best backend that manages it.
   * @template T
   * @param {() => Promise<T>} work   is run again from its start on the next backend; a FamiliarError from it is no fault of
   *   the backend and goes to the caller
   * @param {{limit: number, tries?: number}} options  limit: ms for each backend; tries: how many backends, all when absent
   * @returns {Promise<T>}
   * @throws {FamiliarError} no-backend when none is left
   */
  async use(work, { limit, tries = Infinity }) {
    for (let left = tries; left > 0; left--) {
      try {
        const { lost } = await this.#open()
        return await within(work(), limit, `It gave no answer within ${Math.round(limit / 1000)} seconds.`, lost)
      } catch (error) {
        if (error instanceof FamiliarError) throw error
        this.#drop(reasonOf(error))
      }
    }
    throw new FamiliarError('no-backend', `The picture could not be computed: ${this.#dropped.at(-1)?.reason}`,
      { cure: 'Try again; the next picture runs on another backend.' })
  }

  /** Makes the current backend TensorFlow.js's too, or opens the next. @returns {Promise<Opened>} */
  async #open() {
    if (this.#current) {
      const { name } = this.#current.adapter
      if (tf.getBackend() !== name) await tf.setBackend(name) // another engine of this page may have chosen another one
      return this.#current
    }
    const adapter = this.waiting[0]
    if (!adapter) throw this.#exhausted()
    this.onStart(adapter.name)
    /** @type {Opened} */
    const opened = await within(adapter.open(), this.openLimit, 'It did not start in time.')
    opened.lost?.catch(() => {}) // heard by whoever waits; no complaint when nobody does
    this.waiting.shift()
    this.#current = { adapter, lost: opened.lost }
    return opened
  }

  /** Leaves out the first adapter of a name; WebAssembly has one for each number of threads. @param {string} name */
  #passOver(name) {
    const at = this.waiting.findIndex((adapter) => adapter.name === name)
    if (at >= 0) this.waiting.splice(at, 1)
  }

  /** @param {string} reason */
  #drop(reason) {
    const adapter = this.#current?.adapter ?? this.waiting.shift()
    this.#current = null
    if (!adapter) return
    const why = { name: adapter.name, reason: adapter.threads > 1 ? `With ${adapter.threads} threads: ${reason}` : reason }
    this.#dropped.push(why)
    this.onDrop(why)
    try {
      tf.removeBackend(adapter.name)
    } catch { /* a backend that is not there, or too broken to be put away */ }
  }

  #exhausted() {
    const tried = this.#dropped.map(({ name, reason }) => `${name}: ${reason}`).join(' ')
    return new FamiliarError('no-backend', `No way to compute works in this browser. ${tried}`,
      { cure: 'Update the browser, or allow WebAssembly for this page.' })
  }
}
