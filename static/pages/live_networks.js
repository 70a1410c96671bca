/** The Live page's networks: fetched as the switches and the choice of a detector need them. */
import { DetectorChoice } from './detector_choice.js'
import { byId } from './dom.js'
import { EngineStatus } from './engine_status.js'
import { keptRecogniser } from './face_search.js'
import { Fetcher } from './fetcher.js'
import { complain } from './messages.js'
import { needs } from './needs.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/** @typedef {import('./needs.js').Need} Need */
/** @typedef {import('./needs.js').Part} Part */

export class LiveNetworks {
  choice = new DetectorChoice(() => this.onChange())
  fetcher = new Fetcher(networks => this.status.load(networks), need => this.#arrived(need), (need, error) => this.#failed(need, error))
  /** @type {Record<string, number>} network → bytes, of those that the server has */
  #bytes = JSON.parse(byId('switches').dataset.bytes ?? '{}')
  /** @type {Need[]} */
  #needs = []
  /** The detector in use; empty while none is here. */
  #detector = ''

  /**
   * @param {() => void} onChange  something arrived, or was chosen
   * @param {(part: Part) => void} onFailed  the part must do without its networks; the reason has been told
   */
  constructor(onChange, onFailed) {
    this.onChange = onChange
    this.onFailed = onFailed
    this.status = new EngineStatus(byId('engine'), onChange)
  }

  /** @returns {boolean} whether faces can be found */
  get ready() {
    return this.#detector !== ''
  }

  /** @returns {import('./engine_status.js').Engine | null} */
  get engine() {
    return this.status.engine
  }

  /**
   * Fetch what these switches need and is not here; without models let everything go.
   * @param {import('./switches.js').Switches} switches
   * @param {boolean} signedIn
   */
  want(switches, signedIn) {
    const before = this.#needs
    this.#needs = needs(switches, { detector: this.choice.name, recogniser: keptRecogniser().name, signedIn })
    if (!this.#needs.length) {
      if (before.length) this.#letGo()
      return
    }
    if (this.fetcher.has(this.choice.name)) this.#detector = this.choice.name
    this.fetcher.want(this.#needs)
  }

  /** @param {Part} part @returns {boolean} whether everything is here that a part needs */
  can(part) {
    return this.#needs.some(need => need.part === part && need.networks.every(network => this.fetcher.has(network)))
  }

  /** @returns {Partial<Record<Part, number>>} parts that wait for networks, and the bytes of these */
  get fetching() {
    const missing = this.#needs.filter(({ part }) => !this.can(part))
    return Object.fromEntries(missing.map(({ part, networks }) => [part, this.#missingBytes(networks)]))
  }

  /** @param {string[]} networks @returns {number} */
  #missingBytes(networks) {
    return networks.filter(network => !this.fetcher.has(network)).reduce((sum, network) => sum + (this.#bytes[network] ?? 0), 0)
  }

  /**
   * @param {{name: string, crop: string} | null} descriptors  null: nothing is compared
   * @returns {import('../faces/types.js').Request} for a frame, with what is here
   */
  request(descriptors) {
    const expressions = this.can('expressions')
    const ageGender = this.can('ageGender')
    const landmarks = this.can('landmarks') || expressions || ageGender
    return { detector: this.choice.request(this.#detector), landmarks, expressions, ageGender, descriptors: descriptors ?? false }
  }

  /** @param {Need} need */
  #arrived({ part, networks }) {
    if (part === 'detection' && networks[0]) this.#detector = networks[0]
    this.onChange()
  }

  /** @param {Need} need @param {unknown} error */
  #failed({ part, networks }, error) {
    const before = this.#detector
    if (isSpent(error)) this.#letGo()
    if (part !== 'detection') {
      complain(error)
      this.onFailed(part)
    } else if (before) {
      this.choice.name = before
      complain(new Error(t('live.detector_failed', { wanted: this.choice.title(networks[0] ?? ''), kept: this.choice.title(before), reason: sentenceOf(error) })))
      this.onChange()
    } else {
      this.#needs = []
      this.onFailed(part)
    }
  }

  #letGo() {
    this.#detector = ''
    this.fetcher.clear()
    this.status.unload()
  }
}

/**
 * @param {unknown} error
 * @returns {boolean} whether an engine that failed so is of no use any more: a network that no backend computes rightly leaves it none
 */
const isSpent = error => /** @type {{code?: unknown} | null} */ (error)?.code === 'no-backend'
