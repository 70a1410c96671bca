/** The Live page's camera: choice, mirror, and what is shown while there is no picture. */
import { Camera } from './camera.js'
import { cameraChoice } from './camera_choice.js'
import { cameraMessage, explainCameraError } from './camera_errors.js'
import { byId } from './dom.js'
import { showCameraProblem, showPicture } from './live_view.js'
import { t } from './texts.js'

export class LiveCamera {
  #mirror = byId('mirror', HTMLInputElement)
  #choiceRow = byId('camera-choice-row')
  #refreshChoice = cameraChoice(byId('camera-choice', HTMLSelectElement), this.#choiceRow, id => this.start(id))
  /** A sentence about the running camera; empty while there is no picture. */
  picture = ''

  /**
   * @param {HTMLVideoElement} video
   * @param {() => void} onChange  the picture came or went
   * @param {() => void} onFail    called before onChange when the camera could not be had, or went away
   */
  constructor(video, onChange, onFail) {
    this.video = video
    this.onChange = onChange
    this.onFail = onFail
    this.camera = new Camera(video, () => this.#failed(cameraMessage('unplugged')))
    this.#mirror.addEventListener('change', () => this.#turnOver(this.#mirror.checked))
    // A page that comes back from the browser's cache must not claim that the camera is on.
    addEventListener('pagehide', () => { if (this.picture) this.#released() })
    video.addEventListener('resize', () => { if (this.picture) showPicture(this.#size) })
  }

  /** @returns {boolean} whether the picture is shown like a mirror */
  get mirrored() {
    return this.#mirror.checked
  }

  /** @returns {import('./types.js').Size} */
  get #size() {
    return { width: this.video.videoWidth, height: this.video.videoHeight }
  }

  /** @param {string} [deviceId] */
  async start(deviceId) {
    showCameraProblem(null)
    this.picture = ''
    this.onChange()
    try {
      if (await this.camera.start(deviceId)) this.#started()
    } catch (error) {
      this.#failed(explainCameraError(error))
    }
  }

  stop() {
    this.camera.stop()
    this.picture = ''
    byId('mirror-row').hidden = true
    this.#choiceRow.hidden = true
    showCameraProblem(null)
    showPicture(null)
    this.onChange()
  }

  #released() {
    this.onFail()
    this.stop()
  }

  #started() {
    const { label, facingMode, deviceId } = this.camera.settings
    const { width, height } = this.#size
    this.picture = t('live.camera_on', { name: label || t('camera.unnamed'), width, height })
    byId('mirror-row').hidden = false
    this.#turnOver(facingMode !== 'environment')
    showPicture(this.#size)
    this.#refreshChoice(deviceId)
    this.onChange()
  }

  /** @param {import('./camera_errors.js').CameraMessage} message */
  #failed(message) {
    this.#released()
    showCameraProblem(message)
    this.#refreshChoice()
  }

  /** @param {boolean} on */
  #turnOver(on) {
    this.#mirror.checked = on
    byId('stage').classList.toggle('mirrored', on)
  }
}
