/** The time line: a row for each person, a bar for each appearance, a click seeks; the same as a table for keyboard and screen reader. */
import { button, byId, el } from './dom.js'
import { t } from './texts.js'
import { clock, ticksOf } from './video_times.js'

/**
 * @typedef {import('./video_names.js').NamedPerson} NamedPerson
 * @typedef {NamedPerson & {portrait: HTMLCanvasElement | null}} ShownPerson
 * @typedef {{item: HTMLLIElement, update: (person: ShownPerson, duration: number) => void}} Row
 */

const TICKS = 8  // times that there is room for

export class TimeLine {
  /** @type {Map<number, Row>} by the person's key */
  #rows = new Map()
  #duration = 1

  /**
   * @param {(time: number) => void} onSeek  seconds
   * @param {(key: number) => void} onRename
   */
  constructor(onSeek, onRename) {
    this.onSeek = onSeek
    this.onRename = onRename
    this.list = byId('time-line')
    for (const type of /** @type {const} */ (['pointerdown', 'pointermove'])) this.list.addEventListener(type, event => this.#pointed(event))
  }

  /** @param {ShownPerson[]} people @param {number} duration  seconds */
  show(people, duration) {
    this.#duration = duration
    const rows = new Map(people.map(person => [person.key, this.#rows.get(person.key) ?? this.#row(person.key)]))
    for (const [key, { item }] of this.#rows) if (!rows.has(key)) item.remove()
    this.#rows = rows
    people.forEach((person, index) => {
      const row = /** @type {Row} */ (rows.get(person.key))
      row.update(person, duration)
      if (this.list.children[index] !== row.item) this.list.insertBefore(row.item, this.list.children[index] ?? null)
    })
    showAxis(duration)
    this.#showTable(people)
  }

  /**
   * @param {number} time  seconds
   * @param {Set<number>} present  keys of who is in the picture
   */
  moveTo(time, present) {
    this.list.style.setProperty('--now', `${100 * time / this.#duration}%`)
    for (const [key, { item }] of this.#rows) item.classList.toggle('now', present.has(key))
  }

  /** @param {PointerEvent} event  pressed, or drawn along while pressed */
  #pointed(event) {
    const bar = event.target instanceof Element ? event.target.closest('.time-bar') : null
    if (!bar || !(event.buttons & 1)) return
    const { left, width } = bar.getBoundingClientRect()
    this.onSeek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * this.#duration)
  }

  /** @param {number} key @returns {Row} */
  #row(key) {
    const [picture, name, total, bar] = [el('span', { class: 'time-picture' }), el('span', { class: 'time-name', dir: 'auto' }), el('span', { class: 'hint' }), el('div', { class: 'time-bar', role: 'img' })]
    const rename = button('', () => this.onRename(key), { class: 'icon-button' }, 'pencil')
    const item = el('li', {}, picture, el('div', { class: 'time-person' }, name, total), rename, bar)
    return { item, update: (person, duration) => {
      if (picture.firstChild !== person.portrait && person.portrait) picture.replaceChildren(person.portrait)
      item.classList.toggle('known', person.known !== null)
      name.textContent = person.name
      total.textContent = t('video.total', { time: clock(person.seconds), n: person.appearances.length })
      rename.setAttribute('aria-label', t('video.rename', { name: person.name }))
      bar.setAttribute('aria-label', t('video.bar', { name: person.name, times: person.appearances.map(rangeText).join(', ') }))
      bar.replaceChildren(...person.appearances.map(appearance => piece(appearance, duration)))
    } }
  }

  /** @param {ShownPerson[]} people */
  #showTable(people) {
    const lines = people.flatMap(({ name, appearances }) => appearances.map(({ from, to }) => ({ name, from, to }))).sort((a, b) => a.from - b.from)
    byId('appearances').replaceChildren(...lines.map(({ name, from, to }) => el('tr', {},
      el('td', {}, button(clock(from), () => this.onSeek(from), { class: 'quiet', 'aria-label': t('video.go_to', { time: clock(from) }) })),
      el('td', {}, clock(to)), el('td', { dir: 'auto' }, name))))
  }
}

/** @param {import('./video_people.js').Appearance} appearance @returns {string} */
const rangeText = ({ from, to }) => `${clock(from)}–${clock(to)}`

/** @param {import('./video_people.js').Appearance} appearance @param {number} duration @returns {HTMLSpanElement} */
function piece({ from, to }, duration) {
  const span = el('span')
  span.style.left = `${100 * from / duration}%`
  span.style.width = `${100 * (to - from) / duration}%`
  return span
}

/** @param {number} duration  seconds */
function showAxis(duration) {
  byId('time-axis').replaceChildren(...ticksOf(duration, TICKS).map(time => {
    const tick = el('span', {}, clock(time))
    tick.style.left = `${100 * time / duration}%`
    return tick
  }))
}
