/** Faces over frames: tracks, people made of tracks, and estimates that do not jump. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { joinTracks } from '../../static/faces/identities.js'
import { mean } from '../../static/faces/ops/mean.js'
import { frontality, quality } from '../../static/faces/ops/quality.js'
import { Smoothing } from '../../static/faces/smoothing.js'
import { TRACKING, Tracker, distancesFor } from '../../static/faces/tracking.js'
import { LiveTracks } from '../../static/pages/live_tracks.js'
import { testVectors } from './support/vectors.js'

testVectors('tracks', ({ options, frames }) => {
  const tracker = new Tracker(options)
  const ids = frames.map((/** @type {{faces: any[], time: number}} */ { faces, time }) => tracker.update(faces, time).map(({ id }) => id))
  return { ids, tracks: tracker.tracks.map(({ id, first, last, seen, descriptor }) => ({ id, first, last, seen, descriptor: descriptor && [...descriptor] })) }
}, 1e-6)

test('a track stays the same object, so that others can remember things of it', () => {
  const tracker = new Tracker()
  const face = { box: { x: 0, y: 0, width: 9, height: 9 }, score: 1 }
  assert.equal(tracker.update([face], 0)[0], tracker.update([face], 0.1)[0])
})

test('distances go with the recogniser', () => {
  const { same, other } = TRACKING
  assert.deepEqual(distancesFor(0.6), { same, other })
})

test('live: faces come in order of appearance, described by all their frames; another recogniser begins anew', () => {
  const live = new LiveTracks()
  const left = { box: { x: 0, y: 0, width: 99, height: 99 }, score: 1, age: 20, descriptor: Float32Array.of(0, 0) }
  const right = { box: { x: 200, y: 0, width: 99, height: 99 }, score: 1, age: 60, descriptor: Float32Array.of(2, 0) }
  live.update([left, right], 0, 0.6)
  const seen = live.update([right, { ...left, age: 30, descriptor: Float32Array.of(0.2, 0) }], 0.1, 0.6)
  assert.deepEqual(seen.map(({ age }) => age), [25, 60])
  assert.deepEqual(seen.map(({ descriptor }) => Math.round((descriptor?.[0] ?? 9) * 100)), [10, 200])
  assert.deepEqual(live.update([right, left], 0.2, 1.1).map(({ age }) => age), [60, 20])
})

test('live: a device that manages a frame in two seconds still follows a face by its place', () => {
  const live = new LiveTracks()
  const face = { box: { x: 0, y: 0, width: 99, height: 99 }, score: 1 }
  const ages = [20, 40].map((age, i) => live.update([{ ...face, age }], 2 * i)[0].age)
  assert.deepEqual(ages, [20, 30])
})

test('the mean of vectors, and with weights', () => {
  assert.deepEqual([...mean([[0, 4], [2, 0]])], [1, 2])
  assert.deepEqual([...mean([[0, 4], [2, 0]], [3, 1])], [0.5, 3])
})

/** @param {number} nose  where its tip is between the jaw's ends, 0–1 @returns {[number, number][]} */
const head = nose => Array.from({ length: 68 }, (_, i) => [i === 16 ? 100 : i === 30 ? nose * 100 : 0, 0])

test('a face is good when it is sure, large and looks at the camera', () => {
  assert.equal(frontality(head(0.5)), 1)
  assert.equal(frontality(head(0.25)), 0.5)
  assert.equal(frontality(head(-0.1)), 0)
  assert.equal(frontality(Array.from({ length: 68 }, () => [5, 5])), 0, 'landmarks in one place')
  const box = { x: 0, y: 0, width: 75, height: 300 }
  assert.equal(quality({ box, score: 0.8 }), 0.4)
  assert.equal(quality({ box: { ...box, width: 400 }, score: 0.8, landmarks: head(0.25) }), 0.4)
})

/** @type {[string, [number[], number[] | null][], number[][]][]} name, [times, descriptor] of each track, expected groups */
const JOINS = [
  ['two tracks of one person', [[[0], [0, 0]], [[5], [0.3, 0]]], [[0, 1]]],
  ['two people', [[[0], [0, 0]], [[5], [0.6, 0]]], [[0], [1]]],
  ['nobody is seen twice in one frame', [[[0, 1], [0, 0]], [[1, 2], [0.1, 0]]], [[0], [1]]],
  ['the nearest first: the third is the second, not the first', [[[0], [0, 0]], [[1], [0.7, 0]], [[2], [0.45, 0]]], [[0], [1, 2]]],
  ['what was joined is seen in the frames of both', [[[0], [0, 0]], [[1], [0.1, 0]], [[0, 2], [0.18, 0]]], [[0], [1, 2]]],
  ['a track without a descriptor stays alone', [[[0], null], [[1], [0, 0]], [[2], [0, 0]]], [[0], [1, 2]]],
  ['no track', [], []],
]

for (const [name, tracks, expected] of JOINS) {
  test(`joined into people: ${name}`, () => {
    const given = tracks.map(([times, descriptor]) => ({ times, descriptor: descriptor && Float32Array.from(descriptor) }))
    assert.deepEqual(joinTracks(given, 0.5), expected)
  })
}

const TRACK = { id: 1, box: { x: 0, y: 0, width: 1, height: 1 }, first: 0, last: 0, seen: 1, descriptor: null }
const FACE = { box: TRACK.box, score: 1 }

test('an age that jumps is told as its mean, and follows in the end', () => {
  const smoothing = new Smoothing()
  const ages = [30, 40, 20, 30].map((age, i) => smoothing.smooth(TRACK, { ...FACE, age }, i / 10).age)
  assert.deepEqual(ages.map((age) => Math.round(age ?? 0)), [30, 35, 30, 30])
  let last = 0
  for (let time = 1; time < 30; time += 0.1) last = smoothing.smooth(TRACK, { ...FACE, age: 50 }, time).age ?? 0
  assert.ok(last > 49, `${last}`)
})

test('one wrong answer does not change the gender', () => {
  const smoothing = new Smoothing()
  const say = (/** @type {'male' | 'female'} */ gender, /** @type {number} */ probability, /** @type {number} */ time) =>
    smoothing.smooth(TRACK, { ...FACE, gender, genderProbability: probability }, time)
  say('female', 0.9, 0)
  say('female', 0.9, 0.1)
  const told = say('male', 0.8, 0.2)
  assert.equal(told.gender, 'female')
  assert.ok(Math.abs((told.genderProbability ?? 0) - (0.9 + 0.9 + 0.2) / 3) < 1e-9)
})

test('an expression follows within a second', () => {
  const smoothing = new Smoothing()
  let told = 0
  for (let time = 0; time < 2; time += 0.1) smoothing.smooth(TRACK, { ...FACE, expressions: { happy: 0, sad: 1 } }, time)
  for (let time = 2; time < 3; time += 0.1) told = smoothing.smooth(TRACK, { ...FACE, expressions: { happy: 1, sad: 0 } }, time).expressions?.happy ?? 0
  assert.ok(told > 0.8, `${told}`)
})

test('each track is told for itself, and absent parts stay absent', () => {
  const smoothing = new Smoothing()
  smoothing.smooth(TRACK, { ...FACE, age: 10 }, 0)
  assert.equal(smoothing.smooth({ ...TRACK, id: 2 }, { ...FACE, age: 70 }, 0).age, 70)
  assert.deepEqual(smoothing.smooth(TRACK, FACE, 1), FACE)
})
