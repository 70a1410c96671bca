/** The Enrol page: photos → faces found here → names → saved on the server. */
import { byId, signedIn } from './dom.js'
import { dropZone } from './drop_zone.js'
import { EngineStatus } from './engine_status.js'
import { keptRecogniser, photoNetworks } from './face_search.js'
import { complain, busy } from './messages.js'
import { NameField } from './name_field.js'
import { folded } from './names.js'
import { person } from './people.js'
import { PhotoCard } from './photo_card.js'
import { Saver } from './saving.js'
import { snapshotDialog } from './snapshot.js'
import { t } from './texts.js'

/** @typedef {import('./face_row.js').FaceRow} FaceRow */

class Enrol {
  /** @type {PhotoCard[]} */
  cards = []
  engine = new EngineStatus(byId('engine'))
  saver = new Saver(signedIn())
  everyone = new NameField(t('enrol.everyone'), () => this.spread())
  /** @type {Promise<void>} photos are analysed one after the other */
  queue = Promise.resolve()

  constructor() {
    this.everyone.input.id = 'everyone-name'
    this.everyone.element.querySelector('label')?.setAttribute('for', 'everyone-name')
    byId('everyone').append(this.everyone.element)
    this.engine.onRetry = () => { this.load().catch(() => {}) }
  }

  /** @returns {Promise<import('./engine_status.js').Engine>} with the networks that photos need; a failure stands on the page */
  load() {
    return this.engine.load(photoNetworks())
  }

  /** @param {File[]} files */
  add(files) {
    for (const file of files) {
      const card = new PhotoCard(file, this.listener)
      this.cards.push(card)
      byId('photos').append(card.element)
      this.queue = this.queue.then(() => this.cards.includes(card) ? card.analyse(() => this.load()) : undefined)
    }
    this.refresh()
  }

  /** @type {import('./photo_card.js').Listener} */
  listener = {
    onChange: () => this.refresh(),
    onRemove: card => {
      this.cards = this.cards.filter(other => other !== card)
      this.refresh()
    },
    onChosen: (card, row) => { if (card.faces.length === 1) row.field.adopt(this.everyone) },
    onRetry: card => { this.save([card]) },
  }

  /** Give the common name to every photo with one face whose own name nobody has touched. */
  spread() {
    for (const card of this.cards) {
      if (card.faces.length !== 1) continue
      for (const row of card.open) if (!row.field.touched) row.field.adopt(this.everyone)
    }
  }

  /** @param {PhotoCard[]} cards */
  async save(cards) {
    for (const card of cards) {
      for (const { row, choice } of await this.#complete(card)) await this.#saveRow(card, row, choice)
    }
    this.refresh()
    document.querySelector('#photos input[aria-invalid]')?.scrollIntoView({ block: 'center' })
  }

  /**
   * The faces of a photo that can be saved now; the others say what they lack.
   * @param {PhotoCard} card
   */
  async #complete(card) {
    const complete = []
    const taken = new Set()
    for (const row of card.open) {
      const choice = await row.field.choice()
      if (!choice) continue
      const key = choice.id ?? folded(choice.name)
      if (taken.has(key)) row.field.complain(t('enrol.same_person'))
      else complete.push({ row, choice })
      taken.add(key)
    }
    return complete
  }

  /** @param {PhotoCard} card @param {FaceRow} row @param {import('./name_field.js').Choice} choice */
  async #saveRow(card, row, choice) {
    const item = { photo: card.file, face: row.face, choice, recogniser: keptRecogniser() }
    await row.run(onProgress => this.saver.save(item, onProgress), choice.name)
    card.element.classList.toggle('done', card.open.length === 0)
  }

  refresh() {
    const waiting = this.cards.reduce((sum, card) => sum + card.open.length, 0)
    byId('tray').hidden = this.cards.length === 0
    byId('drop-zone').classList.toggle('small', this.cards.length > 0)
    const save = byId('save-all', HTMLButtonElement)
    save.disabled = waiting === 0 || save.getAttribute('aria-busy') === 'true'
    const act = signedIn() ? 'save' : 'send'
    save.textContent = waiting ? t(`enrol.${act}_faces`, { n: waiting }) : t(`enrol.${act}`)
    byId('save-summary').textContent = this.#summary(waiting)
  }

  /** @param {number} waiting @returns {string} */
  #summary(waiting) {
    const saved = this.cards.flatMap(card => [...card.rows.values()]).filter(row => row.state === 'saved').length
    const choosing = this.cards.filter(card => card.faces.length > 1 && card.rows.size === 0).length
    const parts = [t('enrol.photos', { n: this.cards.length })]
    if (choosing) parts.push(t('enrol.choosing', { n: choosing }))
    if (waiting) parts.push(t('enrol.chosen', { n: waiting }))
    if (saved) parts.push(t(signedIn() ? 'enrol.saved' : 'enrol.sent', { n: saved }))
    return parts.join(' · ')
  }

  /** More photos for somebody whom the address names. */
  async preselect() {
    const id = new URLSearchParams(location.search).get('person')
    if (!id || !signedIn()) return
    const somebody = await person(id)
    this.everyone.set(somebody.name, [somebody], somebody.id)
    this.spread()
  }
}

const enrol = new Enrol()
const save = byId('save-all', HTMLButtonElement)
save.addEventListener('click', async () => {
  await busy(save, () => enrol.save(enrol.cards))
  enrol.refresh()
})
dropZone(files => enrol.add(files))
snapshotDialog(file => enrol.add([file]))
enrol.preselect().catch(complain)
enrol.load().catch(() => {})
