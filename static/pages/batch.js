/** The Batch page: many pictures, together and one by one. Nothing leaves this browser. */
import { BatchRow, HEADS } from './batch_rows.js'
import { BatchRun, throughput, verdict } from './batch_run.js'
import { DetectorChoice } from './detector_choice.js'
import { byId } from './dom.js'
import { downloadCsv, downloadJson } from './handing_out.js'
import { PageEngine, networksFor } from './page_engine.js'
import { PictureSource } from './picture_source.js'
import { t } from './texts.js'

/** @typedef {import('./batch_run.js').Tally} Tally */

class Batch {
  engine = new PageEngine(byId('engine'))
  choice = new DetectorChoice(() => {})
  /** @type {BatchRow[]} */
  rows = []
  /** What is under way. @type {AbortController | null} */
  running = null
  /** The last run. @type {BatchRun | null} */
  run = null
  source = new PictureSource(byId('pictures'), { onPictures: pictures => this.add(pictures), verify: false })

  constructor() {
    this.engine.onRetry = () => this.start()
    byId('start').addEventListener('click', () => this.start())
    byId('cancel').addEventListener('click', () => this.running?.abort())
    byId('clear').addEventListener('click', () => this.clear())
    byId('save-csv').addEventListener('click', () => downloadCsv('faces.csv', [HEADS, ...this.rows.map(row => row.cells)]))
    byId('save-json').addEventListener('click', () => downloadJson('faces.json', this.report()))
  }

  /** @returns {BatchRow[]} */
  get usable() {
    return this.rows.filter(row => !row.problem)
  }

  /** @param {import('./picture_files.js').Picture[]} pictures */
  async add(pictures) {
    const added = pictures.map(picture => new BatchRow(picture))
    this.source.shrink()
    this.rows.push(...added)
    byId('rows').append(...added.map(row => row.element))
    for (const row of added) await row.open()
    this.refresh()
    if (!this.running) byId('status').textContent = t('batch.ready', { n: this.usable.length })
  }

  clear() {
    this.rows = []
    this.run = null
    byId('rows').replaceChildren()
    byId('status').textContent = ''
    this.refresh()
  }

  /** @param {string} name @returns {boolean} */
  #wants(name) {
    return byId(`${name}-wanted`, HTMLInputElement).checked
  }

  /** @returns {import('../faces/types.js').Request} */
  #request() {
    return {
      detector: this.choice.request(this.choice.name), landmarks: this.#wants('landmarks'), expressions: this.#wants('expressions'),
      ageGender: this.#wants('age-gender'), descriptors: this.#wants('descriptors'),
    }
  }

  async start() {
    const rows = this.usable
    if (this.running || !rows.length) return
    this.running = new AbortController()
    for (const row of rows) row.show(null)
    this.refresh()
    try {
      await this.#work(rows, this.running.signal)
    } catch (error) {
      byId('status').textContent = ''
      this.engine.complain(error)
    }
    this.running = null
    this.refresh()
  }

  /** @param {BatchRow[]} rows @param {AbortSignal} signal */
  async #work(rows, signal) {
    const request = this.#request()
    const engine = await this.engine.load(networksFor(request))
    const plan = { request, signal, atATime: Number(byId('batch-size', HTMLSelectElement).value), compare: byId('compare-switch', HTMLInputElement).checked }
    const run = new BatchRun(engine, plan)
    const items = rows.map(row => ({ blob: row.picture.blob, pixels: row.pixels }))
    byId('status').textContent = t('batch.warming')
    await run.warmUp(items)
    this.run = run
    this.#progress(0, rows.length)
    await run.work(items, (from, answers) => {
      answers.forEach((answer, index) => rows[from + index]?.show(answer))
      this.#progress(from + answers.length, rows.length)
      this.#showThroughput(run)
    })
    const { pictures, faces } = run.tallies.together
    byId('status').textContent = signal.aborted ? t('batch.cancelled', { n: pictures })
      : t('batch.done', { pictures: t('batch.n_pictures', { n: pictures }), faces: t('batch.n_faces', { n: faces }) })
  }

  /** @param {number} done @param {number} n */
  #progress(done, n) {
    byId('status').textContent = t('batch.working', { done, n })
    byId('batch-progress', HTMLProgressElement).value = done / n
  }

  /** @param {BatchRun} run */
  #showThroughput({ tallies, plan }) {
    byId('throughput').hidden = false
    byId('together-title').textContent = t('batch.together_n', { n: plan.atATime })
    showFigures('together', tallies.together)
    showFigures('alone', tallies.alone)
    const told = verdict(tallies)
    byId('verdict').textContent = told ? t(`batch.${told.way}`, { factor: told.factor.toFixed(2) }) : ''
  }

  /** What may be pressed, and what is there to be seen. */
  refresh() {
    const busy = this.running !== null
    const answered = this.rows.some(row => row.answer)
    byId('settings', HTMLFieldSetElement).disabled = busy
    byId('start', HTMLButtonElement).disabled = busy || !this.usable.length
    byId('start').hidden = busy
    byId('cancel').hidden = !busy
    byId('clear').hidden = busy || !this.rows.length
    byId('batch-progress').hidden = !busy
    byId('results').hidden = !this.rows.length
    byId('throughput').hidden = !this.run
    for (const name of ['csv', 'json']) byId(`save-${name}`, HTMLButtonElement).disabled = busy || !answered
  }

  /** @returns {object} everything that was found and measured */
  report() {
    const { request, atATime } = /** @type {BatchRun} */ (this.run).plan
    const { tallies } = /** @type {BatchRun} */ (this.run)
    return { request, atATime, backend: this.engine.backend, ...tallies, pictures: this.rows.map(row => row.report) }
  }
}

/** @param {'together' | 'alone'} way @param {Tally} tally */
function showFigures(way, tally) {
  const figures = throughput(tally)
  byId(`${way}-pictures`).textContent = figures?.pictures.toFixed(1) ?? '–'
  byId(`${way}-faces`).textContent = figures?.faces.toFixed(1) ?? '–'
}

new Batch()
