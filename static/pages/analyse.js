/** The Analyse page: one picture, everything that is found in its faces. Nothing leaves this browser. */
import { faceCard } from './analyse_faces.js'
import { DetectorChoice } from './detector_choice.js'
import { byId } from './dom.js'
import { shortDetails } from './face_words.js'
import { copyText, downloadJson, downloadPng, fileName, jsonText } from './handing_out.js'
import { busy } from './messages.js'
import { drawOutlines } from './outlines.js'
import { PageEngine } from './page_engine.js'
import { cutOut, reachOf } from './picture.js'
import { opened } from './picture_files.js'
import { PictureSource } from './picture_source.js'
import { PictureView } from './picture_view.js'
import { readingOrder } from './reading_order.js'
import { t } from './texts.js'

/**
 * @typedef {import('../faces/types.js').Request} Request
 * @typedef {import('../faces/types.js').Result} Result
 * @typedef {import('./picture_files.js').Picture} Picture
 */

const SWITCHES = /** @type {const} */ (['boxes', 'landmarks', 'outlines', 'expressions', 'age-gender', 'descriptors'])
const CROP = 112  // pixels: 56 on the page, sharp on fine screens

class Analyse {
  engine = new PageEngine(byId('engine'))
  choice = new DetectorChoice(() => this.run())
  source = new PictureSource(byId('picture'), { onPictures: ([picture]) => this.open(picture) })
  view = new PictureView(byId('view'), {
    label: index => t('face.face_of', { number: index + 1, n: this.faces.length }),
    onPress: index => this.select(index, true),
  })
  /** @type {Picture | null} */
  picture = null
  /** What was found last. @type {{request: Request, result: Result} | null} */
  found = null
  chosen = -1
  /** Counts the analyses, so that one that was overtaken shows nothing. */
  #round = 0

  constructor() {
    this.engine.onRetry = () => this.run()
    for (const name of SWITCHES) byId(`${name}-switch`).addEventListener('change', () => this.switched())
    const save = byId('save-picture', HTMLButtonElement)
    save.addEventListener('click', () => busy(save, () => downloadPng(this.#file('-faces.png'), this.view.rendered())))
    byId('save-json').addEventListener('click', () => downloadJson(this.#file('.json'), this.report()))
    const copy = byId('copy-json', HTMLButtonElement)
    copy.addEventListener('click', () => busy(copy, () => copyText(jsonText(this.report()))))
  }

  /** @returns {import('./types.js').Face[]} */
  get faces() {
    return this.found?.result.faces ?? []
  }

  /** @param {Picture} picture */
  async open(picture) {
    this.picture = picture
    this.found = null
    this.view.show(await opened(picture))
    this.source.shrink()
    byId('view').scrollIntoView({ block: matchMedia('(max-width: 860px)').matches ? 'start' : 'nearest' })
    await this.run()
  }

  /** @param {typeof SWITCHES[number]} name @returns {boolean} */
  #wants(name) {
    return byId(`${name}-switch`, HTMLInputElement).checked
  }

  /** @returns {Request} */
  #request() {
    return {
      detector: this.choice.request(this.choice.name), landmarks: true, expressions: this.#wants('expressions'),
      ageGender: this.#wants('age-gender'), descriptors: this.#wants('descriptors'),
    }
  }

  /** A switch was turned: look again where something new is wanted, else only show it differently. */
  switched() {
    const before = this.found?.request
    const now = this.#request()
    const more = !before || (['expressions', 'ageGender', 'descriptors']).some(part => now[/** @type {keyof Request} */ (part)] && !before[/** @type {keyof Request} */ (part)])
    if (more) this.run()
    else this.show()
  }

  async run() {
    const { image } = this.view
    if (!image) return
    const round = ++this.#round
    const request = this.#request()
    byId('summary').textContent = t('analyse.analysing')
    try {
      const result = await this.engine.analyze(image, request)
      if (round !== this.#round) return
      this.found = { request, result: { ...result, faces: readingOrder(result.faces) } }
      this.chosen = -1
      this.show()
    } catch (error) {
      if (round !== this.#round) return
      byId('summary').textContent = ''
      this.engine.complain(error)
    }
  }

  /** Show what was found, as the switches say. */
  show() {
    if (!this.found) return
    const { faces, timings } = this.found.result
    byId('summary').textContent = faces.length ? t('analyse.found', { n: faces.length, ms: Math.round(timings.total) }) : t('analyse.none')
    byId('result-actions').hidden = false
    byId('faces-count').textContent = String(faces.length)
    byId('faces-empty').hidden = faces.length > 0
    const shown = faces.map(face => this.#shown(face))
    byId('faces').replaceChildren(...shown.map((face, index) => this.#card(face, index)))
    const labelled = shown.map((face, index) => ({ face, look: /** @type {const} */ ('known'), label: { name: String(index + 1), distance: '', details: shortDetails(face) } }))
    const paint = this.#wants('outlines') ? drawOutlines : undefined
    this.view.draw(labelled, { boxes: this.#wants('boxes'), landmarks: this.#wants('landmarks'), paint })
    this.select(this.chosen, false)
  }

  /** A face with what its switches let be seen. @param {import('./types.js').Face} face @returns {import('./types.js').Face} */
  #shown({ expressions, age, gender, genderProbability, descriptor, ...face }) {
    return {
      ...face, ...(this.#wants('expressions') && { expressions }), ...(this.#wants('age-gender') && { age, gender, genderProbability }),
      ...(this.#wants('descriptors') && { descriptor }),
    }
  }

  /** @param {import('./types.js').Face} face @param {number} index @returns {HTMLLIElement} */
  #card(face, index) {
    const image = /** @type {HTMLImageElement} */ (this.view.image)
    const onSave = () => { downloadPng(this.#file(`-face-${index + 1}.png`), cutOut(image, face.box, reachOf(face.box))).catch(error => this.engine.complain(error)) }
    return faceCard(face, index, { crop: cutOut(image, face.box, CROP), onSelect: () => this.select(index, false), onSave })
  }

  /**
   * Mark a face in the picture and in the list.
   * @param {number} index     -1: none
   * @param {boolean} reveal   have the list show it
   */
  select(index, reveal) {
    this.chosen = index
    this.view.choose(index)
    for (const [each, card] of [...byId('faces').children].entries()) {
      card.classList.toggle('chosen', each === index)
      card.querySelector('.face-select')?.setAttribute('aria-pressed', String(each === index))
      if (reveal && each === index) card.scrollIntoView({ block: 'nearest' })
    }
  }

  /** @returns {object} everything that was found, for programs */
  report() {
    const { request, result } = /** @type {NonNullable<Analyse['found']>} */ (this.found)
    return {
      picture: { name: this.picture?.name, ...result.size }, detector: request.detector, backend: this.engine.backend?.name,
      timings: result.timings, faces: result.faces.map(face => this.#shown(face)),
    }
  }

  /** @param {string} ending @returns {string} */
  #file(ending) {
    return fileName(this.picture?.name ?? '', ending)
  }
}

new Analyse()
