/** Saving a face with its photo: as a reference of a person, or as a submission that waits for approval. */
import { request, upload } from './api.js'
import { folded } from './names.js'
import { createPerson } from './people.js'

/**
 * @typedef {import('./name_field.js').Choice} Choice
 * @typedef {{photo: File, face: import('./types.js').Face, choice: Choice, recogniser: import('./types.js').Recogniser}} Item
 * @typedef {{create: (name: string) => Promise<{id: string}>, remove: (id: string) => Promise<unknown>,
 *   send: (path: string, form: FormData, onProgress: (fraction: number) => void) => Promise<any>}} Server  what saving needs of it
 */

/** @type {Server} */
const SERVER = { create: createPerson, remove: id => request('DELETE', `/people/${encodeURIComponent(id)}`), send: upload }

/** Saves faces one after the other. New people of equal name in one sitting are one person. */
export class Saver {
  /** @type {Map<string, {id: string, saved: number}>} folded name → somebody created in this sitting */
  #created = new Map()

  /**
   * @param {boolean} direct  true: into the gallery; false: as a submission
   * @param {Server} [server]
   */
  constructor(direct, server = SERVER) {
    this.direct = direct
    this.server = server
  }

  /**
   * @param {Item} item
   * @param {(fraction: number) => void} onProgress  0..1 of the photo's bytes
   * @returns {Promise<{personId: string | null}>} null for a submission
   * @throws {Error} ApiError; somebody created only for this face is gone again
   */
  async save(item, onProgress) {
    if (!this.direct) {
      await this.server.send('/submissions', formOf(item, item.choice.name), onProgress)
      return { personId: null }
    }
    if (item.choice.id) return this.#reference(item.choice.id, item, onProgress)
    const person = await this.#newPerson(item.choice.name)
    try {
      const answer = await this.#reference(person.id, item, onProgress)
      person.saved += 1
      return answer
    } catch (error) {
      await this.#discard(person, item.choice.name)
      throw error
    }
  }

  /** @param {string} id @param {Item} item @param {(fraction: number) => void} onProgress */
  async #reference(id, item, onProgress) {
    await this.server.send(`/people/${encodeURIComponent(id)}/references`, formOf(item), onProgress)
    return { personId: id }
  }

  /** @param {string} name */
  async #newPerson(name) {
    const known = this.#created.get(folded(name))
    if (known) return known
    const person = { id: (await this.server.create(name)).id, saved: 0 }
    this.#created.set(folded(name), person)
    return person
  }

  /** A person without any photo is of no use: take it back. @param {{id: string, saved: number}} person @param {string} name */
  async #discard(person, name) {
    if (person.saved > 0) return
    this.#created.delete(folded(name))
    await this.server.remove(person.id).catch(() => {})
  }
}

/**
 * @param {Item} item
 * @param {string} [name]  for a submission
 * @returns {FormData}
 */
function formOf({ photo, face, recogniser }, name) {
  const form = new FormData()
  form.append('photo', photo, photo.name)
  form.append('face', JSON.stringify({ box: face.box, descriptor: Array.from(face.descriptor ?? []), recogniser }))
  if (name !== undefined) form.append('name', name)
  return form
}
