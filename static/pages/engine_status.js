/** The page's engine and the place where the page says how far it is (macro engine_status in the templates). */
import { createEngine } from '../faces/index.js'
import { el, find } from './dom.js'
import { backendText, droppedTexts, progressText } from './engine_text.js'
import { sentenceOf } from './text.js'

/** @typedef {Awaited<ReturnType<typeof createEngine>>} Engine */

const MODELS = new URL('../models/', import.meta.url).pathname
const NETWORKS = ['tiny_face_detector', 'face_landmark_68', 'face_recognition']
export const DETECTOR = 'tiny_face_detector'

/** Creates and loads the engine once, shows progress, offers another try after a failure. */
export class EngineStatus {
  /** @type {Promise<Engine> | null} */
  #loading = null
  /** @type {Engine | null} */
  engine = null
  /** What the button "Try again" does after a failure. */
  onRetry = () => { this.load().catch(() => {}) }

  /**
   * @param {HTMLElement} root  made by the macro engine_status
   * @param {(change: 'backend') => void} [onChange]  the backend changed after loading
   */
  constructor(root, onChange = () => {}) {
    this.root = root
    this.onChange = onChange
    find(root, '.engine-retry').addEventListener('click', () => this.onRetry())
  }

  /**
   * The loaded engine; loads it on the first call.
   * @returns {Promise<Engine>}
   * @throws {Error} FamiliarError of the library; it has been told on the page already
   */
  load() {
    this.#loading ??= this.#load()
    return this.#loading
  }

  /** Let go of the engine and its memory. */
  async unload() {
    const loading = this.#loading
    this.#loading = this.engine = null
    this.root.hidden = true
    const engine = await loading?.catch(() => null)
    engine?.dispose()
  }

  /** @returns {Promise<Engine>} */
  async #load() {
    this.#show('Preparing …', null)
    let engine
    try {
      engine = await createEngine({ models: MODELS, onProgress: event => this.#progress(event) })
      await engine.load(NETWORKS)
      this.engine = engine
      this.#done(engine)
      return engine
    } catch (error) {
      engine?.dispose()
      this.#loading = null
      this.#failed(error)
      throw error
    }
  }

  /** @param {import('../faces/types.js').DownloadEvent | import('../faces/types.js').SelfTestEvent | import('../faces/types.js').BackendEvent} event */
  #progress(event) {
    if (event.stage === 'backend') {
      if (this.engine) this.#done(this.engine)
      this.onChange('backend')
      return
    }
    const { text, percent } = progressText(event)
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
    this.#show(sentenceOf(error), null)
    this.root.classList.add('failed')
    find(this.root, '.engine-progress').hidden = true
    find(this.root, '.engine-retry').hidden = false
  }
}
