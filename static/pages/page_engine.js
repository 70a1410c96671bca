/** The engine of a tool's page: loads what a request needs, says how far it is, and analyses. */
import { EngineStatus } from './engine_status.js'
import { complain } from './messages.js'
import { LANDMARKS } from './needs.js'

/**
 * @typedef {import('../faces/types.js').Request} Request
 * @typedef {import('../faces/types.js').Result} Result
 * @typedef {Parameters<import('./engine_status.js').Engine['analyze']>[0]} Input
 */

const RECOGNISER = 'face_recognition'

export class PageEngine {
  /** What the button "Try again" does after nothing could be loaded: the page's own work, from the start. */
  onRetry = () => {}

  /**
   * @param {HTMLElement} root  made by the macro engine_status
   * @param {() => void} [onChange]  the backend changed
   */
  constructor(root, onChange) {
    this.status = new EngineStatus(root, onChange)
    this.status.onRetry = () => this.onRetry()
  }

  /** @returns {import('../faces/types.js').BackendReport | null} */
  get backend() {
    return this.status.engine?.backend ?? null
  }

  /** @returns {boolean} whether no engine could be had: the reason stands on the page */
  get failed() {
    return this.status.failed
  }

  /**
   * The engine with these networks, loaded where they are missing.
   * @param {string[]} networks
   * @returns {Promise<import('./engine_status.js').Engine>}
   * @throws {Error} FamiliarError of the library
   */
  load(networks) {
    return this.status.load(networks)
  }

  /**
   * Analyse a picture.
   * @param {Input} input
   * @param {Request} request
   * @param {string[]} [networks]  default: those that the request names, or the library's own where it names none
   * @returns {Promise<Result>}
   * @throws {Error} FamiliarError of the library
   */
  async analyze(input, request, networks = networksFor(request)) {
    const engine = await this.load(networks)
    return engine.analyze(input, request)
  }

  /** Tell why something failed, unless the reason stands on the page already. @param {unknown} error */
  complain(error) {
    if (this.status.engine) complain(error)
  }
}

/**
 * @param {Request} request
 * @returns {string[]} the networks that it needs, the detector first
 */
export function networksFor({ detector, landmarks, descriptors, expressions, ageGender }) {
  const recogniser = named(descriptors, RECOGNISER)
  const needed = [
    detector?.name,
    landmarks || descriptors ? named(landmarks || true, LANDMARKS) : null,
    recogniser,
    expressions && 'face_expression',
    ageGender && 'age_gender',
  ]
  return needed.filter(name => typeof name === 'string')
}

/** @param {boolean | {name?: string} | null | undefined} wish @param {string} usual @returns {string | null} */
function named(wish, usual) {
  if (!wish) return null
  return typeof wish === 'object' ? wish.name ?? usual : usual
}
