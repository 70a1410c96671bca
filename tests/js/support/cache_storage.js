/** A browser's Cache Storage in memory, as far as the library uses it. */

class FakeCache {
  /** @type {Map<string, {request: Request, bytes: Uint8Array<ArrayBuffer>}>} */
  entries = new Map()
  /** How many files are being written at this moment. */
  writing = 0

  async keys() { return [...this.entries.values()].map(({ request }) => request) }

  /** @param {string} url */
  async match(url) {
    const entry = this.entries.get(url)
    return entry && new Response(entry.bytes)
  }

  /** @param {Request} request @param {Response} response */
  async put(request, response) {
    this.writing++
    this.entries.set(request.url, { request, bytes: new Uint8Array(await response.arrayBuffer()) })
    this.writing--
  }

  /** @param {Request | string} request */
  async delete(request) { return this.entries.delete(typeof request === 'string' ? request : request.url) }
}

/**
 * Gives the test a Cache Storage, and takes it away after it.
 * @param {import('node:test').TestContext} t
 * @param {Record<string, (...args: any[]) => any>} [faults]  methods of a cache, or `open`, that behave otherwise
 * @returns {FakeCache} the only cache in it, empty
 */
export function offerCaches(t, { open, ...faults } = {}) {
  const cache = Object.assign(new FakeCache(), faults)
  offer(t, { value: { open: open ?? (async () => cache) } })
  return cache
}

/** Lets the mere question for a Cache Storage throw, as in a frame without an origin. @param {import('node:test').TestContext} t */
export function forbidCaches(t) {
  offer(t, { get() { throw new Error('The operation is insecure.') } })
}

/** @param {import('node:test').TestContext} t @param {PropertyDescriptor} property */
function offer(t, property) {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'caches')
  Object.defineProperty(globalThis, 'caches', { ...property, configurable: true })
  t.after(() => before ? Object.defineProperty(globalThis, 'caches', before) : Reflect.deleteProperty(globalThis, 'caches'))
}
