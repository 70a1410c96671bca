/** The Matching page: a cast of people, recognised in one picture after another. Nothing leaves this browser. */
import { personCard } from './compare_cards.js'
import { People } from './compare_people.js'
import { compare, distances } from './comparison.js'
import { describedFaces } from './described.js'
import { DetectorChoice } from './detector_choice.js'
import { byId, find } from './dom.js'
import { stripItem, thumbnailOf } from './matching_strip.js'
import { PageEngine } from './page_engine.js'
import { opened } from './picture_files.js'
import { PictureSource } from './picture_source.js'
import { PictureView } from './picture_view.js'
import { t } from './texts.js'

/** @typedef {import('./picture_files.js').Picture} Picture */

const LOOK_MS = 900  // how long a picture is shown before the next one is recognised

class Matching {
  people = new People()
  engine = new PageEngine(byId('engine'))
  choice = new DetectorChoice(() => this.forget())
  view = new PictureView(byId('view'))
  /** @type {import('./matching_strip.js').Item[]} */
  items = []
  shown = -1
  playing = false
  /** One picture at a time. @type {Promise<void>} */
  #queue = Promise.resolve()

  constructor() {
    this.cast = new PictureSource(byId('cast'), { onPictures: pictures => this.#take(this.cast, pictures, picture => this.addPerson(picture)) })
    this.strip = new PictureSource(byId('strip'), { onPictures: pictures => this.#take(this.strip, pictures, picture => this.addPicture(picture)) })
    byId('play').addEventListener('click', () => { this.play(!this.playing) })
    byId('step').addEventListener('click', () => { this.step() })
    const threshold = byId('threshold', HTMLInputElement)
    threshold.addEventListener('input', () => {
      find(document, 'output[for="threshold"]').textContent = threshold.value
      this.showStrip()
    })
  }

  /** @param {PictureSource} source @param {Picture[]} pictures @param {(picture: Picture) => Promise<void>} add */
  #take(source, pictures, add) {
    source.shrink()
    for (const picture of pictures) this.#inTurn(source, picture, () => add(picture))
  }

  /** @param {PictureSource} source @param {Picture} picture @param {() => Promise<void>} job @returns {Promise<void>} */
  #inTurn(source, picture, job) {
    this.#queue = this.#queue.then(job).catch(error => {
      this.play(false)
      source.complain(picture.name, error)
    })
    return this.#queue
  }

  /** @param {HTMLImageElement} image */
  #describe(image) {
    return describedFaces(this.engine, image, this.choice.request(this.choice.name))
  }

  /** @param {Picture} picture @throws {Error} with a sentence where there is no face */
  async addPerson(picture) {
    const image = await opened(picture)
    try {
      const faces = await this.#describe(image)
      if (!faces.length) throw new Error(t('matching.no_face'))
      this.people.add(picture.name, faces)
    } finally {
      URL.revokeObjectURL(image.src)
    }
    this.showPeople()
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

  /** Recognise the next picture. @returns {Promise<void>} when it is done */
  step() {
    const index = this.next
    if (index < 0) return this.#queue
    const { picture } = this.items[index]
    return this.#inTurn(this.strip, picture, () => this.recognise(index))
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

  showPeople() {
    const { list } = this.people
    const change = (/** @type {() => void} */ act) => {
      act()
      this.showPeople()
    }
    byId('people').replaceChildren(...list.map(person => personCard(person, list.filter(other => other !== person), {
      rename: (id, name) => change(() => this.people.rename(id, name)),
      merge: (into, from) => change(() => this.people.merge(into, from)),
      remove: id => change(() => this.people.remove(id)),
    })))
    byId('people-count').textContent = String(list.length)
    byId('people-empty').hidden = list.length > 0
    this.showStrip()
  }

  /** Who is in a recognised picture. @param {import('./described.js').Described[]} faces */
  #named(faces) {
    const { list } = this.people
    const table = distances(faces.map(({ descriptor }) => descriptor), list.map(({ references }) => references.map(({ descriptor }) => descriptor)))
    const { people } = compare(table, list.length, byId('threshold', HTMLInputElement).valueAsNumber)
    return people.map((person, face) => ({ name: list[person]?.name ?? '', distance: table[face][person] ?? 0 }))
  }

  showStrip() {
    const done = this.items.filter(({ recognised }) => recognised)
    const named = this.items.map(({ recognised }) => this.#named(recognised?.faces ?? []))
    byId('pictures').replaceChildren(...this.items.map((item, index) => stripItem(item, {
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
  if (!name) return { face, look: 'stranger', label: { name: t('matching.unknown'), distance: '', details: [] } }
  return { face, look: 'known', label: { name, distance: distance.toFixed(2), details: [] } }
}

new Matching()
