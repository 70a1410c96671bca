/** Moving figures over the last few frames. Pure: the caller brings the clock. */

const WINDOW_MS = 3000
const KEPT = 15

/** Frames per second and the median milliseconds of each stage. */
export class Statistics {
  /** @type {number[]} */
  #moments = []
  /** @type {Map<string, number[]>} */
  #stages = new Map()

  /**
   * @param {Record<string, number | undefined>} timings  milliseconds by stage; stages that did not run are absent
   * @param {number} now  milliseconds, any origin
   */
  add(timings, now) {
    const recent = this.#moments.filter(moment => now - moment <= WINDOW_MS)
    this.#moments = [...(recent.length ? recent : this.#moments.slice(-1)), now]
    for (const [stage, ms] of Object.entries(timings)) {
      if (ms === undefined) continue
      this.#stages.set(stage, [...(this.#stages.get(stage) ?? []), ms].slice(-KEPT))
    }
    for (const stage of this.#stages.keys()) if (timings[stage] === undefined) this.#stages.delete(stage)
  }

  /** @returns {number | null} analysed frames per second over the last seconds, or since the last frame where that is longer ago; null before the second frame */
  get fps() {
    const first = this.#moments[0]
    const last = this.#moments[this.#moments.length - 1]
    return first !== undefined && last !== undefined && last > first ? (this.#moments.length - 1) * 1000 / (last - first) : null
  }

  /**
   * @param {string} stage
   * @returns {number | null} median milliseconds; null when it did not run in the last frame
   */
  stage(stage) {
    const values = this.#stages.get(stage)
    if (!values?.length) return null
    const sorted = [...values].sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? null
  }

  clear() {
    this.#moments = []
    this.#stages.clear()
  }
}

/**
 * @param {number | null} value
 * @returns {string} one decimal below ten, a dash where there is nothing to say
 */
export function figure(value) {
  if (value === null) return '–'
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}
