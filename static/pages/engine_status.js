/** The page's engine and the place where the page says how far it is (macro engine_status in the templates). */
import { createEngine } from '../faces/familiar.js'
import { el, find } from './dom.js'
import { backendText, droppedTexts, progressText } from './engine_text.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/** @typedef {Awaited<ReturnType<typeof createEngine>>} Engine */

const MODELS = new URL('../models/', import.meta.url).pathname

/** Creates the engine when it is first needed, loads networks into it, shows progress, offers another try after a failure. */
export class EngineStatus {
  /** The engine, once it has networks. @type {Engine | null} */
  engine = null
  /** The engine that has been asked for. @type {Promise<Engine> | null} */
  #starting = null
  /** The end of the queue: one load at a time. @type {Promise<unknown>} */
  #tail = Promise.resolve()
  /** What is being loaded now. @type {string[]} */
  #loading = []
  /** Counts the engines, so that what one is late to say is not heard. */
  #round = 0
  /** What the button "Try again" does after a failure. */
  onRetry = () => {}

  /**
   * @param {HTMLElement} root  made by the macro engine_status
   * @param {() => void} [onChange]  the backend changed after loading
   */
  constructor(root, onChange = () => {}) {
    this.root = root
    this.onChange = onChange
    find(root, '.engine-retry').addEventListener('click', () => this.onRetry())
  }

  /** @returns {boolean} whether the last load ended without an engine */
  get failed() {
    return this.root.classList.contains('failed')
  }

  /**
   * The engine with these networks; loads those that it lacks, after those asked for before.
   * @param {string[]} networks
   * @returns {Promise<Engine>}
   * @throws {Error} FamiliarError of the library. An engine that already has networks keeps them and goes on; otherwise the reason
   *   stands on the page.
   */
  load(networks) {
    const round = this.#round
    const done = this.#tail.then(() => this.#load(networks, round))
    this.#tail = done.catch(() => {})
    return done
  }

  /** Let go of the engine and its memory; loads under way fail. */
  unload() {
    this.#round += 1
    this.#starting?.then(engine => engine.dispose(), () => {})
    this.#starting = this.engine = null
    this.root.hidden = true
  }

  /** @param {string[]} networks @param {number} round @returns {Promise<Engine>} */
  async #load(networks, round) {
    if (round !== this.#round) throw new Error(t('engine.not_wanted'))
    if (this.engine && networks.every(name => this.engine?.specs[name])) return this.engine
    try {
      this.#show(t('engine.preparing'), null)
      this.#loading = networks
      this.#starting ??= createEngine({ models: MODELS, onProgress: event => { if (round === this.#round) this.#progress(event) } })
      const engine = await this.#starting
      if (round === this.#round) await engine.load(networks)
      if (round !== this.#round) throw new Error(t('engine.not_wanted'))
      this.engine = engine
      this.#done(engine)
      return engine
    } catch (error) {
      if (round === this.#round) this.#failed(error)
      throw error
    }
  }

  /** @param {Parameters<import('../faces/types.js').OnProgress>[0]} event */
  #progress(event) {
    if (event.stage === 'backend') {
      if (this.engine) this.#done(this.engine)
      this.onChange()
      return
    }
    const { text, percent } = progressText(event, this.#loading)
    this.#show(text, percent)
  }

  /** @param {string} text @param {number | null} percent */
  #show(text, percent) {
    this.root.hidden = false
    this.root.classList.remove('failed', 'ready')
    find(this.root, '.engine-text').textContent = text
    find(this.root, '.engine-retry').hidden = true
    const bar = find(this.root, '.engine-progress')
    bar.hidden = false
    if (percent === null) bar.removeAttribute('value')
    else bar.setAttribute('value', String(percent))
  }

  /** @param {Engine} engine */
  #done(engine) {
    const backend = engine.backend
    find(this.root, '.engine-progress').hidden = true
    find(this.root, '.engine-text').textContent = backend ? backendText(backend, engine.kind) : ''
    const dropped = backend ? droppedTexts(backend) : []
    const list = find(this.root, '.engine-dropped')
    list.hidden = dropped.length === 0
    this.root.classList.toggle('ready', dropped.length === 0)
    list.replaceChildren(...dropped.map(text => el('li', {}, text)))
  }

  /** @param {unknown} error */
  #failed(error) {
    if (this.engine) return this.#done(this.engine)
    this.#starting?.then(engine => engine.dispose(), () => {})
    this.#starting = null
    this.#show(sentenceOf(error), null)
    this.root.classList.add('failed')
    find(this.root, '.engine-progress').hidden = true
    find(this.root, '.engine-retry').hidden = false
  }
}
