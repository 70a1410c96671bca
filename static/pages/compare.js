/** The Compare page: people from reference pictures, looked for in other pictures. Nothing leaves this browser. */
import { Cast } from './cast.js'
import { missingItem, nobodyMissing } from './cast_cards.js'
import { scoreRows, scoreTable } from './compare_table.js'
import { describedFaces } from './described.js'
import { DetectorChoice } from './detector_choice.js'
import { button, byId, rebuild } from './dom.js'
import { exampleButton } from './example.js'
import { downloadCsv, downloadPng, fileName } from './handing_out.js'
import { busy } from './messages.js'
import { PageEngine } from './page_engine.js'
import { opened } from './picture_files.js'
import { PictureView } from './picture_view.js'
import { t } from './texts.js'
import { thresholdSlider } from './threshold.js'
import { Turns } from './turns.js'

/**
 * @typedef {import('./types.js').Face} Face
 * @typedef {import('./picture_files.js').Picture} Picture
 * @typedef {import('./described.js').Described} Described
 * @typedef {{picture: Picture, faces: Described[]}} Query
 */

class Compare {
  engine = new PageEngine(byId('engine'))
  choice = new DetectorChoice(() => this.again())
  cast = new Cast(image => this.#describe(image), () => this.judge())
  threshold = thresholdSlider(() => this.judge())
  view = new PictureView(byId('view'))
  /** @type {Query[]} */
  queries = []
  shown = -1
  turns = new Turns(this.engine, name => { byId('working').textContent = name && t('compare.looking', { name }) })

  constructor() {
    const references = this.turns.source('references', picture => this.cast.add(picture))
    this.source = this.turns.source('queries', picture => this.addQuery(picture))
    exampleButton([[references, ['a_friend', 'barack_obama_2', 'joe_biden']], [this.source, ['three_friends']]], byId('view'))
    const save = byId('save-picture', HTMLButtonElement)
    save.addEventListener('click', () => busy(save, () => downloadPng(this.#file('-compared.png'), this.view.rendered())))
    byId('save-csv').addEventListener('click', () => downloadCsv(this.#file('.csv'), scoreRows(this.#scores())))
  }

  /** @param {HTMLImageElement} image @returns {Promise<Described[]>} */
  #describe(image) {
    return describedFaces(this.engine, image, this.choice.request(this.choice.name))
  }

  /** @param {Picture} picture */
  async addQuery(picture) {
    const image = await opened(picture)
    this.queries.push({ picture, faces: await this.#describe(image) })
    await this.open(this.queries.length - 1, image)
  }

  /** Look at the pictures anew, with another detector. */
  again() {
    const pictures = this.queries.map(({ picture }) => picture)
    this.queries = []
    this.shown = -1
    for (const picture of pictures) this.turns.add({ source: this.source, picture, job: () => this.addQuery(picture) })
  }

  /**
   * Show one of the pictures.
   * @param {number} index
   * @param {HTMLImageElement} [image]  where it is open already
   */
  async open(index, image) {
    this.shown = index
    this.view.show(image ?? await opened(this.queries[index].picture))
    const tabs = this.queries.map(({ picture }, each) =>
      button(picture.name, () => { this.open(each) }, { class: 'query-tab', 'aria-pressed': String(each === index), dir: 'auto' }))
    rebuild(byId('query-tabs'), tabs.length > 1 ? tabs : [])
    this.judge()
  }

  /** @returns {import('./compare_table.js').Scores & {missing: number[]}} */
  #scores() {
    const { list } = this.cast
    const faces = this.queries[this.shown]?.faces ?? []
    const threshold = this.threshold()
    const { table, people, missing } = this.cast.judge(faces, threshold)
    return { crops: faces.map(({ crop }) => crop), people: list, distances: table, given: people, threshold, missing }
  }

  /** Decide who is who and show it; nothing is computed anew but distances. */
  judge() {
    const faces = this.queries[this.shown]?.faces
    if (!faces) return
    const scores = this.#scores()
    const { list } = this.cast
    this.view.draw(faces.map(({ face }, index) => labelled(face, list[scores.given[index]], scores.distances[index][scores.given[index]], list.length > 0)))
    const strangers = scores.given.filter(person => person < 0).length
    byId('summary').textContent = list.length ? t('compare.summary', { n: faces.length, known: faces.length - strangers, strangers }) : t('compare.no_people')
    const missing = scores.missing.map(person => missingItem(list[person]))
    byId('missing').replaceChildren(...(missing.length || !list.length ? missing : [nobodyMissing(t('compare.nobody_missing'))]))
    byId('missing-count').textContent = String(missing.length)
    byId('result').hidden = byId('scores-section').hidden = !list.length
    byId('scores').replaceChildren(scoreTable(scores))
  }

  /** @param {string} ending @returns {string} */
  #file(ending) {
    return fileName(this.queries[this.shown]?.picture.name ?? '', ending)
  }
}

/**
 * @param {Face} face
 * @param {import('./cast_people.js').Person | undefined} person
 * @param {number} distance
 * @param {boolean} compared  whether there was anybody to compare with
 * @returns {import('./overlay.js').Labelled}
 */
function labelled(face, person, distance, compared) {
  if (!compared) return { face, look: 'plain', label: { name: '', distance: '', details: [] } }
  if (!person) return { face, look: 'missing', label: { name: t('cast.unknown'), distance: '', details: [] } }
  return { face, look: 'known', label: { name: person.name, distance: distance.toFixed(2), details: [] } }
}

new Compare()
