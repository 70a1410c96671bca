/** The people the server knows, held in memory to name faces in this browser. */
import { distanceTable, matchFrame } from '../faces/ops/frame.js'
import { thresholdsOf } from '../faces/ops/thresholds.js'
import { address, fetchAnswer } from './api.js'
import { onGalleryChanged } from './changes.js'
import { parseGallery } from './gallery_codec.js'

/**
 * @typedef {{person: string | null, distance: number | null}} Match  the person's id or null for somebody unknown; the distance to
 *   the nearest person, null when the gallery is empty
 */

/** A copy of the gallery that follows the server's. */
export class Gallery {
  /** @type {import('./gallery_codec.js').GalleryData['people']} with a reference at least */
  #people = []
  #thresholds = thresholdsOf(0.5, 0.5)
  /** @type {Map<string, string>} id → name */
  #names = new Map()
  /** @type {string | null} */
  #etag = null
  /** @type {Promise<void>} */
  #refreshing = Promise.resolve()
  /** @type {import('./types.js').Recogniser | null} whose descriptors these are */
  recogniser = null

  /**
   * @param {() => void} onChange  after every refresh that brought something new
   * @param {(error: unknown) => void} onError
   */
  constructor(onChange, onError) {
    this.onChange = onChange
    this.onError = onError
  }

  /** Fetch the gallery and keep following it. @returns {Promise<void>} */
  async follow() {
    await this.refresh()
    await onGalleryChanged(etag => { if (!etag || etag !== this.#etag) this.refresh() })
  }

  /** How many people can be recognised. */
  get size() {
    return this.#names.size
  }

  /** @param {string} id @returns {string} */
  name(id) {
    return this.#names.get(id) ?? ''
  }

  /** A face on its own. @param {Float32Array} descriptor @returns {Match} */
  match(descriptor) {
    return this.matchFrame([descriptor])[0]
  }

  /**
   * The faces of one frame, in which nobody is named twice.
   * @param {Float32Array[]} descriptors
   * @returns {Match[]}
   */
  matchFrame(descriptors) {
    const table = distanceTable(descriptors, this.#people.map(person => person.descriptors))
    return matchFrame(table, this.#thresholds).map(({ person, distance }) => ({ person: this.#people[person]?.id ?? null, distance }))
  }

  /** Fetch again; one at a time, in order. @returns {Promise<void>} */
  refresh() {
    this.#refreshing = this.#refreshing.then(() => this.#fetch()).catch(error => this.onError(error))
    return this.#refreshing
  }

  async #fetch() {
    const headers = { Accept: 'application/octet-stream', ...(this.#etag ? { 'If-None-Match': this.#etag } : {}) }
    const answer = await fetchAnswer('GET', address('/descriptors'), { headers, cache: 'no-store' })
    if (answer.status === 304) return
    this.#adopt(parseGallery(await answer.arrayBuffer()))
    this.#etag = answer.headers.get('ETag')
    this.onChange()
  }

  /** @param {import('./gallery_codec.js').GalleryData} data */
  #adopt({ people, threshold, recogniser }) {
    this.recogniser = recogniser
    this.#people = people.filter(person => person.descriptors.length > 0)
    this.#names = new Map(this.#people.map(({ id, name }) => [id, name]))
    this.#thresholds = thresholdsOf(threshold, threshold)
  }
}
