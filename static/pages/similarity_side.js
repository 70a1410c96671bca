/** One of the two faces of the Similarity page: a picture, its faces, and which of them is meant. */
import { byId } from './dom.js'
import { opened } from './picture_files.js'
import { PictureSource } from './picture_source.js'
import { PictureView } from './picture_view.js'
import { t } from './texts.js'

/**
 * @typedef {import('./described.js').Described} Described
 * @typedef {import('./picture_files.js').Picture} Picture
 */

export class Side {
  /** @type {Picture | null} */
  picture = null
  /** @type {Described[]} */
  faces = []
  chosen = -1
  /** Counts the pictures, so that one that was overtaken shows nothing. */
  #round = 0

  /**
   * @param {string} name  of the source; the view and the state carry it in their ids
   * @param {(image: HTMLImageElement) => Promise<Described[]>} describe
   * @param {() => void} onChange  another face was chosen, or none is left
   */
  constructor(name, describe, onChange) {
    this.describe = describe
    this.onChange = onChange
    this.state = byId(`${name}-state`)
    this.source = new PictureSource(byId(name), { onPictures: ([picture]) => { this.open(picture) } })
    this.view = new PictureView(byId(`${name}-view`), {
      label: index => t('similarity.face_of', { number: index + 1, n: this.faces.length }),
      onPress: index => this.choose(index),
    })
  }

  /** @returns {Described | undefined} */
  get face() {
    return this.faces[this.chosen]
  }

  /**
   * Show a picture and choose one of its faces.
   * @param {Picture} picture
   * @param {number} [chosen]
   */
  async open(picture, chosen = 0) {
    const round = ++this.#round
    this.picture = picture
    this.faces = []
    this.source.shrink()
    this.state.textContent = t('similarity.looking')
    try {
      const image = await opened(picture)
      this.view.show(image)
      this.choose(-1)
      const faces = await this.describe(image)
      if (round === this.#round) this.#show(faces, chosen)
    } catch (error) {
      if (round !== this.#round) return
      this.state.textContent = ''
      this.source.complain(picture.name, error)
    }
  }

  /** @param {Described[]} faces @param {number} chosen */
  #show(faces, chosen) {
    this.faces = faces
    this.state.textContent = faces.length ? t('similarity.faces', { n: faces.length }) : t('similarity.no_face')
    const label = { name: '', distance: '', details: [] }
    this.view.draw(faces.map(({ face }) => ({ face, look: /** @type {const} */ ('plain'), label })))
    this.choose(faces.length > chosen ? chosen : faces.length - 1)
  }

  /** @param {number} index  -1: none */
  choose(index) {
    this.chosen = index
    this.view.choose(index)
    this.onChange()
  }
}
