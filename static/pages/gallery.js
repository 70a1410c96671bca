/** The people the server knows, held in memory to name faces in this browser. */
import { FaceMatcher, LabeledFaceDescriptors } from '../faces/familiar.js'
import { address, fetchAnswer } from './api.js'
import { onGalleryChanged } from './changes.js'
import { parseGallery } from './gallery_codec.js'

/**
 * @typedef {{person: string | null, distance: number | null}} Match  the person's id or null for somebody unknown; the distance to
 *   the nearest person, null when the gallery is empty
 */

/** A copy of the gallery that follows the server's. */
export class Gallery {
  /** @type {InstanceType<typeof FaceMatcher> | null} */
  #matcher = null
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

  /**
   * @param {Float32Array} descriptor
   * @returns {Match}
   */
  match(descriptor) {
    if (!this.#matcher) return { person: null, distance: null }
    const best = this.#matcher.findBestMatch(descriptor)
    return { person: this.#names.has(best.label) ? best.label : null, distance: best.distance }
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
    const known = people.filter(person => person.descriptors.length > 0)
    this.recogniser = recogniser
    this.#names = new Map(known.map(({ id, name }) => [id, name]))
    const labelled = known.map(({ id, descriptors }) => new LabeledFaceDescriptors(id, descriptors))
    this.#matcher = labelled.length ? new FaceMatcher(labelled, threshold) : null
  }
}
