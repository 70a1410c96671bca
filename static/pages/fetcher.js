/** Fetches networks one need after the other, the most needed first, while wishes change. */

/** @typedef {import('./needs.js').Need} Need */

export class Fetcher {
  /** @type {Set<string>} networks that are here */
  #here = new Set()
  /** @type {Need[]} */
  #wanted = []
  #round = 0
  #busy = false

  /**
   * @param {(networks: string[]) => Promise<unknown>} load
   * @param {(need: Need) => void} onHere
   * @param {(need: Need, error: unknown) => void} onFailed  the need is not tried again until it is wanted anew
   */
  constructor(load, onHere, onFailed) {
    this.load = load
    this.onHere = onHere
    this.onFailed = onFailed
  }

  /** @param {string} network @returns {boolean} */
  has(network) {
    return this.#here.has(network)
  }

  /**
   * Have these, and nothing else that is not here yet.
   * @param {Need[]} needs  the most needed first
   */
  want(needs) {
    this.#wanted = needs
    if (!this.#busy) this.#run(this.#round)
  }

  /** Everything is gone, and nothing is wanted. */
  clear() {
    this.#round += 1
    this.#here.clear()
    this.#wanted = []
    this.#busy = false
  }

  /** @param {number} round */
  async #run(round) {
    this.#busy = true
    for (let need = this.#next(); need; need = this.#next()) {
      const failure = await this.load(need.networks).then(() => null, error => ({ error }))
      if (round !== this.#round) return
      if (failure) this.#failed(need, failure.error)
      else this.#arrived(need)
    }
    this.#busy = false
  }

  /** @returns {Need | undefined} */
  #next() {
    return this.#wanted.find(({ networks }) => networks.some(network => !this.has(network)))
  }

  /** @param {Need} need */
  #arrived(need) {
    for (const network of need.networks) this.#here.add(network)
    this.onHere(need)
  }

  /** @param {Need} need @param {unknown} error */
  #failed(need, error) {
    this.#wanted = this.#wanted.filter(wanted => !(wanted.part === need.part && String(wanted.networks) === String(need.networks)))
    this.onFailed(need, error)
  }
}
