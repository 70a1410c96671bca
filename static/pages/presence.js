/**
 * Who is in view, calmed down: somebody appears when seen in two analyses in a row and goes when unseen for a while, so that one
 * wrong or missing answer does not make names flicker (and a screen reader stutter). Pure: the caller brings the clock.
 */

const NEEDED = 2        // analyses in a row before somebody appears
const LINGER_MS = 1200  // how long somebody stays after the last sighting …
const MISSES = 2        // … and at least through so many analyses

/**
 * @typedef {object} Seen
 * @property {string | null} person    an id, or null for a face that is not known or not compared
 * @property {number | null} distance
 * @property {string} details          what else is said about the face; may be empty
 *
 * @typedef {Seen & {key: string}} Sighting
 */

export class Presence {
  /** @type {Map<string, {sighting: Sighting, seen: number, missed: number, at: number, here: boolean}>} */
  #entries = new Map()

  /**
   * Take in one analysed frame.
   * @param {Seen[]} faces
   * @param {number} now  milliseconds, any origin
   * @returns {Sighting[]} who is here, in order of appearance; keys are stable while somebody stays
   */
  update(faces, now) {
    const sightings = withKeys(faces)
    for (const sighting of sightings) this.#see(sighting, now)
    this.#forget(new Set(sightings.map(({ key }) => key)), now)
    return [...this.#entries.values()].filter(entry => entry.here).map(entry => entry.sighting)
  }

  /** Forget everybody: the camera or the detection was switched off. */
  clear() {
    this.#entries.clear()
  }

  /** @param {Sighting} sighting @param {number} now */
  #see(sighting, now) {
    const entry = this.#entries.get(sighting.key) ?? { sighting, seen: 0, missed: 0, at: now, here: false }
    Object.assign(entry, { sighting, seen: entry.seen + 1, missed: 0, at: now })
    entry.here ||= entry.seen >= NEEDED
    this.#entries.set(sighting.key, entry)
  }

  /** @param {Set<string>} current @param {number} now */
  #forget(current, now) {
    for (const [key, entry] of this.#entries) {
      if (current.has(key)) continue
      entry.missed += 1
      const gone = entry.missed >= MISSES && now - entry.at >= LINGER_MS
      if (gone || !entry.here) this.#entries.delete(key)
    }
  }
}

/**
 * Give each face a key: the person's id, and for others (or a person seen twice) a running number.
 * @param {Seen[]} faces
 * @returns {Sighting[]}
 */
function withKeys(faces) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  return faces.map(face => {
    const base = face.person ?? '?'
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    return { ...face, key: `${base}#${count}` }
  })
}
