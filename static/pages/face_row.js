/** One chosen face of a photo on the Enrol page: cut-out, name, and what became of saving it. */
import { button, el, icon, signedIn } from './dom.js'
import { NameField } from './name_field.js'
import { faceHints } from './photo_advice.js'
import { cutOut, look } from './picture.js'
import { sentenceOf } from './text.js'
import { rich, t } from './texts.js'

const CUT_OUT = 96  // pixels: 48 on the page, sharp on fine screens

export class FaceRow {
  /** @type {'open' | 'saving' | 'saved' | 'failed'} */
  state = 'open'

  /**
   * @param {{image: HTMLImageElement, face: import('./types.js').Face, number: number, of: number}} face  number: from 1
   * @param {{onChange: () => void, onRetry: () => void}} listener
   */
  constructor({ image, face, number, of }, { onChange, onRetry }) {
    this.face = face
    this.onRetry = onRetry
    this.field = new NameField(of > 1 ? t('names.name_of', { number }) : t('names.name'), onChange)
    this.bar = el('progress', { max: 1, value: 0, hidden: true, 'aria-label': t('enrol.sending') })
    this.result = el('p', { class: 'photo-result', role: 'status', hidden: true })
    this.element = el('div', { class: 'face-row' }, cutOut(image, face.box, CUT_OUT), this.field.element, this.bar, this.result)
    for (const hint of faceHints(look(image, face.box))) this.field.element.append(el('p', { class: 'hint' }, hint))
  }

  /** @param {(onProgress: (fraction: number) => void) => Promise<{personId: string | null}>} save  @param {string} name */
  async run(save, name) {
    this.#become('saving')
    try {
      const { personId } = await save(fraction => { this.bar.value = fraction })
      this.#become('saved')
      const person = { name: el('bdi', {}, name) }
      const link = () => el('a', { href: `/admin#person/${personId}` }, t('enrol.show'))
      this.#tell('check', ...(personId ? rich('enrol.saved_as', { ...person, link: link() }) : rich('enrol.sent_as', person)))
    } catch (error) {
      this.#become('failed')
      this.#tell('alert', t(signedIn() ? 'enrol.not_saved' : 'enrol.not_sent', { reason: sentenceOf(error) }), ' ', button(t('engine.try_again'), this.onRetry, { class: 'quiet' }))
    }
  }

  /** @param {'saving' | 'saved' | 'failed'} state */
  #become(state) {
    this.state = state
    this.bar.hidden = state !== 'saving'
    this.bar.value = 0
    this.result.hidden = true
    this.element.className = `face-row ${state}`
    this.result.className = `photo-result ${state}`
    this.field.disabled = state === 'saving' || state === 'saved'
    this.field.element.hidden = state === 'saved'
  }

  /** @param {string} symbol @param {...(Node | string)} content */
  #tell(symbol, ...content) {
    this.result.hidden = false
    this.result.replaceChildren(icon(symbol), el('span', {}, ...content))
  }
}
