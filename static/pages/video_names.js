/** What people in a film are called: as they were renamed, else as the gallery knows them, else by a number. Pure. */

/**
 * @typedef {import('./video_people.js').FilmPerson} FilmPerson
 * @typedef {FilmPerson & {key: number, name: string, known: string | null, distance: number | null}} NamedPerson
 *   key: stays the person's own while the film is analysed; known: the gallery's id
 */

export class VideoNames {
  /** Names given in the page, by track. @type {Map<number, string>} */
  #given = new Map()

  /**
   * @param {FilmPerson[]} people  in order of appearance
   * @param {{match: (descriptor: Float32Array) => import('./gallery.js').Match, name: (id: string) => string, numbered: (n: number) => string}} words
   *   match and name: the gallery's; numbered: what somebody unknown is called
   * @returns {NamedPerson[]}
   */
  name(people, { match, name, numbered }) {
    let strangers = 0
    return people.map(person => {
      const { person: known, distance } = person.descriptor ? match(person.descriptor) : { person: null, distance: null }
      const number = known ? 0 : ++strangers
      const given = person.ids.map(id => this.#given.get(id)).find(Boolean)
      return { ...person, key: Math.min(...person.ids), known, distance, name: given ?? (known ? name(known) : numbered(number)) }
    })
  }

  /**
   * @param {FilmPerson} person
   * @param {string} name  empty: as before it was given one
   */
  rename(person, name) {
    for (const id of person.ids) {
      if (name.trim()) this.#given.set(id, name.trim())
      else this.#given.delete(id)
    }
  }

  clear() {
    this.#given.clear()
  }
}
