/** What the check of this device has found: a card for each way to compute. */
import { el } from './dom.js'
import { backendName } from './engine_text.js'
import { pageLanguage, t } from './texts.js'

/** @typedef {import('../faces/device.js').DeviceReport} DeviceReport */

export class DeviceView {
  /** How many ways to compute work. */
  working = 0
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map()

  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} titles  of the networks
   */
  constructor(root, titles) {
    this.root = root
    this.titles = titles
  }

  clear() {
    this.working = 0
    this.#cards.clear()
    this.root.replaceChildren()
  }

  /** @param {string} backend @param {DeviceReport | null} report  null: it is being checked */
  show(backend, report) {
    const card = this.#cards.get(backend) ?? this.root.appendChild(el('article', { 'data-backend': backend }))
    this.#cards.set(backend, card)
    const works = report && report.problem === null
    if (works) this.working += 1
    card.dataset.works = works ? 'yes' : report ? 'no' : ''
    const state = t(works ? 'device.works' : report ? 'device.missing' : 'device.waiting')
    card.replaceChildren(el('header', {}, el('h3', {}, capital(backendName(backend))), el('span', { class: 'badge' }, state)), ...report ? this.#figures(report) : [])
  }

  /** @param {DeviceReport} report @returns {HTMLElement[]} */
  #figures({ backend, renderer, problem, threads, selfTests, frame }) {
    const graphics = backend === 'webgl' || backend === 'webgpu' ? fact('device.graphics', renderer || t('device.unnamed')) : []
    if (problem !== null) return [el('p', {}, problem), ...renderer ? [el('dl', {}, ...graphics)] : []]
    const rows = Object.entries(selfTests).sort(([, a], [, b]) => b - a).map(([name, value]) => ({ title: this.titles[name] ?? name, value: small(value) }))
    const worst = rows[0] ? fact('device.difference', t('device.difference_value', { value: rows[0].value, network: rows[0].title }), 'difference') : []
    const time = frame === null ? [] : fact('device.frame', t('device.frame_value', { ms: Math.round(frame) }), 'frame')
    return [el('dl', {}, ...graphics, ...backend === 'wasm' ? fact('device.threads', String(threads)) : [], ...worst, ...time), eachNetwork(rows)]
  }
}

/** @param {string} key @param {string} value @param {string} [name]  class of the value @returns {HTMLElement[]} */
const fact = (key, value, name) => [el('div', {}, el('dt', {}, t(key)), el('dd', { class: name }, value))]

/** @param {{title: string, value: string}[]} rows @returns {HTMLElement} */
function eachNetwork(rows) {
  const head = el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('device.network')), el('th', { scope: 'col' }, t('device.difference'))))
  const body = el('tbody', {}, ...rows.map(({ title, value }) => el('tr', {}, el('td', {}, title), el('td', {}, value))))
  return el('details', {}, el('summary', {}, t('device.each')), el('table', {}, head, body))
}

/** @param {number} value @returns {string} like "0.0000012" */
const small = value => value.toLocaleString(pageLanguage(), { maximumSignificantDigits: 2 })

/** @param {string} name @returns {string} */
const capital = name => name.charAt(0).toUpperCase() + name.slice(1)
