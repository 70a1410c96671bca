/** Looks at a film frame by frame: finds faces, follows them, can be paused and given up, rests while the page is hidden. */
import { quality } from '../faces/ops/quality.js'
import { Tracker } from '../faces/tracking.js'
import { cutOut } from './picture.js'
import { timesOf } from './video_times.js'

const PORTRAIT = 96  // pixels a side

/**
 * @typedef {import('../faces/types.js').Result} Result
 * @typedef {import('./video_people.js').Trail & {best: number, portrait: HTMLCanvasElement | null}} PicturedTrail
 */

export class VideoAnalysis {
  /** @type {Map<import('../faces/tracking.js').Track, PicturedTrail>} */
  #trails = new Map()
  /** Looks at a frame again as soon as there is no reason to wait. @type {() => void} */
  #wake = () => {}
  #paused = false
  #cancelled = false
  /** Frames that have been looked at. */
  done = 0

  /**
   * @param {import('./video_file.js').VideoFile} film
   * @param {object} options
   * @param {number} options.step  seconds from one frame to the next
   * @param {number} options.within  seconds into each frame at which it is looked at
   * @param {Partial<import('../faces/tracking.js').TrackingOptions>} options.tracking
   * @param {(video: HTMLVideoElement) => Promise<Result>} options.analyze
   * @param {() => void} options.onFrame  after each frame
   */
  constructor(film, { step, within, tracking, analyze, onFrame }) {
    this.film = film
    this.step = step
    this.within = within
    this.times = timesOf(film.duration, step)
    this.tracker = new Tracker({ ...tracking, gap: Math.max(1, 2.5 * step) })
    this.analyze = analyze
    this.onFrame = onFrame
  }

  /** @returns {boolean} whether every frame has been looked at */
  get complete() {
    return this.done === this.times.length
  }

  /** @returns {PicturedTrail[]} what was found so far */
  get trails() {
    return [...this.#trails].map(([track, trail]) => ({ ...trail, descriptor: track.descriptor }))
  }

  /** @param {boolean} paused */
  set paused(paused) {
    this.#paused = paused
    this.#wake()
  }

  get paused() {
    return this.#paused
  }

  /** Give up; what was found stays. */
  cancel() {
    this.#cancelled = true
    this.#wake()
  }

  /**
   * Look at all frames.
   * @returns {Promise<void>} when all are done, or it was given up
   * @throws {Error} FamiliarError of the library
   */
  async run() {
    const wake = () => this.#wake()
    document.addEventListener('visibilitychange', wake)
    try {
      for (const time of this.times) {
        await this.#allowed()
        if (this.#cancelled) return
        await this.#look(time)
        if (this.#cancelled) return
        this.done += 1
        this.onFrame()
      }
    } finally {
      document.removeEventListener('visibilitychange', wake)
    }
  }

  async #allowed() {
    while (!this.#cancelled && (this.#paused || document.hidden)) await new Promise(resolve => { this.#wake = () => resolve(undefined) })
  }

  /** @param {number} time  seconds */
  async #look(time) {
    const video = await this.film.show(Math.min(time + this.within, this.film.duration))
    const { faces } = await this.analyze(video)
    this.tracker.update(faces, time).forEach((track, index) => this.#note(track, faces[index], time))
  }

  /** @param {import('../faces/tracking.js').Track} track @param {import('./types.js').Face} face @param {number} time */
  #note(track, face, time) {
    const trail = this.#trails.get(track) ?? { id: track.id, descriptor: null, sightings: [], best: 0, portrait: null }
    this.#trails.set(track, trail)
    trail.sightings.push({ time, box: face.box, score: face.score })
    if (quality(face) <= trail.best) return
    trail.best = quality(face)
    trail.portrait = cutOut(this.film.video, face.box, PORTRAIT)
  }
}
