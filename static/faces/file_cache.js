import { fetchChecked, isIntact } from './download.js'
import { within } from './watchdog.js'

/** @import { FetchOptions } from './download.js' */
/** @import { Spec } from './types.js' */

/** @typedef {Spec['files'][string]} Expected */

const NAME = 'familiar-networks'
/** The cache finds files by addresses: this with the hash behind it. Nothing is ever fetched from there. */
const ADDRESS = 'https://sha256.invalid/'
/** Says with each file which network it belongs to. */
const OWNER = 'x-familiar-network'
const LIMIT = 3_000 // ms for an answer: waiting longer saves nothing
const LATER = 3_000 // ms after which files are kept; until then the first picture needs the processor

/**
 * Files of networks that were fetched and checked once, in the browser's Cache Storage: every later page of this origin finds them
 * there by their hash. It only ever saves time: where it refuses (no room, a private window, an insecure origin), files are fetched.
 */
export class FileCache {
  /** What is kept here, asked for at once, so that it is known by the time that it is needed. */
  #opened = attempt(open)

  /**
   * The file from here, or else from its address; then it is also kept.
   * @param {string} url
   * @param {Expected} expected
   * @param {string} owner  address of the network's folder
   * @param {FetchOptions} [options]
   * @returns {Promise<Uint8Array>}
   * @throws {import('./errors.js').FamiliarError} as fetchChecked does
   */
  async fetch(url, expected, owner, options = {}) {
    const kept = await this.#take(expected)
    options.signal?.throwIfAborted()
    if (kept) {
      options.onBytes?.(kept.length)
      return kept
    }
    const bytes = await fetchChecked(url, expected, options)
    this.#later(({ cache }) => cache.put(requestFor(expected, owner), new Response(/** @type {any} */ (bytes))))
    return bytes
  }

  /**
   * Deletes the files of a network that it has no more.
   * @param {string} owner      address of the network's folder
   * @param {Expected[]} files  that it has
   */
  tidy(owner, files) {
    const needed = new Set(files.map(({ sha256 }) => ADDRESS + sha256))
    this.#later(async ({ cache }) => {
      const own = (await cache.keys()).filter(({ headers }) => headers.get(OWNER) === owner)
      await Promise.all(own.filter(({ url }) => !needed.has(url)).map((request) => cache.delete(request)))
    })
  }

  /** @param {Expected} expected @returns {Promise<Uint8Array | null>} null: it is not here; a damaged file is deleted */
  async #take(expected) {
    const opened = await this.#opened
    const address = ADDRESS + expected.sha256
    if (!opened?.addresses.has(address)) return null
    const bytes = await attempt(async () => new Uint8Array(await /** @type {Response} */ (await opened.cache.match(address)).arrayBuffer()))
    if (!bytes) return null
    if (await isIntact(bytes, expected)) return bytes
    await attempt(() => opened.cache.delete(address))
    return null
  }

  /** @param {(opened: Awaited<ReturnType<typeof open>>) => Promise<unknown>} job  whose failure is nobody's */
  async #later(job) {
    const opened = await this.#opened
    if (opened) setTimeout(() => job(opened).catch(() => {}), LATER)
  }
}

/** Throws where a page has no such storage, or may not use it. */
async function open() {
  const cache = await globalThis.caches.open(NAME)
  return { cache, addresses: new Set((await cache.keys()).map(({ url }) => url)) }
}

/** @param {Expected} expected @param {string} owner */
const requestFor = ({ sha256 }, owner) => new Request(ADDRESS + sha256, { headers: { [OWNER]: owner } })

/**
 * What a job of the storage gives, or undefined where it fails or takes too long.
 * @template T
 * @param {() => Promise<T>} job
 */
async function attempt(job) {
  return within(job(), LIMIT, 'The storage does not answer.').catch(() => undefined)
}
