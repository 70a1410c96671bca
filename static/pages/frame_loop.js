/** Hands the newest frame of a video to an asynchronous task, one at a time, while the page is visible. */

/** Runs until it is stopped; frames that arrive while the task is busy are skipped. */
export class FrameLoop {
  #run = 0
  /** @type {Promise<void>} the task at work; a restarted loop waits for it */
  #task = Promise.resolve()

  /**
   * @param {HTMLVideoElement} video
   * @param {() => Promise<void>} task
   * @param {(error: unknown) => void} onError  the task threw; the loop has stopped
   */
  constructor(video, task, onError) {
    this.video = video
    this.task = task
    this.onError = onError
    this.running = false
    document.addEventListener('visibilitychange', () => { if (this.running) this.#restart() })
  }

  start() {
    if (this.running) return
    this.running = true
    this.#restart()
  }

  stop() {
    this.running = false
    this.#run += 1
  }

  #restart() {
    this.#run += 1
    if (!document.hidden) this.#loop(this.#run)
  }

  /** @param {number} run */
  async #loop(run) {
    await this.#task.catch(() => {})
    while (await nextFrame(this.video), run === this.#run) {
      try {
        this.#task = this.task()
        await this.#task
      } catch (error) {
        if (run !== this.#run) return
        this.stop()
        this.onError(error)
      }
    }
  }
}

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<void>} when a frame that has not been shown yet is there
 */
function nextFrame(video) {
  return new Promise(resolve => {
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => resolve())
    else requestAnimationFrame(() => resolve())
  })
}
