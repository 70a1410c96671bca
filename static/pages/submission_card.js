/** One submission on the Gallery page: approving it recomputes the descriptor here, from the photo the server kept. */
import { address, fetchAnswer, request } from './api.js'
import { bestOverlap } from './boxes.js'
import { confirmed } from './dialogs.js'
import { button, el } from './dom.js'
import { markedPhoto } from './face_picker.js'
import { findFaces, keptRecogniser } from './face_search.js'
import { busy } from './messages.js'
import { NameField } from './name_field.js'
import { sizeOf } from './picture.js'
import { opened } from './picture_files.js'
import { dateText, sentenceOf } from './text.js'
import { t } from './texts.js'

/**
 * @param {import('./types.js').Submission} submission
 * @param {() => Promise<import('./engine_status.js').Engine>} engine
 * @param {(text: string) => void} onDone  approved or discarded
 * @returns {HTMLElement}
 */
export function submissionCard(submission, engine, onDone) {
  const path = `/submissions/${encodeURIComponent(submission.id)}`
  const picture = el('div', { class: 'picture' })
  const field = new NameField(t('names.name'))
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true })
  const photo = photoOf(path)
  field.set(submission.name)

  const approve = button(t('gallery.approve'), () => busy(approve, async () => {
    const choice = await field.choice()
    if (!choice) return
    const face = await recomputed(await engine(), await photo, submission.box)
    problem.hidden = face !== null
    problem.textContent = face ? '' : t('gallery.no_such_face')
    if (!face) return
    await request('POST', `${path}/approval`, { ...(choice.id ? { personId: choice.id } : { name: choice.name }), ...face })
    onDone(t('gallery.added', { name: choice.name }))
  }))
  const discard = button(t('gallery.discard'), () => busy(discard, async () => {
    const question = { title: t('gallery.discard_title'), text: t('gallery.discard_text'), yes: t('gallery.discard'), danger: true }
    if (!await confirmed(question)) return
    await request('DELETE', path)
    onDone(t('gallery.discarded'))
  }), { class: 'danger' })

  photo.then(async blob => {
    const image = await opened({ name: t('gallery.sent_photo', { name: submission.name }), blob })
    picture.replaceChildren(markedPhoto(image, sizeOf(image), submission.box))
  }).catch(error => {
    problem.hidden = false
    problem.textContent = sentenceOf(error)
  })
  const body = el('div', { class: 'body' }, el('p', {}, t('gallery.sent_on', { date: dateText(submission.createdAt) })), field.element, problem, el('div', { class: 'actions' }, approve, discard))
  return el('article', { class: 'submission', 'aria-label': submission.name }, picture, body)
}

/** @param {string} path @returns {Promise<Blob>} */
async function photoOf(path) {
  return (await fetchAnswer('GET', address(`${path}/photo`), { headers: { Accept: 'image/jpeg' } })).blob()
}

/**
 * The face at the place a stranger named, as this browser sees it.
 * @param {import('./engine_status.js').Engine} engine
 * @param {Blob} photo
 * @param {import('./types.js').Box} box
 * @returns {Promise<{box: import('./types.js').Box, descriptor: number[], recogniser: import('./types.js').Recogniser} | null>}
 */
async function recomputed(engine, photo, box) {
  const face = bestOverlap((await findFaces(engine, photo)).faces, box)
  if (!face?.descriptor) return null
  return { box: face.box, descriptor: Array.from(face.descriptor), recogniser: keptRecogniser() }
}
