/** Who appears when in a film, from the tracks of its faces. Pure. */
import { joinTracks } from '../faces/identities.js'
import { mean } from '../faces/ops/mean.js'

const NEEDED = 2  // frames that somebody is seen in: one wrong answer is nobody
const REACH = 2   // steps that somebody may be missing within one appearance …
const PAUSE = 1   // … or so many seconds, where the steps are small

/**
 * @typedef {import('./types.js').Box} Box
 * @typedef {{time: number, box: Box, score: number}} Sighting  time: seconds
 * @typedef {object} Trail  one track through the film
 * @property {number} id
 * @property {Float32Array | null} descriptor
 * @property {Sighting[]} sightings  in order
 *
 * @typedef {{from: number, to: number}} Appearance  seconds
 * @typedef {object} FilmPerson
 * @property {number[]} ids          of the tracks
 * @property {Float32Array | null} descriptor
 * @property {Sighting[]} sightings  in order
 * @property {Appearance[]} appearances
 * @property {number} seconds        all appearances together
 */

/**
 * @param {Trail[]} trails
 * @param {{step: number, duration: number, same: number}} film  step: seconds from one analysed frame to the next; duration: seconds;
 *   same: the distance up to which two tracks are one person
 * @returns {FilmPerson[]} in order of appearance
 */
export function peopleOf(trails, { step, duration, same }) {
  const appeared = trails.map(({ descriptor, sightings }) => ({ descriptor, times: sightings.map(({ time }) => time) }))
  return joinTracks(appeared, same).map(members => personOf(members.map(index => trails[index]), step, duration))
    .filter(({ sightings }) => sightings.length >= NEEDED)
    .sort((a, b) => a.sightings[0].time - b.sightings[0].time || a.ids[0] - b.ids[0])
}

/** @param {Trail[]} trails @param {number} step @param {number} duration @returns {FilmPerson} */
function personOf(trails, step, duration) {
  const sightings = trails.flatMap(trail => trail.sightings).sort((a, b) => a.time - b.time)
  const described = trails.flatMap(({ descriptor, sightings: { length } }) => descriptor ? [{ descriptor, length }] : [])
  const appearances = appearancesOf(sightings, step, duration)
  return {
    ids: trails.map(({ id }) => id), sightings, appearances,
    descriptor: described.length ? mean(described.map(each => each.descriptor), described.map(each => each.length)) : null,
    seconds: appearances.reduce((sum, { from, to }) => sum + to - from, 0),
  }
}

/**
 * A frame stands for the time until the next one; short gaps are bridged.
 * @param {Sighting[]} sightings  in order
 * @param {number} step  seconds
 * @param {number} duration  seconds
 * @returns {Appearance[]}
 */
export function appearancesOf(sightings, step, duration) {
  /** @type {Appearance[]} */
  const appearances = []
  for (const { time } of sightings) {
    const last = appearances.at(-1)
    const to = Math.min(duration, time + step)
    if (last && time - last.to <= bridge(step) - step) last.to = to
    else appearances.push({ from: time, to })
  }
  return appearances
}

/**
 * Where somebody is at a moment of the film: between two analysed frames, the way from one to the other.
 * @param {Sighting[]} sightings  in order
 * @param {number} time  seconds
 * @param {number} step  seconds
 * @returns {Box | null} null while out of the picture
 */
export function boxAt(sightings, time, step) {
  const next = firstAfter(sightings, time)
  const [before, after] = [sightings[next - 1], sightings[next]]
  if (!before) return null
  if (!after || after.time - before.time > bridge(step)) return time - before.time < step ? before.box : null
  const share = (time - before.time) / (after.time - before.time)
  const between = (/** @type {keyof Box} */ part) => before.box[part] + (after.box[part] - before.box[part]) * share
  return { x: between('x'), y: between('y'), width: between('width'), height: between('height') }
}

/** @param {number} step @returns {number} seconds between two sightings of one appearance, at most */
const bridge = step => Math.max(PAUSE, REACH * step) + step / 1000  // times are no round numbers

/** @param {Sighting[]} sightings @param {number} time @returns {number} index of the first one after that time */
function firstAfter(sightings, time) {
  let [low, high] = [0, sightings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sightings[middle].time <= time) low = middle + 1
    else high = middle
  }
  return low
}
