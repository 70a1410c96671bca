/** The people whom a page looks for: gathered from pictures, shown as cards, named and merged by the reader (template _cast.html). */
import { distanceTable } from '../faces/ops/frame.js'
import { personCard } from './cast_cards.js'
import { People } from './cast_people.js'
import { compare } from './comparison.js'
import { byId, rebuild } from './dom.js'
import { opened } from './picture_files.js'
import { t } from './texts.js'

/**
 * @typedef {import('./described.js').Described} Described
 * @typedef {import('./cast_people.js').Person} Person
 * @typedef {import('./comparison.js').Comparison & {table: number[][]}} Judgement  table: distances, a row for each face
 */

export class Cast {
  #people = new People()

  /**
   * @param {(image: HTMLImageElement) => Promise<Described[]>} describe
   * @param {() => void} onChange  somebody came, went or has another name
   */
  constructor(describe, onChange) {
    this.describe = describe
    this.onChange = onChange
  }

  /** @returns {Person[]} in the order in which they came */
  get list() {
    return this.#people.list
  }

  /**
   * Everybody in a picture joins the cast.
   * @param {import('./picture_files.js').Picture} picture
   * @throws {Error} with a sentence where there is no face
   */
  async add(picture) {
    const image = await opened(picture)
    try {
      const faces = await this.describe(image)
      if (!faces.length) throw new Error(t('cast.no_face'))
      this.#people.add(picture.name, faces)
    } finally {
      URL.revokeObjectURL(image.src)
    }
    this.#show()
  }

  /**
   * Who of the cast these faces are.
   * @param {Described[]} faces  of one picture
   * @param {number} threshold
   * @returns {Judgement}
   */
  judge(faces, threshold) {
    const references = this.list.map(person => person.references.map(({ descriptor }) => descriptor))
    const table = distanceTable(faces.map(({ descriptor }) => descriptor), references)
    return { table, ...compare(table, this.list.length, threshold) }
  }

  #show() {
    const { list } = this
    rebuild(byId('people'), list.map(person => personCard(person, list.filter(other => other !== person), this.#actions)))
    byId('people-count').textContent = String(list.length)
    byId('people-empty').hidden = list.length > 0
    this.onChange()
  }

  /** @type {import('./cast_cards.js').Actions} */
  #actions = {
    rename: (id, name) => this.#change(() => this.#people.rename(id, name)),
    merge: (into, from) => this.#change(() => this.#people.merge(into, from)),
    remove: id => this.#change(() => this.#people.remove(id)),
  }

  /** @param {() => void} act */
  #change(act) {
    act()
    this.#show()
  }
}
