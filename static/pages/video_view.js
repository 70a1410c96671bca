/** What the Video page shows around film and time line: the state of the analysis, its progress, trouble. */
import { byId } from './dom.js'
import { sentenceOf } from './text.js'
import { t } from './texts.js'
import { clock } from './video_times.js'

/** @typedef {'ready' | 'running' | 'paused' | 'done'} State */

/** @param {unknown} error  null: all is well */
export function showProblem(error) {
  const problem = byId('film-problem')
  problem.hidden = error === null
  problem.dataset.code = String(/** @type {{code?: unknown} | null} */ (error)?.code ?? '')
  problem.textContent = error === null ? '' : sentenceOf(error)
}

/** @param {import('./video_file.js').VideoFile} film */
export function showFilm({ file, duration, size }) {
  byId('drop-zone').classList.add('small')
  byId('film').hidden = false
  byId('film-name').textContent = file.name
  byId('film-facts').textContent = t('video.facts', { time: clock(duration), width: size.width, height: size.height })
}

/** @param {State} state */
export function showState(state) {
  const busy = state === 'running' || state === 'paused'
  byId('film-start').hidden = busy
  byId('film-start').textContent = t(state === 'done' ? 'video.again' : 'video.start')
  byId('film-pause').hidden = byId('film-cancel').hidden = !busy
  byId('film-pause').textContent = t(state === 'paused' ? 'video.resume' : 'video.pause')
  byId('film-settings', HTMLFieldSetElement).disabled = busy
  if (!busy) byId('film-progress-row').hidden = true
}

/** @param {import('./video_analysis.js').VideoAnalysis} analysis */
export function showProgress({ done, times, step, film }) {
  byId('film-progress-row').hidden = false
  byId('film-progress', HTMLProgressElement).value = 100 * done / times.length
  byId('film-progress-text').textContent = t('video.progress', { at: clock(Math.min(film.duration, done * step)), of: clock(film.duration), n: done })
}

/** @param {number} count @param {import('./video_analysis.js').VideoAnalysis | null} analysis */
export function showPeople(count, analysis) {
  byId('film-result').hidden = !analysis
  byId('people-empty').hidden = count > 0
  byId('people-empty').textContent = t(analysis?.complete ? 'video.nobody' : 'video.nobody_yet')
  byId('time-line-body').hidden = count === 0
  for (const id of ['save-csv', 'save-json']) byId(id, HTMLButtonElement).disabled = count === 0
}

/** @returns {number | null} frames a second; null: every frame */
export function chosenRate() {
  return Number(byId('film-rate', HTMLSelectElement).value) || null
}
