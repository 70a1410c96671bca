/** The Video page: a film from disk → faces followed through it → who appears when. The film stays in this browser. */
import { distancesFor, TRACKING } from '../faces/tracking.js'
import { DetectorChoice } from './detector_choice.js'
import { askText } from './dialogs.js'
import { byId, signedIn } from './dom.js'
import { save } from './downloads.js'
import { dropZone } from './drop_zone.js'
import { EngineStatus } from './engine_status.js'
import { keptRecogniser } from './face_search.js'
import { Gallery } from './gallery.js'
import { complain, say } from './messages.js'
import { LANDMARKS } from './needs.js'
import { descriptorRequest } from './recogniser.js'
import { t } from './texts.js'
import { VideoAnalysis } from './video_analysis.js'
import { csvOf, jsonOf } from './video_export.js'
import { VideoFile } from './video_file.js'
import { VideoNames } from './video_names.js'
import { peopleOf } from './video_people.js'
import { VideoPlayer } from './video_player.js'
import { TimeLine } from './video_timeline.js'
import * as view from './video_view.js'

const SHOWN_MS = 500  // between two looks at what has been found so far
const { name: RECOGNISER, version: VERSION } = keptRecogniser()

class VideoPage {
  /** @type {VideoFile | null} */
  film = null
  /** @type {VideoAnalysis | null} */
  analysis = null
  /** @type {import('./video_timeline.js').ShownPerson[]} */
  people = []
  same = TRACKING.same
  names = new VideoNames()
  choice = new DetectorChoice(() => {})
  status = new EngineStatus(byId('engine'))
  gallery = new Gallery(() => this.show(), complain)
  timeLine = new TimeLine(time => this.player.seek(time), key => this.rename(key))
  player = new VideoPlayer((time, present) => this.timeLine.moveTo(time, present))
  #shown = 0
  /** Counts what was begun or given up, so that what comes late is not taken up. */
  #round = 0

  /** @param {File} file */
  async open(file) {
    this.cancel()
    view.showProblem(null)
    try {
      const film = await VideoFile.open(file)
      this.film?.close()
      this.film = film
    } catch (error) {
      return view.showProblem(error)
    }
    this.forget()
    this.player.open(this.film)
    view.showFilm(this.film)
  }

  /** Nothing is known of the film. */
  forget() {
    this.analysis = null
    this.names.clear()
    this.show()
    view.showState('ready')
  }

  async start() {
    const { film } = this
    if (!film) return
    this.cancel()
    this.forget()
    view.showProblem(null)
    view.showState('running')
    const round = ++this.#round
    try {
      const analysis = await this.prepare(film)
      if (round === this.#round) await this.run(analysis)
    } catch (error) {
      if (round === this.#round) view.showProblem(error)
    }
    if (round === this.#round) this.finished()
  }

  /** Fetch what is needed. @param {VideoFile} film @returns {Promise<VideoAnalysis>} */
  async prepare(film) {
    const engine = await this.status.load([this.choice.name, LANDMARKS, RECOGNISER])
    if (signedIn()) await this.gallery.refresh()
    const rate = view.chosenRate()
    const step = 1 / (rate ?? await film.frameRate())
    const request = { detector: this.choice.request(this.choice.name), landmarks: true, descriptors: descriptorRequest(engine.specs, keptRecogniser()) ?? { name: RECOGNISER } }
    const tracking = distancesFor(engine.specs[RECOGNISER]?.thresholds.distance ?? 0.6)
    this.same = tracking.same
    return new VideoAnalysis(film, { step, within: rate ? 0 : step / 2, tracking, analyze: video => engine.analyze(video, request), onFrame: () => this.progressed() })
  }

  /** @param {VideoAnalysis} analysis */
  async run(analysis) {
    this.analysis = analysis
    await analysis.run()
  }

  progressed() {
    if (!this.analysis) return
    view.showProgress(this.analysis)
    if (performance.now() - this.#shown < SHOWN_MS) return
    this.#shown = performance.now()
    this.show()
  }

  finished() {
    if (!this.film) return
    this.show()
    view.showState(this.analysis ? 'done' : 'ready')
    if (this.analysis?.complete) say(t('video.done', { n: this.people.length }))
  }

  /** Give up what is under way; what was found stays. */
  cancel() {
    this.#round += 1
    this.analysis?.cancel()
    this.finished()
  }

  pause() {
    if (!this.analysis) return
    this.analysis.paused = !this.analysis.paused
    view.showState(this.analysis.paused ? 'paused' : 'running')
  }

  /** Work out who is who, and show it. */
  show() {
    const { analysis, film } = this
    const trails = analysis?.trails ?? []
    const people = analysis && film ? peopleOf(trails, { step: analysis.step, duration: film.duration, same: this.same }) : []
    const named = this.names.name(people, { match: each => this.match(each), name: id => this.gallery.name(id), numbered: n => t('video.person', { number: n }) })
    this.people = named.map(person => ({ ...person, portrait: bestPortrait(trails, person.ids) }))
    this.player.show(this.people, analysis?.step ?? 1)
    this.timeLine.show(this.people, film?.duration ?? 1)
    view.showPeople(this.people.length, analysis)
  }

  /** @param {Float32Array} descriptor @returns {import('./gallery.js').Match} */
  match(descriptor) {
    const comparable = this.gallery.recogniser?.name === RECOGNISER && this.gallery.recogniser.version === VERSION
    return comparable ? this.gallery.match(descriptor) : { person: null, distance: null }
  }

  /** @param {number} key */
  async rename(key) {
    const person = this.people.find(each => each.key === key)
    if (!person) return
    const name = await askText({ title: t('video.rename_title'), label: t('video.name'), value: person.name, yes: t('video.rename_yes') })
    if (name === null) return
    this.names.rename(person, name)
    this.show()
  }

  /** @param {'csv' | 'json'} kind */
  export(kind) {
    const { film, analysis, people } = this
    if (!film || !analysis) return
    const video = { file: film.file.name, ...film.size, duration: film.duration }
    const about = { framesPerSecond: 1 / analysis.step, frames: analysis.done, complete: analysis.complete, detector: this.choice.name, recogniser: `${RECOGNISER} ${VERSION}` }
    const name = film.file.name.replace(/\.[^.]*$/, '')
    if (kind === 'csv') save(new Blob([csvOf(people)], { type: 'text/csv' }), `${name}.csv`)
    else save(new Blob([jsonOf({ video, analysis: about, people })], { type: 'application/json' }), `${name}.json`)
  }
}

/** @param {import('./video_analysis.js').PicturedTrail[]} trails @param {number[]} ids @returns {HTMLCanvasElement | null} */
function bestPortrait(trails, ids) {
  return trails.filter(({ id }) => ids.includes(id)).reduce((best, trail) => trail.best > (best?.best ?? 0) ? trail : best, /** @type {typeof trails[0] | null} */ (null))?.portrait ?? null
}

const page = new VideoPage()
page.status.onRetry = () => page.start()
dropZone(([file]) => page.open(file), { input: 'film-input', button: 'choose-film' })
byId('film-start').addEventListener('click', () => page.start())
byId('film-pause').addEventListener('click', () => page.pause())
byId('film-cancel').addEventListener('click', () => page.cancel())
byId('save-csv').addEventListener('click', () => page.export('csv'))
byId('save-json').addEventListener('click', () => page.export('json'))
