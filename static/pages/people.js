/** People as the server knows them. */
import { get, request } from './api.js'
import { namesakes, tidy } from './names.js'

/** @typedef {import('./types.js').Person} Person */

const SUGGESTED = 20

/**
 * People whose name contains the text, for suggestions.
 * @param {string} text
 * @returns {Promise<Person[]>}
 */
export async function suggest(text) {
  return (await get('/people', { query: tidy(text), limit: SUGGESTED })).people
}

/**
 * Everybody who has exactly this name (not minding case), however many people contain it in theirs.
 * @param {string} name
 * @returns {Promise<Person[]>}
 */
export async function sameNamed(name) {
  const found = []
  let cursor = null
  do {
    const page = /** @type {{people: Person[], next: string | null}} */ (await get('/people', { query: tidy(name), limit: 200, cursor }))
    found.push(...namesakes(page.people, name))
    cursor = page.next
  } while (cursor)
  return found
}

/** @param {string} id @returns {Promise<Person>} */
export const person = id => get(`/people/${encodeURIComponent(id)}`)

/** @param {string} name @returns {Promise<Person>} */
export const createPerson = name => request('POST', '/people', { name: tidy(name) })

/** @param {string} id @param {string} name @returns {Promise<Person>} */
export const renamePerson = (id, name) => request('PATCH', `/people/${encodeURIComponent(id)}`, { name: tidy(name) })

/** @param {string} id @returns {Promise<null>} */
export const deletePerson = id => request('DELETE', `/people/${encodeURIComponent(id)}`)
