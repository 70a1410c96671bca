/** A film from disk: opened, measured, shown moment by moment. It never leaves the browser. */
import { el } from './dom.js'
import { t } from './texts.js'

const BEYOND = 1e9       // seconds: later than the end of any film
const MEASURED_MS = 1500 // how long a film is played to find out how many frames it has a second
const USUAL_RATE = 30
const PRESENTED_MS = 100 // a busy browser may say that it has moved before the frame can be drawn; the same frame is not shown anew

export class VideoFile {
  /** @param {File} file @param {HTMLVideoElement} video  that shows the file and is not in the page */
  constructor(file, video) {
    this.file = file
    this.video = video
    this.duration = video.duration
    this.size = { width: video.videoWidth, height: video.videoHeight }
  }

  /**
   * @param {File} file
   * @returns {Promise<VideoFile>} to be closed by the caller
   * @throws {Error} with a sentence and a cure, where the browser cannot play it
   */
  static async open(file) {
    const video = el('video', { muted: true, playsinline: true, preload: 'auto' })
    video.muted = true
    video.src = URL.createObjectURL(file)
    try {
      await happened(video, 'loadeddata')
      if (!video.videoWidth) throw unreadable('video.no_picture')
      if (!Number.isFinite(video.duration)) await findEnd(video)
      return new VideoFile(file, video)
    } catch (error) {
      release(video)
      throw error
    }
  }

  /** @returns {string} address for another video element, valid until the file is closed */
  get url() {
    return this.video.src
  }

  /**
   * Show a moment, and keep it until the next call.
   * @param {number} time  seconds
   * @returns {Promise<HTMLVideoElement>} that shows it
   * @throws {Error} with a sentence and a cure, where the file is damaged there
   */
  async show(time) {
    if (this.video.currentTime !== time || this.video.seeking) {
      const moved = happened(this.video, 'seeked')
      const presented = nextFrame(this.video)
      this.video.currentTime = time
      await moved
      await Promise.race([presented, new Promise(resolve => setTimeout(resolve, PRESENTED_MS))])
    }
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await happened(this.video, 'canplay')
    return this.video
  }

  /** @returns {Promise<number>} frames a second, measured by playing the beginning */
  async frameRate() {
    const { video } = this
    if (!('requestVideoFrameCallback' in video)) return USUAL_RATE
    await this.show(0)
    /** @type {number[]} */
    const times = []
    const note = (/** @type {number} */ _, /** @type {{mediaTime: number}} */ { mediaTime }) => {
      times.push(mediaTime)
      video.requestVideoFrameCallback(note)
    }
    video.requestVideoFrameCallback(note)
    await video.play()
    await new Promise(resolve => setTimeout(resolve, Math.min(MEASURED_MS, this.duration * 1000)))
    video.pause()
    const gaps = times.slice(1).map((time, index) => time - times[index]).filter(gap => gap > 0).sort((a, b) => a - b)
    return gaps.length ? 1 / gaps[gaps.length >> 1] : USUAL_RATE
  }

  close() {
    release(this.video)
  }
}

/** @param {HTMLVideoElement} video @returns {Promise<unknown>} when it has a new frame to draw; never, where the browser does not say */
function nextFrame(video) {
  return new Promise(resolve => { if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(resolve) })
}

/** Files that are recorded in a browser do not say how long they are: the end is looked for. @param {HTMLVideoElement} video */
async function findEnd(video) {
  const moved = happened(video, 'seeked')
  video.currentTime = BEYOND
  await moved
  if (!Number.isFinite(video.duration)) await happened(video, 'durationchange')
}

/** @param {HTMLVideoElement} video */
function release(video) {
  URL.revokeObjectURL(video.src)
  video.removeAttribute('src')
  video.load()
}

/**
 * @param {HTMLVideoElement} video
 * @param {string} event
 * @returns {Promise<void>}
 * @throws {Error} with a sentence and a cure, where the browser cannot play it
 */
function happened(video, event) {
  const listening = new AbortController()
  const once = { once: true, signal: listening.signal }
  return new Promise((resolve, reject) => {
    video.addEventListener(event, () => resolve(undefined), once)
    video.addEventListener('error', () => reject(unreadable(errorKey(video.error))), once)
    video.addEventListener('emptied', () => reject(new Error(t('video.closed'))), once)  // heard by whoever still waits for it
  }).finally(() => listening.abort())
}

/** @param {MediaError | null} error @returns {string} */
const errorKey = error => error?.code === MediaError.MEDIA_ERR_DECODE ? 'video.damaged' : 'video.unsupported'

/** @param {string} key @returns {Error & {code: string, cure: string}} in the page's language, unlike those of the library */
const unreadable = key => Object.assign(new Error(t(key)), { code: 'unreadable-film', cure: t('video.unreadable_cure') })
