/** The dialog that takes photos with the camera. */
import { Camera } from './camera.js'
import { cameraChoice } from './camera_choice.js'
import { cameraMessage, explainCameraError } from './camera_errors.js'
import { closable } from './dialogs.js'
import { byId, el } from './dom.js'
import { say } from './messages.js'
import { t } from './texts.js'

const QUALITY = 0.95  // of the JPEG

/**
 * Wire the dialog of the Enrol page.
 * @param {(file: File) => void} onPhoto
 */
export function snapshotDialog(onPhoto) {
  const dialog = byId('camera-dialog', HTMLDialogElement)
  const video = byId('snapshot-video', HTMLVideoElement)
  const shutter = byId('shutter', HTMLButtonElement)
  const choice = byId('snapshot-choice', HTMLSelectElement)
  const camera = new Camera(video, () => explain(cameraMessage('unplugged')))
  const refresh = cameraChoice(choice, choice, id => start(id))
  let taken = 0

  /** @param {import('./camera_errors.js').CameraMessage | null} message */
  const explain = message => {
    byId('snapshot-problem').hidden = !message
    byId('snapshot-problem').textContent = message ? `${message.title}. ${message.cure}` : ''
    shutter.disabled = message !== null
  }
  /** @param {string} [id] */
  const start = async id => {
    shutter.disabled = true
    try {
      if (await camera.start(id)) explain(null)
      await refresh(camera.settings.deviceId)
    } catch (error) {
      explain(explainCameraError(error))
    }
  }
  byId('take-photo').addEventListener('click', () => { dialog.showModal(); start() })
  shutter.addEventListener('click', async () => {
    taken += 1
    onPhoto(await still(video, `${t('enrol.camera_photo', { n: taken })}.jpg`))
    say(t('enrol.photo_taken', { n: taken }))
  })
  dialog.addEventListener('close', () => camera.stop())
  closable(dialog)
}

/**
 * The picture a video shows now, as a file.
 * @param {HTMLVideoElement} video
 * @param {string} name
 * @returns {Promise<File>} JPEG
 */
function still(video, name) {
  const canvas = el('canvas', { width: video.videoWidth, height: video.videoHeight })
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) => canvas.toBlob(
    blob => blob ? resolve(new File([blob], name, { type: 'image/jpeg' })) : reject(new Error(t('enrol.no_still'))), 'image/jpeg', QUALITY))
}
