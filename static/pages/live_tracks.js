/** Faces that stay the same over frames: what is said about each is the mean of what was seen of it. */
import { Smoothing } from '../faces/smoothing.js'
import { Tracker, distancesFor } from '../faces/tracking.js'

const MEMORY = 30  // seconds that a face may be out of the picture
const GAP = { seconds: 1, frames: 2.5 }  // that a place stays somebody's: the longer of both, for slow devices

/** @typedef {import('./types.js').Face} Face */

export class LiveTracks {
  #tracker = new Tracker({ memory: MEMORY })
  #smoothing = new Smoothing()
  /** The recogniser's threshold that distances are judged by. @type {number | undefined} */
  #threshold
  #last = 0

  /**
   * @param {Face[]} faces  of the next frame
   * @param {number} time  seconds
   * @param {number} [threshold]  of the recogniser that described them; another one begins anew
   * @returns {Face[]} in the order in which they first appeared; age, gender, expressions and descriptor are means over the face's frames
   */
  update(faces, time, threshold) {
    if (threshold !== this.#threshold) this.clear(threshold)
    this.#tracker.options.gap = Math.max(GAP.seconds, GAP.frames * (time - this.#last))
    this.#last = time
    const tracks = this.#tracker.update(faces, time)
    const steady = faces.map((face, i) => ({ id: tracks[i].id, face: this.#steady(face, tracks[i], time) }))
    return steady.sort((a, b) => a.id - b.id).map(({ face }) => face)
  }

  /** Forget everybody. @param {number} [threshold] */
  clear(threshold = this.#threshold) {
    this.#threshold = threshold
    this.#tracker = new Tracker({ memory: MEMORY, ...threshold && distancesFor(threshold) })
  }

  /** @param {Face} face @param {import('../faces/tracking.js').Track} track @param {number} time @returns {Face} */
  #steady(face, track, time) {
    const smooth = this.#smoothing.smooth(track, face, time)
    return face.descriptor && track.descriptor ? { ...smooth, descriptor: track.descriptor } : smooth
  }
}
