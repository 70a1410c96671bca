/** The film in the page, with boxes and names over the faces at every moment of it. */
import { byId } from './dom.js'
import { clearOverlay, drawOverlay } from './overlay.js'
import { boxAt } from './video_people.js'

/** @typedef {import('./video_names.js').NamedPerson} NamedPerson */

export class VideoPlayer {
  #video = byId('film-video', HTMLVideoElement)
  #overlay = byId('film-overlay', HTMLCanvasElement)
  /** @type {NamedPerson[]} */
  #people = []
  #step = 1

  /** @param {(time: number, present: Set<number>) => void} onTime  seconds, and keys of who is in the picture */
  constructor(onTime) {
    this.onTime = onTime
    for (const event of ['seeked', 'loadeddata', 'pause']) this.#video.addEventListener(event, () => this.#draw())
    this.#video.addEventListener('play', () => this.#follow())
    new ResizeObserver(() => this.#draw()).observe(this.#overlay)
  }

  /** @param {import('./video_file.js').VideoFile} film */
  open({ url, size }) {
    this.#people = []
    clearOverlay(this.#overlay)
    this.#video.src = url
    byId('film-stage').style.aspectRatio = `${size.width} / ${size.height}`
  }

  /** @param {number} time  seconds */
  seek(time) {
    this.#video.currentTime = time
  }

  /** @param {NamedPerson[]} people @param {number} step  seconds from one analysed frame to the next */
  show(people, step) {
    this.#people = people
    this.#step = step
    this.#draw()
  }

  #follow() {
    this.#draw()
    if (!this.#video.paused) requestAnimationFrame(() => this.#follow())
  }

  #draw() {
    const { currentTime: time, videoWidth: width, videoHeight: height } = this.#video
    if (!width) return
    const present = this.#people.flatMap(person => {
      const box = boxAt(person.sightings, time, this.#step)
      return box ? [{ key: person.key, face: { box, score: 1 }, label: labelOf(person), look: lookOf(person) }] : []
    })
    drawOverlay(this.#overlay, present, { size: { width, height }, mirrored: false, landmarks: false })
    this.onTime(time, new Set(present.map(({ key }) => key)))
  }
}

/** @param {NamedPerson} person @returns {import('./label_lines.js').Label} */
const labelOf = ({ name, known, distance }) => ({ name, distance: known && distance !== null ? distance.toFixed(2) : '', details: [] })

/** @param {NamedPerson} person @returns {import('./overlay.js').Look} */
const lookOf = ({ known }) => known ? 'known' : 'plain'
