/** Estimates that do not jump from frame to frame: averaged over a face's track. Pure: the caller brings the clock. */

/** @import { Face } from './types.js' */
/** @import { Track } from './tracking.js' */

/** Seconds after which half of what was seen before has been forgotten. An age stays; an expression comes and goes. */
const HALF = { person: 5, expression: 0.35 }

/** @typedef {{time: number, frames: number, age?: number, female?: number, expressions?: Record<string, number>}} Memory */

export class Smoothing {
  /** @type {WeakMap<Track, Memory>} ends with the track */
  #memories = new WeakMap()

  /**
   * @param {Track} track
   * @param {Face} face  of this frame
   * @param {number} time  seconds, never less than the last one
   * @returns {Face} with age, gender and expressions as the whole track tells them; a part that is absent stays absent
   */
  smooth(track, face, time) {
    const before = this.#memories.get(track) ?? { time, frames: 0 }
    const memory = learnt(before, face, time)
    this.#memories.set(track, memory)
    return { ...face, ...told(memory) }
  }
}

/** @param {Memory} before @param {Face} face @param {number} time @returns {Memory} */
function learnt(before, { age, gender, genderProbability, expressions }, time) {
  const frames = before.frames + 1
  const slow = weight(frames, time - before.time, HALF.person)
  const quick = weight(frames, time - before.time, HALF.expression)
  const female = gender && (gender === 'female' ? genderProbability ?? 1 : 1 - (genderProbability ?? 1))
  return {
    time, frames, age: blend(before.age, age, slow), female: blend(before.female, female, slow),
    expressions: expressions && Object.fromEntries(Object.entries(expressions).map(([name, value]) =>
      [name, /** @type {number} */ (blend(before.expressions?.[name], value, quick))])),
  }
}

/**
 * How much the newest frame counts: as each one before at first, later as much as the time since the last one makes forget.
 * @param {number} frames  with the newest
 * @param {number} passed  seconds since the last one
 * @param {number} half    seconds
 * @returns {number} 0–1
 */
function weight(frames, passed, half) {
  return Math.max(1 / frames, 1 - 2 ** (-passed / half))
}

/** @param {number | undefined} before @param {number | undefined} now @param {number} share @returns {number | undefined} */
function blend(before, now, share) {
  return before === undefined || now === undefined ? now : before + (now - before) * share
}

/** @param {Memory} memory @returns {Partial<Face>} */
function told({ age, female, expressions }) {
  return {
    ...age !== undefined && { age }, ...expressions && { expressions },
    ...female !== undefined && { gender: female >= 0.5 ? 'female' : 'male', genderProbability: Math.max(female, 1 - female) },
  }
}
