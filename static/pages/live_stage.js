/** The tools on the Live page's picture: full screen, and the picture as a file that stays with the person. */
import { byId, el } from './dom.js'
import { downloadPng } from './handing_out.js'
import { complain, say } from './messages.js'
import { drawFaces } from './overlay.js'
import { t } from './texts.js'

/**
 * @typedef {object} Shown  what lies over the picture
 * @property {import('./overlay.js').Labelled[]} faces
 * @property {import('./types.js').Size | null} size  of the analysed frame; null while nothing is analysed
 * @property {boolean} mirrored
 * @property {boolean} landmarks
 */

export class LiveStage {
  #stage = byId('stage')
  #video = byId('video', HTMLVideoElement)
  #fullScreen = byId('full-screen')
  #withOverlay = byId('save-with-overlay', HTMLInputElement)

  /** @param {() => Shown} shown */
  constructor(shown) {
    this.shown = shown
    this.#fullScreen.hidden = !document.fullscreenEnabled
    this.#fullScreen.addEventListener('click', () => this.toggleFullScreen())
    byId('save-picture').addEventListener('click', () => this.save())
    document.addEventListener('fullscreenchange', () => this.#label())
  }

  async toggleFullScreen() {
    if (!document.fullscreenEnabled) return
    if (document.fullscreenElement) await document.exitFullscreen()
    else await this.#stage.requestFullscreen().catch(complain)
  }

  /** Save what the camera sees now, with what lies over it where that is wished. */
  async save() {
    if (!this.#video.videoWidth) return complain(new Error(t('live.no_picture')))
    const name = `familiar-${new Date().toLocaleString('sv').replace(/\D+/g, '-')}.png`
    try {
      await downloadPng(name, this.#still())
      say(t('live.saved', { name }))
    } catch (error) {
      complain(error)
    }
  }

  /** @returns {HTMLCanvasElement} the picture at its own size */
  #still() {
    const { videoWidth: width, videoHeight: height, clientWidth } = this.#video
    const { faces, size, mirrored, landmarks } = this.shown()
    const canvas = el('canvas', { width, height })
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))
    if (mirrored) context.setTransform(-1, 0, 0, 1, width, 0)
    context.drawImage(this.#video, 0, 0)
    context.resetTransform()
    if (!this.#withOverlay.checked || !size) return canvas
    const scale = width / clientWidth // lines and letters as large as on the screen
    context.scale(scale, scale)
    drawFaces(context, faces, { size, element: { width: width / scale, height: height / scale }, mirrored, landmarks })
    return canvas
  }

  #label() {
    const text = t(document.fullscreenElement ? 'live.full_screen_end' : 'live.full_screen')
    this.#fullScreen.setAttribute('aria-label', text)
    this.#fullScreen.title = `${text} (F)`
  }
}
