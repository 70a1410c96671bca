import { FamiliarError, packError, reasonOf, unpackError } from './errors.js'

/**
 * Requests and answers over a port (a worker, its global scope or a MessagePort). Errors keep their code, cure and file.
 * Messages: {id, method, args} → {id, result} or {id, error}; and {event} at any time from the serving side.
 *
 * @typedef {object} Port
 * @property {(message: any, transfer?: any) => void} postMessage
 * @property {(type: 'message', listener: (event: any) => void) => void} addEventListener
 * @property {() => void} [start]
 */

/**
 * Answers requests.
 * @param {Port} port
 * @param {Record<string, (...args: any[]) => any>} methods
 * @returns {{emit: (event: any) => void}} emit: tells the other side something unasked
 */
export function serve(port, methods) {
  port.addEventListener('message', async ({ data: { id, method, args } }) => {
    try {
      if (!Object.hasOwn(methods, method)) throw new Error(`There is no method ${method}.`)
      const result = await methods[method](...args)
      port.postMessage({ id, result })
    } catch (error) {
      port.postMessage({ id, error: packError(error) })
    }
  })
  port.start?.()
  return { emit: (event) => port.postMessage({ event }) }
}

/** Sends requests. */
export class Caller {
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void, touch: () => void, end: () => void}>} */
  #pending = new Map()
  #last = 0
  /** @type {FamiliarError | null} */
  #closed = null

  /**
   * @param {Port} port
   * @param {(event: any) => void} [onEvent]  what the other side tells unasked
   */
  constructor(port, onEvent = () => {}) {
    this.port = port
    port.addEventListener('message', ({ data }) => {
      for (const { touch } of this.#pending.values()) touch()
      if ('event' in data) onEvent(data.event)
      else this.#settle(data)
    })
    port.start?.()
  }

  /**
   * @param {string} method
   * @param {any[]} args
   * @param {{limit: number, transfer?: Transferable[]}} options  limit: ms of silence after which the other side counts as
   *   dead; any message from it starts the time anew
   * @returns {Promise<any>}
   * @throws {FamiliarError} worker-failed, or whatever the method threw
   */
  call(method, args, { limit, transfer = [] }) {
    if (this.#closed) return Promise.reject(this.#closed)
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, ...this.#alarm(limit) })
      try {
        this.port.postMessage({ id, method, args }, transfer)
      } catch (error) {
        this.#settle({ id, error: packError(new FamiliarError('bad-input', `The picture cannot be sent: ${reasonOf(error)}`)) })
      }
    })
  }

  /**
   * Gives up on the other side: every pending and later request fails.
   * @param {string} reason  a sentence
   */
  close(reason) {
    this.#closed ??= new FamiliarError('worker-failed', reason, { cure: 'Create a new engine, or reload the page.' })
    for (const { reject, end } of this.#pending.values()) {
      end()
      reject(this.#closed)
    }
    this.#pending.clear()
  }

  /** @param {{id: number, result?: any, error?: any}} answer */
  #settle({ id, result, error }) {
    const request = this.#pending.get(id)
    if (!request) return
    this.#pending.delete(id)
    request.end()
    if (error) request.reject(unpackError(error))
    else request.resolve(result)
  }

  /** @param {number} limit ms */
  #alarm(limit) {
    const ring = () => this.close(`The worker has not answered for ${Math.round(limit / 1000)} seconds.`)
    let timer = setTimeout(ring, limit)
    const end = () => clearTimeout(timer)
    const touch = () => {
      end()
      timer = setTimeout(ring, limit)
    }
    return { touch, end }
  }
}
