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

const NO_SUCH_FACE = 'No face is found where this submission says there is one, so it cannot be approved. Discard it, or ask for another photo.'

/**
 * @param {import('./types.js').Submission} submission
 * @param {() => Promise<import('./engine_status.js').Engine>} engine
 * @param {(text: string) => void} onDone  approved or discarded
 * @returns {HTMLElement}
 */
export function submissionCard(submission, engine, onDone) {
  const path = `/submissions/${encodeURIComponent(submission.id)}`
  const picture = el('div', { class: 'picture' })
  const field = new NameField('Name')
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true })
  const photo = photoOf(path)
  field.set(submission.name)

  const approve = button('Approve', () => busy(approve, async () => {
    const choice = await field.choice()
    if (!choice) return
    const face = await recomputed(await engine(), await photo, submission.box)
    problem.hidden = face !== null
    problem.textContent = face ? '' : NO_SUCH_FACE
    if (!face) return
    await request('POST', `${path}/approval`, { ...(choice.id ? { personId: choice.id } : { name: choice.name }), ...face })
    onDone(`${choice.name} was added to the gallery.`)
  }))
  const discard = button('Discard', () => busy(discard, async () => {
    if (!await confirmed({ title: 'Discard this photo?', text: 'The photo that was sent in will be deleted. This cannot be undone.', yes: 'Discard', danger: true })) return
    await request('DELETE', path)
    onDone('The photo was discarded.')
  }), { class: 'danger' })

  photo.then(async blob => {
    const image = await opened({ name: `Photo sent in for ${submission.name}`, blob })
    picture.replaceChildren(markedPhoto(image, sizeOf(image), submission.box))
  }).catch(error => {
    problem.hidden = false
    problem.textContent = sentenceOf(error)
  })
  const body = el('div', { class: 'body' }, el('p', {}, `Sent in on ${dateText(submission.createdAt)}`), field.element, problem, el('div', { class: 'actions' }, approve, discard))
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
