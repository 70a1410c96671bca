/** @import { Patience } from './types.js' */

/**
 * How long to wait, ms. Generous: a slow phone must pass, and the only harm of waiting is a late switch to another backend.
 * @type {Patience}
 */
export const PATIENCE = { selfTest: 30_000, frame: 20_000, start: 20_000, silence: 20_000 }

/**
 * The result of some work, unless it takes too long or its backend is lost meanwhile: a backend that hangs never answers.
 * @template T
 * @param {Promise<T>} work
 * @param {number} limit          ms
 * @param {string} sentence       the error's message when time is up
 * @param {Promise<never>} [lost] rejects when waiting has become useless
 * @returns {Promise<T>}
 */
export async function within(work, limit, sentence, lost) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(sentence)), limit)
  })
  try {
    return /** @type {T} */ (await Promise.race([work, late, ...(lost ? [lost] : [])]))
  } finally {
    clearTimeout(timer)
  }
}
