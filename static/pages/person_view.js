/** The Gallery page's view of one person: name, photos, and what can be done with them. */
import { ApiError, address, get, request } from './api.js'
import { askText, confirmed } from './dialogs.js'
import { button, byId, el } from './dom.js'
import { busy, complain, say } from './messages.js'
import { nameProblem } from './names.js'
import { PagedList } from './paged_list.js'
import { deletePerson, person, renamePerson } from './people.js'
import { dateText } from './text.js'
import { t } from './texts.js'

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Reference} Reference
 */

export class PersonView {
  /** @type {Person | null} */
  person = null
  #id = ''

  constructor() {
    this.list = new PagedList(byId('references'), byId('references-more', HTMLButtonElement), {
      fetch: async ({ limit, cursor }) => {
        const { references, next, total } = await get(`/people/${encodeURIComponent(this.#id)}/references`, { limit, cursor })
        return { items: references, next, total }
      },
      build: reference => this.#figure(reference),
      onTotal: total => { byId('references-none').hidden = total > 0 },
    })
    const rename = byId('rename-person', HTMLButtonElement)
    const remove = byId('delete-person', HTMLButtonElement)
    rename.addEventListener('click', () => busy(rename, () => this.#rename()))
    remove.addEventListener('click', () => busy(remove, () => this.#delete()))
  }

  /**
   * @param {string} id
   * @param {boolean} arriving  false for a refresh of what is shown already
   */
  async show(id, arriving) {
    if (arriving) this.#clear()
    this.#id = id
    try {
      this.#adopt(await person(id))
      await this.list.reload()
      if (arriving) byId('person-name').focus()
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) complain(error)
      location.hash = ''
    }
  }

  #clear() {
    byId('person-name').textContent = ''
    byId('person-facts').textContent = ''
    byId('references').replaceChildren()
    byId('references-none').hidden = true
  }

  /** @param {Person} somebody */
  #adopt(somebody) {
    this.person = somebody
    byId('person-name').textContent = somebody.name
    byId('person-facts').textContent = t('gallery.facts', { n: somebody.referenceCount, date: dateText(somebody.createdAt) })
    byId('person-enrol').setAttribute('href', `/enrol?person=${encodeURIComponent(somebody.id)}`)
  }

  async #rename() {
    if (!this.person) return
    const name = await askText({ title: t('gallery.rename'), label: t('names.name'), value: this.person.name, yes: t('gallery.rename') })
    if (name === null) return
    const problem = nameProblem(name)
    if (problem) throw new Error(problem)
    this.#adopt(await renamePerson(this.person.id, name))
    say(t('gallery.renamed'))
  }

  async #delete() {
    if (!this.person) return
    const { id, name, referenceCount } = this.person
    const text = t('gallery.delete_text', { name, n: referenceCount })
    if (!await confirmed({ title: t('gallery.delete_title', { name }), text, yes: t('gallery.delete'), danger: true })) return
    await deletePerson(id)
    location.hash = ''
    say(t('gallery.deleted', { name }))
  }

  /** @param {Reference} reference @returns {HTMLElement} */
  #figure(reference) {
    const date = dateText(reference.createdAt)
    const source = address(`/references/${encodeURIComponent(reference.id)}`)
    const image = el('img', { class: 'cover', src: `${source}/thumbnail`, alt: t('gallery.photo_of', { date }), loading: 'lazy' })
    const whole = el('a', { href: `${source}/photo`, target: '_blank', rel: 'noopener', title: t('gallery.whole') }, image)
    const remove = button('', () => busy(remove, () => this.#deleteReference(reference)), { class: 'icon-button', 'aria-label': t('gallery.delete_photo', { date }) }, 'trash')
    const { width, height } = reference.photo
    return el('figure', { class: 'reference' }, whole, el('figcaption', {}, el('span', {}, date, el('br'), `${width} × ${height}`), remove))
  }

  /** @param {Reference} reference */
  async #deleteReference(reference) {
    const question = { title: t('gallery.delete_photo_title'), text: t('gallery.delete_photo_text'), yes: t('gallery.delete'), danger: true }
    if (!await confirmed(question)) return
    await request('DELETE', `/references/${encodeURIComponent(reference.id)}`)
    say(t('gallery.photo_deleted'))
    await this.show(this.#id, false)
  }
}
