/** A list that the server hands out page by page, with a "show more" button. */
import { busy, complain } from './messages.js'

/**
 * @template T
 * @typedef {object} Source
 * @property {(query: {limit: number, cursor: string | null}) => Promise<{items: T[], next: string | null, total: number}>} fetch
 * @property {(item: T) => HTMLElement} build
 * @property {(total: number) => void} [onTotal]
 */

/** @template T */
export class PagedList {
  #run = 0
  /** @type {string | null} */
  #next = null

  /**
   * @param {HTMLElement} list
   * @param {HTMLButtonElement} more
   * @param {Source<T>} source
   * @param {number} [pageSize]
   */
  constructor(list, more, source, pageSize = 48) {
    this.list = list
    this.more = more
    this.source = source
    this.pageSize = pageSize
    more.addEventListener('click', () => busy(more, () => this.#append()))
  }

  /** Fetch again from the start, as many items as are shown now. */
  async reload() {
    const run = ++this.#run
    try {
      const limit = Math.min(200, Math.max(this.pageSize, this.list.childElementCount))
      const page = await this.source.fetch({ limit, cursor: null })
      if (run === this.#run) this.#show(page, false)
    } catch (error) {
      if (run === this.#run) complain(error)
    }
  }

  async #append() {
    const run = this.#run
    const first = this.list.childElementCount
    const page = await this.source.fetch({ limit: this.pageSize, cursor: this.#next })
    if (run !== this.#run) return
    this.#show(page, true)
    const item = this.list.children[first]
    const target = item?.matches('a, button') ? item : item?.querySelector('a, button')
    if (target instanceof HTMLElement) target.focus()
  }

  /** @param {{items: T[], next: string | null, total: number}} page @param {boolean} append */
  #show({ items, next, total }, append) {
    const focused = append ? undefined : focusedHref(this.list)
    const elements = items.map(this.source.build)
    if (append) this.list.append(...elements)
    else this.list.replaceChildren(...elements)
    this.#next = next
    this.more.hidden = next === null
    this.source.onTotal?.(total)
    if (focused) for (const link of this.list.querySelectorAll('a')) if (link.getAttribute('href') === focused) link.focus()
  }
}

/** @param {HTMLElement} list @returns {string | null | undefined} where the focused link inside leads: a reload must not lose the focus */
function focusedHref(list) {
  return list.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : undefined
}
