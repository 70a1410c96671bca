/** The people of the Compare page: reference faces, gathered under names. Pure. */

/**
 * @typedef {object} Reference  one face of a reference picture
 * @property {number} id
 * @property {string} picture            the picture's name
 * @property {Float32Array} descriptor
 * @property {HTMLCanvasElement} crop    the aligned face
 *
 * @typedef {{id: number, name: string, references: Reference[]}} Person
 */

export class People {
  /** In the order in which they came; nobody without references. @type {Person[]} */
  list = []
  #last = 0

  /**
   * Take the faces of one picture in, each as somebody of its own.
   * @param {string} picture  its name, which becomes the person's
   * @param {Omit<Reference, 'id' | 'picture'>[]} faces
   */
  add(picture, faces) {
    const name = picture.replace(/\.\w{3,4}$/, '')
    for (const [index, face] of faces.entries()) {
      const id = ++this.#last
      const own = faces.length > 1 ? `${name} ${index + 1}` : name
      this.list.push({ id, name: this.#free(own), references: [{ id, picture, ...face }] })
    }
  }

  /** @param {number} id @param {string} name  an empty one changes nothing */
  rename(id, name) {
    const person = this.list.find(each => each.id === id)
    if (person && name.trim()) person.name = name.trim()
  }

  /** Two people are one: the second one's references join the first. @param {number} into @param {number} from */
  merge(into, from) {
    const [kept, gone] = [into, from].map(id => this.list.find(each => each.id === id))
    if (!kept || !gone || kept === gone) return
    kept.references = [...kept.references, ...gone.references]
    this.list = this.list.filter(person => person !== gone)
  }

  /** Take a reference away; somebody without references is gone, too. @param {number} id  of the reference */
  remove(id) {
    for (const person of this.list) person.references = person.references.filter(reference => reference.id !== id)
    this.list = this.list.filter(person => person.references.length)
  }

  clear() {
    this.list = []
  }

  /** The name, numbered where somebody has it already. @param {string} name @returns {string} */
  #free(name) {
    const taken = new Set(this.list.map(person => person.name))
    for (let number = 2, free = name; ; number++) {
      if (!taken.has(free)) return free
      free = `${name} (${number})`
    }
  }
}
