/** The Matching page: a cast of people, recognised in one picture after another. Nothing leaves this browser. */
import { Cast } from './cast.js'
import { describedFaces } from './described.js'
import { DetectorChoice } from './detector_choice.js'
import { byId, rebuild } from './dom.js'
import { exampleButton } from './example.js'
import { stripItem, thumbnailOf } from './matching_strip.js'
import { PageEngine } from './page_engine.js'
import { opened } from './picture_files.js'
import { PictureView } from './picture_view.js'
import { t } from './texts.js'
import { thresholdSlider } from './threshold.js'
import { Turns } from './turns.js'

/** @typedef {import('./picture_files.js').Picture} Picture */

const LOOK_MS = 900  // how long a picture is shown before the next one is recognised

class Matching {
  engine = new PageEngine(byId('engine'))
  choice = new DetectorChoice(() => this.forget())
  cast = new Cast(image => this.#describe(image), () => this.showStrip())
  threshold = thresholdSlider(() => this.showStrip())
  view = new PictureView(byId('view'))
  /** @type {import('./matching_strip.js').Item[]} */
  items = []
  shown = -1
  playing = false
  turns = new Turns(this.engine)

  constructor() {
    const cast = this.turns.source('cast', picture => this.cast.add(picture))
    this.strip = this.turns.source('strip', picture => this.addPicture(picture))
    exampleButton([[cast, ['a_friend', 'barack_obama_1', 'joe_biden']], [this.strip, ['three_friends', 'barack_obama_2', 'group_of_four', 'barack_obama_3']]], byId('view'))
    byId('play').addEventListener('click', () => { this.play(!this.playing) })
    byId('step').addEventListener('click', () => { this.step() })
  }

  /** @param {HTMLImageElement} image */
  #describe(image) {
    return describedFaces(this.engine, image, this.choice.request(this.choice.name))
  }

  /** @param {Picture} picture */
  async addPicture(picture) {
    const image = await opened(picture)
    this.items.push({ picture, thumbnail: thumbnailOf(image), recognised: null })
    URL.revokeObjectURL(image.src)
    this.showStrip()
  }

  /** @returns {number} the next picture that was not recognised yet, -1 when all were */
  get next() {
    return this.items.findIndex(({ recognised }) => !recognised)
  }

  /** Recognise the next picture; where that fails, playing ends. @returns {Promise<void>} when it is done */
  async step() {
    const index = this.next
    if (index < 0) return
    const turn = { source: this.strip, picture: this.items[index].picture, job: () => this.recognise(index) }
    if (!await this.turns.add(turn)) this.playing = false
  }

  /** Go on from picture to picture, or stop. @param {boolean} on */
  async play(on) {
    this.playing = on && this.next >= 0
    this.showStrip()
    while (this.playing && this.next >= 0) {
      await this.step()
      await new Promise(resolve => setTimeout(resolve, LOOK_MS))
    }
    this.playing = false
    this.showStrip()
  }

  /** @param {number} index */
  async recognise(index) {
    const item = this.items[index]
    const image = await opened(item.picture)
    const start = performance.now()
    const faces = await this.#describe(image)
    item.recognised = { faces, ms: performance.now() - start }
    await this.show(index, image)
  }

  /** @param {number} index @param {HTMLImageElement} [image]  where it is open already */
  async show(index, image) {
    this.shown = index
    this.view.show(image ?? await opened(this.items[index].picture))
    this.showStrip()
  }

  /** Another detector: every picture is to be recognised anew. */
  forget() {
    for (const item of this.items) item.recognised = null
    this.showStrip()
  }

  /** Who is in a recognised picture. @param {import('./described.js').Described[]} faces */
  #named(faces) {
    const { table, people } = this.cast.judge(faces, this.threshold())
    return people.map((person, face) => ({ name: this.cast.list[person]?.name ?? '', distance: table[face][person] ?? 0 }))
  }

  showStrip() {
    const done = this.items.filter(({ recognised }) => recognised)
    const named = this.items.map(({ recognised }) => this.#named(recognised?.faces ?? []))
    rebuild(byId('pictures'), this.items.map((item, index) => stripItem(item, {
      names: named[index].map(({ name }) => name).filter(Boolean), isShown: index === this.shown, onSelect: () => { this.show(index) },
    })))
    const mean = done.reduce((sum, { recognised }) => sum + (recognised?.ms ?? 0), 0) / done.length
    byId('summary').textContent = done.length ? t('matching.summary', { n: this.items.length, done: done.length, ms: Math.round(mean) }) : ''
    byId('play', HTMLButtonElement).disabled = byId('step', HTMLButtonElement).disabled = this.next < 0 && !this.playing
    byId('play').textContent = t(this.playing ? 'matching.pause' : 'matching.play')
    const faces = this.items[this.shown]?.recognised?.faces ?? []
    this.view.draw(faces.map(({ face }, index) => labelled(face, named[this.shown][index])))
  }
}

/** @param {import('./types.js').Face} face @param {{name: string, distance: number}} match @returns {import('./overlay.js').Labelled} */
function labelled(face, { name, distance }) {
  if (!name) return { face, look: 'stranger', label: { name: t('cast.unknown'), distance: '', details: [] } }
  return { face, look: 'known', label: { name, distance: distance.toFixed(2), details: [] } }
}

new Matching()
