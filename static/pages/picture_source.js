/** The place where pictures come in (template _picture_source.html): files, folders, drop, paste, address, samples. */
import { el, find } from './dom.js'
import { filesOf } from './dropped.js'
import { check, fetched, looksLikePicture, webAddress } from './picture_files.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'

/** @typedef {import('./picture_files.js').Picture} Picture */

/** All sources of the page: something pasted goes to one of them. @type {PictureSource[]} */
const sources = []

/** The source that was used last. @type {PictureSource | null} */
let latest = null

export class PictureSource {
  /** Pictures are taken in one after the other. @type {Promise<void>} */
  #queue = Promise.resolve()

  /**
   * @param {HTMLElement} element  made by the macro picture_source
   * @param {{onPictures: (pictures: Picture[]) => void, verify?: boolean}} listener  verify: hand out only what can be opened, and say
   *   beside the source what cannot (the default)
   */
  constructor(element, { onPictures, verify = true }) {
    this.element = element
    this.onPictures = onPictures
    this.verify = verify
    this.multiple = this.#input('source-files').multiple
    sources.push(this)
    this.#listenToFiles()
    this.#listenToDrops()
    find(element, '.source-address').addEventListener('submit', event => this.#submitted(event))
    element.addEventListener('pointerdown', () => { latest = this })
    element.addEventListener('focusin', () => { latest = this })
    const samples = /** @type {HTMLElement[]} */ ([...element.querySelectorAll('[data-sample]')])
    for (const sample of samples) sample.addEventListener('click', () => this.#fetchSamples([sample]))
    element.querySelector('.source-all-samples')?.addEventListener('click', () => this.#fetchSamples(samples))
  }

  /** Take less room, once there is a picture to look at. */
  shrink() {
    if (this.element.classList.contains('compact')) return
    this.element.classList.add('compact')
    this.element.querySelector('details')?.removeAttribute('open')
  }

  /**
   * Say beside the source why something cannot be used.
   * @param {string} name
   * @param {unknown} error
   */
  complain(name, error) {
    const list = find(this.element, '.source-problems')
    list.hidden = false
    list.append(el('li', {}, el('strong', { dir: 'auto' }, name), ` ${sentenceOf(error)}`))
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #input(name) {
    return /** @type {HTMLInputElement} */ (find(this.element, `.${name}`))
  }

  #listenToFiles() {
    for (const [name, filter] of /** @type {const} */ ([['files', () => true], ['folder', looksLikePicture]])) {
      const input = this.element.querySelector(`.source-${name}`)
      if (!(input instanceof HTMLInputElement)) continue
      find(this.element, name === 'files' ? '.source-choose' : '.source-choose-folder').addEventListener('click', () => input.click())
      input.addEventListener('change', () => {
        this.takeFiles([...input.files ?? []].filter(filter))
        input.value = ''
      })
    }
  }

  #listenToDrops() {
    const mark = (/** @type {boolean} */ over) => this.element.classList.toggle('over', over)
    this.element.addEventListener('dragover', event => mark(event.dataTransfer?.types.some(type => type === 'Files' || type === 'text/uri-list') ?? false))
    this.element.addEventListener('dragleave', event => { if (!this.element.contains(/** @type {Node | null} */ (event.relatedTarget))) mark(false) })
    this.element.addEventListener('drop', event => {
      mark(false)
      this.takeTransfer(event.dataTransfer)
    })
  }

  /** Take what was dropped or pasted. @param {DataTransfer | null} transfer */
  takeTransfer(transfer) {
    const url = webAddress(transfer?.getData('text/uri-list') || transfer?.getData('text/plain') || '')
    const files = filesOf(transfer)
    this.#take(async () => {
      const found = await files
      return found.length || !url ? found.map(asPicture) : [await fetched(url)]
    }, url?.host ?? '')
  }

  /** @param {File[]} files */
  takeFiles(files) {
    this.#take(async () => files.map(asPicture), '')
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    event.preventDefault()
    const field = /** @type {HTMLInputElement} */ (find(this.element, '.source-address input'))
    const url = webAddress(field.value)
    this.#take(async () => {
      if (!url) throw new Error(t('source.no_address'))
      return [await fetched(url)]
    }, field.value)
  }

  /**
   * Take some of the samples that are offered here.
   * @param {string[]} names  as set-up calls them
   * @returns {Promise<void>} when they were handed out
   */
  takeSamples(names) {
    return this.#fetchSamples(names.flatMap(name => [...this.element.querySelectorAll(`[data-name="${name}"]`)].filter(each => each instanceof HTMLElement)))
  }

  /** @param {HTMLElement[]} samples  their buttons @returns {Promise<void>} */
  #fetchSamples(samples) {
    return this.#take(() => Promise.all(samples.map(sampled)), t('source.samples'))
  }

  /**
   * @param {() => Promise<Picture[]>} bring
   * @param {string} from  what it is called where it fails as a whole
   * @returns {Promise<void>} when they were handed out
   */
  #take(bring, from) {
    latest = this
    this.#queue = this.#queue.then(async () => {
      this.#begin()
      try {
        const pictures = await this.#usable(await bring())
        if (pictures.length) this.onPictures(pictures)
      } catch (error) {
        this.complain(from, error)
      }
      find(this.element, '.source-busy').textContent = ''
    })
    return this.#queue
  }

  #begin() {
    find(this.element, '.source-busy').textContent = t('source.reading')
    const list = find(this.element, '.source-problems')
    list.replaceChildren()
    list.hidden = true
  }

  /** @param {Picture[]} brought @returns {Promise<Picture[]>} */
  async #usable(brought) {
    const wanted = this.multiple ? brought : brought.slice(0, 1)
    if (!this.verify) return wanted
    const usable = []
    for (const picture of wanted) {
      try {
        await check(picture)
        usable.push(picture)
      } catch (error) {
        this.complain(picture.name, error)
      }
    }
    return usable
  }
}

/** @param {HTMLElement} sample @returns {Promise<Picture>} under the name that is shown */
async function sampled(sample) {
  const { blob } = await fetched(new URL(sample.dataset.sample ?? '', location.href))
  return { name: find(sample, 'img').getAttribute('alt') ?? '', blob }
}

/** @param {File} file @returns {Picture} */
const asPicture = file => ({ name: file.name, blob: file })

/** @param {Event} event @returns {boolean} whether somebody writes there: what is pasted is for the field */
const isField = event => event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement

globalThis.document?.addEventListener('paste', event => {
  const hasFiles = Boolean(event.clipboardData?.files.length)
  if (!hasFiles && (isField(event) || !webAddress(event.clipboardData?.getData('text/plain') ?? ''))) return
  const source = latest ?? sources[0]
  source?.takeTransfer(event.clipboardData)
})
// A picture that misses its place must not take the page away.
for (const name of ['dragover', 'drop']) globalThis.document?.addEventListener(name, event => event.preventDefault())
