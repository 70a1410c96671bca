/** Tracks that are one person: a face that was lost and began anew is joined to its former track. Pure. */
import { euclideanDistance } from './ops/distance.js'
import { mean } from './ops/mean.js'

/**
 * @typedef {object} Appearance  what there is to know of a track
 * @property {number[]} times    seconds, when it was seen
 * @property {Float32Array | null} descriptor
 *
 * @typedef {{members: number[], times: Set<number>, descriptor: Float32Array | null}} Group
 */

/**
 * Joins tracks into people, the two nearest first; nobody is seen twice in one frame.
 * @param {Appearance[]} tracks
 * @param {number} same  distance up to which two tracks are one person
 * @returns {number[][]} indices of the tracks of each person, people and tracks in the given order
 */
export function joinTracks(tracks, same) {
  /** @type {Group[]} */
  let groups = tracks.map(({ times, descriptor }, index) => ({ members: [index], times: new Set(times), descriptor }))
  for (let pair = nearestPair(groups, same); pair; pair = nearestPair(groups, same)) {
    const [first, second] = pair
    groups = groups.filter((group) => group !== second).map((group) => group === first ? joined(first, second) : group)
  }
  return groups.map(({ members }) => members)
}

/** @param {Group[]} groups @param {number} same @returns {[Group, Group] | null} */
function nearestPair(groups, same) {
  /** @type {[Group, Group] | null} */
  let best = null
  let least = same
  groups.forEach((first, i) => groups.slice(i + 1).forEach((second) => {
    if (!first.descriptor || !second.descriptor) return
    const distance = euclideanDistance(first.descriptor, second.descriptor)
    if (distance > least || together(first, second)) return
    best = [first, second]
    least = distance
  }))
  return best
}

/** @param {Group} a @param {Group} b @returns {boolean} whether both were seen in one frame */
function together(a, b) {
  return [...a.times].some((time) => b.times.has(time))
}

/** @param {Group} a @param {Group} b @returns {Group} the descriptor: each counts by how often it was seen */
function joined(a, b) {
  const parts = [a, b].flatMap(({ descriptor, times }) => descriptor ? [{ descriptor, weight: times.size }] : [])
  const descriptor = mean(parts.map((part) => part.descriptor), parts.map((part) => part.weight))
  return { members: [...a.members, ...b.members].sort((x, y) => x - y), times: new Set([...a.times, ...b.times]), descriptor }
}
