import { FamiliarError } from '../../errors.js'
import { toFlat } from '../../published/artifacts.js'
import { toPicture, toPictures } from '../media/picture.js'
import { notLoaded } from '../not_loaded.js'
import { defaultEngine, engineNow } from '../shared.js'
import { fromDisk, fromFlat, fromParameters, fromUri } from './weights.js'

/** @import { Engine } from '../../engine.js' */
/** @import { Box, Face, Request, Size } from '../../types.js' */
/** @import { Artifacts } from '../../weights.js' */

/** The box that takes all of any picture. @type {Box} */
const WHOLE = { x: 0, y: 0, width: Infinity, height: Infinity }

let count = 0

/** A network of the face-api.js interface. Its weights are kept here; it computes in an engine. */
export class NeuralNetwork {
  /** @type {Artifacts | null} */
  #artifacts = null
  /** The engine that took it; null before. @type {Engine | null} */
  #engine = null
  /** The loading under way or done last. @type {Promise<void> | undefined} */
  #loading
  /** The address of that loading; undefined where it has none or failed. @type {string | undefined} */
  #uri
  /** Counts loadings and disposals, so that one which is overtaken changes nothing. */
  #turn = 0
  #disposed = false

  /**
   * @param {string} name     of the network's folder
   * @param {string} [inNets] its name in `nets`; none for an own instance, which is known to the engine by a name of its own
   */
  constructor(name, inNets) {
    this.name = name
    this.inNets = inNets
    this.key = inNets ? name : `${name}#${++count}`
  }

  get isLoaded() { return Boolean(this.#place()?.specs[this.key]) }

  /** The name of its published manifest, without the end. */
  getDefaultModelName() { return `${this.name}_model` }

  /**
   * Loads the network from where face-api.js loads it.
   * @param {Float32Array | string} [weights]  the values of a flat file, or an address, see `loadFromUri`
   * @throws {FamiliarError} weights-…, no-backend, bad-input
   */
  async load(weights) {
    if (weights instanceof Float32Array) return this.extractWeights(weights)
    if (weights === undefined || typeof weights === 'string') return this.loadFromUri(weights)
    throw new FamiliarError('bad-input', 'A network loads from an address or from a Float32Array.')
  }

  /**
   * @param {string} [uri]  of Familiar's networks, of weights that were published for face-api.js, of a manifest (….json), or of a flat
   *   file (….weights); the page's own folder when absent
   * @throws {FamiliarError} weights-…, no-backend
   */
  async loadFromUri(uri = '') {
    if (this.#loading && this.#uri === uri && (this.isLoaded || !this.#artifacts)) return this.#loading // nothing is fetched twice
    return this.#begin(fromUri(this.#published, uri, (event) => engineNow()?.onProgress(event)), uri)
  }

  /** @param {string} path  of a folder or a manifest, as above @throws {FamiliarError} weights-…, no-backend */
  async loadFromDisk(path) {
    return this.#begin(fromDisk(this.#published, path))
  }

  /**
   * @param {Record<string, {dataSync(): ArrayLike<number>}>} weightMap  tensors by their published names; they stay the caller's
   * @throws {FamiliarError} weights-corrupt, no-backend
   */
  async loadFromWeightMap(weightMap) {
    const values = Object.entries(weightMap).map(([name, tensor]) => /** @type {const} */ ([name, Float32Array.from(tensor.dataSync())]))
    return this.#begin(fromParameters(this.#published, new Map(values)))
  }

  /** @param {Float32Array} weights  the values of a flat file @throws {FamiliarError} weights-corrupt, no-backend */
  extractWeights(weights) {
    return this.#begin(fromFlat(this.#published, weights))
  }

  /**
   * The weights as the values of a flat file, which `load` takes.
   * @returns {Float32Array}
   * @throws {FamiliarError} not-loaded; bad-input for a network that face-api.js has not
   */
  serializeParams() {
    if (this.#artifacts) return toFlat(this.#artifacts)
    throw notLoaded(this.inNets)
  }

  /**
   * Frees the network.
   * @param {boolean} [throwOnRedispose]  whether a second time is an error
   * @throws {FamiliarError} not-loaded
   */
  dispose(throwOnRedispose = true) {
    if (this.#disposed && throwOnRedispose) throw new FamiliarError('not-loaded', `The network ${this.name} has been disposed already.`)
    if (!this.#loading && !this.isLoaded) return
    this.#turn++
    this.#disposed = true
    this.#place()?.release(this.key).catch(() => {}) // a failed engine holds nothing
    this.#artifacts = this.#engine = null
    this.#loading = this.#uri = undefined
  }

  /**
   * Asks the network about a picture.
   * @param {any} input        see `toPicture`
   * @param {Request} request  that names it
   * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async analyze(input, request) {
    const picture = await toPicture(input)
    return (await this.#engineWithIt()).analyze(picture, request)
  }

  /**
   * Asks the network about pictures that show one face each, cut out already; those of a list go through it together.
   * @template T
   * @param {any} input         see `toPictures`
   * @param {Request} wanted    but the boxes
   * @param {(face: Face, size: Size) => T} tell
   * @returns {Promise<T | T[]>} a list for a list
   * @throws {FamiliarError} bad-input, undecodable, not-loaded, no-backend, worker-failed
   */
  async look(input, wanted, tell) {
    const { pictures, isBatch } = await toPictures(input)
    const answers = await (await this.#engineWithIt()).analyzeMany(pictures, { ...wanted, boxes: [WHOLE] })
    const told = answers.pictures.map(({ faces: [face], size }) => tell(face, size))
    return isBatch ? told : told[0]
  }

  get #published() {
    return { name: this.name, manifest: `${this.getDefaultModelName()}-weights_manifest.json` }
  }

  /** The engine that the network is in. */
  #place() {
    return this.inNets ? engineNow() : this.#engine
  }

  /** @param {Promise<Artifacts>} source @param {string} [uri] */
  #begin(source, uri) {
    const turn = ++this.#turn
    const loading = this.#settle(source, turn)
    this.#uri = uri
    this.#loading = loading
    loading.catch(() => {
      if (turn === this.#turn) this.#uri = undefined // the next call tries anew
    })
    return loading
  }

  /** @param {Promise<Artifacts>} source @param {number} turn */
  async #settle(source, turn) {
    const [artifacts, engine] = await Promise.all([source, defaultEngine()])
    if (turn !== this.#turn) return
    await engine.adopt(this.key, artifacts)
    if (turn !== this.#turn) return
    this.#artifacts = artifacts
    this.#engine = engine
    this.#disposed = false
  }

  async #engineWithIt() {
    const failure = await this.#loading?.catch((error) => error)
    const engine = this.#place()
    if (engine?.specs[this.key]) return engine
    throw failure ?? notLoaded(this.inNets)
  }
}
