/** The Gallery page's list of people. */
import { address, get } from './api.js'
import { byId, el, find, icon } from './dom.js'
import { PagedList } from './paged_list.js'
import { t } from './texts.js'

/** @typedef {import('./types.js').Person} Person */

const PAUSE_MS = 250

export class PeopleView {
  constructor() {
    this.search = byId('people-search', HTMLInputElement)
    this.list = new PagedList(byId('people'), byId('people-more', HTMLButtonElement), {
      fetch: async ({ limit, cursor }) => {
        const { people, next, total } = await get('/people', { query: this.search.value.trim(), limit, cursor })
        return { items: people, next, total }
      },
      build: personCard,
      onTotal: total => this.#counted(total),
    })
    let timer = 0
    this.search.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => this.show(), PAUSE_MS)
    })
  }

  /** @returns {Promise<void>} */
  async show() {
    await Promise.all([this.list.reload(), showWaiting()])
  }

  /** @param {number} total */
  #counted(total) {
    const query = this.search.value.trim()
    byId('people-count').textContent = query ? t('gallery.people_named', { n: total, query }) : t('gallery.people', { n: total })
    const none = byId('people-none')
    none.hidden = total > 0
    find(none, 'h2').textContent = t(query ? 'gallery.nobody_named' : 'gallery.nobody')
    find(none, 'p').textContent = t(query ? 'gallery.nobody_named_text' : 'gallery.nobody_text')
    find(none, '[role=button]').hidden = query !== ''
  }
}

/** Say how many submissions wait. */
async function showWaiting() {
  const link = byId('waiting-link')
  const { total } = await get('/submissions', { limit: 1 })
  link.hidden = total === 0
  find(link, 'span').textContent = t('gallery.waiting_link', { n: total })
}

/** @param {Person} person @returns {HTMLElement} */
function personCard({ id, name, referenceCount, cover }) {
  const picture = cover
    ? el('img', { class: 'cover', src: address(`/references/${encodeURIComponent(cover)}/thumbnail`), alt: '', loading: 'lazy' })
    : el('span', { class: 'cover' }, icon('person'))
  const caption = el('div', { class: 'caption' }, el('strong', { dir: 'auto', title: name }, name), el('small', {}, t('enrol.photos', { n: referenceCount })))
  return el('li', {}, el('a', { class: 'person', href: `#person/${id}` }, picture, caption))
}
