/** What the Live page shows: switches and their sentences, who is in view, figures, the camera's trouble. */
import { byId, el, find } from './dom.js'
import { backendName } from './engine_text.js'
import { figure } from './statistics.js'
import { t } from './texts.js'

/** @typedef {import('./switches.js').SwitchName} SwitchName */

const SWITCHES = /** @type {SwitchName[]} */ (['camera', 'models', 'detection', 'landmarks', 'names', 'expressions', 'ageGender'])
/** The key that turns each switch; the template's dialog lists them. @type {Record<string, SwitchName>} */
export const SWITCH_KEYS = { c: 'camera', d: 'detection', l: 'landmarks', n: 'names', e: 'expressions', a: 'ageGender' }
const STAGES = ['capture', 'detection', 'landmarks', 'descriptors', 'matching', 'expressions', 'ageGender']

/** @param {string} name @returns {string} as ids are written: age-gender */
const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** @param {SwitchName} name @returns {HTMLInputElement} */
const switchInput = name => byId(`${kebab(name)}-switch`, HTMLInputElement)

/** @returns {import('./switches.js').Switches} as they stand in the page */
export function readSwitches() {
  return /** @type {import('./switches.js').Switches} */ (Object.fromEntries(SWITCHES.map(name => [name, switchInput(name).checked])))
}

/** @param {(name: SwitchName, on: boolean) => void} onTurn */
export function listenToSwitches(onTurn) {
  for (const name of SWITCHES) {
    const input = switchInput(name)
    input.addEventListener('change', () => onTurn(name, input.checked))
  }
}

/**
 * @param {import('./switches.js').Switches} switches
 * @param {Record<SwitchName, string>} sentences
 */
export function showSwitches(switches, sentences) {
  for (const name of SWITCHES) {
    switchInput(name).checked = switches[name]
    setText(byId(`${kebab(name)}-switch-help`), sentences[name])
  }
}

/**
 * Who is in view. Items stay the same elements while somebody stays, so that only comings and goings are read out.
 * @param {{key: string, text: string, look: import('./overlay.js').Look, distance: number | null, details: string}[]} people
 * @param {boolean} looking  whether detection is at work
 */
export function showPresent(people, looking) {
  const list = byId('present')
  const items = new Map([...list.children].map(item => [/** @type {HTMLElement} */ (item).dataset.key, item]))
  for (const person of people) {
    const item = items.get(person.key) ?? list.appendChild(presentItem(person.key))
    items.delete(person.key)
    item.className = person.look
    setText(find(item, '.name'), person.text)
    setText(find(item, '.details'), person.details)
    setText(find(item, '.distance'), person.distance === null ? '' : t('live.distance', { distance: person.distance.toFixed(2) }))
  }
  for (const item of items.values()) item.remove()
  byId('present-count').textContent = String(people.length)
  byId('present-empty').hidden = people.length > 0
  setText(byId('present-empty'), t(looking ? 'live.nobody' : 'live.nobody_yet'))
}

/** @param {string} key @returns {HTMLLIElement} */
function presentItem(key) {
  return el('li', { 'data-key': key }, el('span', { class: 'name', dir: 'auto' }), el('span', { class: 'distance' }), el('span', { class: 'details' }))
}

/** @param {HTMLElement} element @param {string} text  set only when it differs: nothing is announced twice */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** @param {import('./statistics.js').Statistics} statistics */
export function showStatistics(statistics) {
  byId('stat-fps').textContent = figure(statistics.fps)
  for (const stage of STAGES) byId(`stat-${kebab(stage)}`).textContent = figure(statistics.stage(stage))
}

/** @param {{backend: import('./types.js').BackendReport | null, kind: string} | null} engine */
export function showEngine(engine) {
  const backend = engine?.backend
  const threads = backend && backend.threads > 1 ? ` (${backend.threads} threads)` : ''
  byId('stat-backend').textContent = backend ? backendName(backend.name) + threads : '–'
  byId('stat-thread').textContent = backend && engine ? t(engine.kind === 'worker' ? 'live.background' : 'live.main_thread') : '–'
}

/** @param {import('./camera_errors.js').CameraMessage | null} message */
export function showCameraProblem(message) {
  const problem = byId('camera-problem')
  problem.hidden = !message
  if (!message) return
  problem.dataset.code = message.code
  find(problem, '.stage-title').textContent = message.title
  find(problem, '.stage-cure').textContent = message.cure
}

/** @param {import('./types.js').Size | null} size  of the picture; null while there is none */
export function showPicture(size) {
  byId('stage-empty').hidden = size !== null
  byId('stage-tools').hidden = size === null
  byId('stage').style.aspectRatio = size ? `${size.width} / ${size.height}` : ''
}
