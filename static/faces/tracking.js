/** Faces over frames: which face of this frame is which face of the frames before. Pure: the caller brings the clock. */
import { iou } from './ops/boxes.js'
import { euclideanDistance } from './ops/distance.js'
import { mean } from './ops/mean.js'
import { quality } from './ops/quality.js'

/** @import { Box, Face } from './types.js' */

/**
 * @typedef {object} TrackingOptions
 * @property {number} overlap  0–1: boxes that overlap so much (intersection over union) may be one face that moved
 * @property {number} same     distance up to which a face that was out of sight, or leapt, is known again by its descriptor
 * @property {number} other    distance beyond which overlapping boxes hold two people: a cut from one to the other
 * @property {number} gap      seconds out of sight after which a place says nothing any more
 * @property {number} memory   seconds out of sight after which a track is forgotten
 * @property {number} best     how many frames a track's descriptor is the mean of
 *
 * @typedef {object} Track  one face through the frames
 * @property {number} id        1, 2, 3 … in order of appearance
 * @property {Box} box          where it was seen last, pixels
 * @property {number} first     seconds, when it was seen first
 * @property {number} last      seconds, when it was seen last
 * @property {number} seen      in how many frames
 * @property {Float32Array | null} descriptor  the mean of its best frames; null while none had a descriptor
 */

/** With the distances of the network face_recognition, whose threshold is 0.6. @type {TrackingOptions} */
export const TRACKING = { overlap: 0.3, same: 0.5, other: 0.75, gap: 1, memory: Infinity, best: 10 }

/**
 * The distances of another recogniser's descriptors.
 * @param {number} threshold  of its spec, for two single photos
 * @returns {Pick<TrackingOptions, 'same' | 'other'>}
 */
export function distancesFor(threshold) {
  return { same: threshold * 5 / 6, other: threshold * 5 / 4 }
}

/** @typedef {{quality: number, descriptor: Float32Array}} Shot */

/** Joins each face to a track: by its place first, where it was seen a moment ago, then by its descriptor, else to a new one. */
export class Tracker {
  /** @type {Map<Track, Shot[]>} each track with its best frames, the best first */
  #tracks = new Map()
  #count = 0

  /** @param {Partial<TrackingOptions>} [options] */
  constructor(options = {}) {
    this.options = { ...TRACKING, ...options }
  }

  /** @returns {Track[]} that are remembered, in order of appearance */
  get tracks() {
    return [...this.#tracks.keys()]
  }

  /**
   * Takes in the faces of the next frame.
   * @param {Pick<Face, 'box' | 'score' | 'landmarks' | 'descriptor'>[]} faces
   * @param {number} time  seconds, never less than the last one
   * @returns {Track[]} the track of each face, in the faces' order; the same object while the track lives
   */
  update(faces, time) {
    for (const track of this.tracks) if (time - track.last > this.options.memory) this.#tracks.delete(track)
    /** @type {(Track | undefined)[]} */
    const found = faces.map(() => undefined)
    const recent = this.tracks.filter((track) => time - track.last <= this.options.gap)
    pair(found, recent, (track, i) => this.#nearness(track, faces[i]))
    pair(found, this.tracks, (track, i) => this.#likeness(track, faces[i]))
    return faces.map((face, i) => this.#see(found[i] ?? this.#begin(face, time), face, time))
  }

  /** @param {Track} track @param {Face} face @returns {number} 0: it cannot be the same face, by its place */
  #nearness(track, face) {
    const common = iou(track.box, face.box)
    const distance = distanceOf(track, face)
    if (common < this.options.overlap || (distance ?? 0) > this.options.other) return 0
    return common + (distance === null ? 0 : this.options.other - distance)
  }

  /** @param {Track} track @param {Face} face @returns {number} 0: it is not known to be the same face, by its descriptor */
  #likeness(track, face) {
    const distance = distanceOf(track, face)
    return distance === null || distance > this.options.same ? 0 : 1 / (1 + distance)
  }

  /** @param {Face} face @param {number} time @returns {Track} */
  #begin({ box }, time) {
    const track = { id: ++this.#count, box, first: time, last: time, seen: 0, descriptor: null }
    this.#tracks.set(track, [])
    return track
  }

  /** @param {Track} track @param {Face} face @param {number} time @returns {Track} the same, brought up to date */
  #see(track, face, time) {
    Object.assign(track, { box: face.box, last: time, seen: track.seen + 1 })
    if (face.descriptor) this.#learn(track, { quality: quality(face), descriptor: face.descriptor })
    return track
  }

  /** @param {Track} track @param {Shot} shot */
  #learn(track, shot) {
    const shots = [...this.#tracks.get(track) ?? [], shot].sort((a, b) => b.quality - a.quality).slice(0, this.options.best)
    this.#tracks.set(track, shots)
    if (shots.includes(shot)) track.descriptor = mean(shots.map(({ descriptor }) => descriptor))
  }
}

/** @param {Track} track @param {Face} face @returns {number | null} null where there is nothing to compare */
function distanceOf(track, { descriptor }) {
  return track.descriptor && descriptor ? euclideanDistance(track.descriptor, descriptor) : null
}

/**
 * Gives tracks to faces that have none, the best fitting pair first; a track goes to one face only.
 * @param {(Track | undefined)[]} found  the track of each face; filled here
 * @param {Track[]} tracks
 * @param {(track: Track, face: number) => number} fit  0: they do not fit
 */
function pair(found, tracks, fit) {
  const pairs = tracks.filter((track) => !found.includes(track)).flatMap((track) =>
    found.map((_, face) => ({ track, face, fit: found[face] ? 0 : fit(track, face) })))
  for (const { track, face } of pairs.filter((each) => each.fit > 0).sort((a, b) => b.fit - a.fit)) {
    if (!found[face] && !found.includes(track)) found[face] = track
  }
}
