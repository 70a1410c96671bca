/** What the Video page calculates: people from tracks, their names, where they are, files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { csvOf, jsonOf } from '../../static/pages/video_export.js'
import { VideoNames } from '../../static/pages/video_names.js'
import { appearancesOf, boxAt, peopleOf } from '../../static/pages/video_people.js'
import { clock, ticksOf, timesOf } from '../../static/pages/video_times.js'

const BOX = { x: 0, y: 0, width: 10, height: 10 }
/** @param {number[]} times */
const seen = times => times.map(time => ({ time, box: BOX, score: 0.9 }))
/** @param {number} id @param {number[]} times @param {number[]} [descriptor] */
const trail = (id, times, descriptor) => ({ id, sightings: seen(times), descriptor: descriptor ? Float32Array.from(descriptor) : null })
const FILM = { step: 0.5, duration: 10, same: 0.5 }

/** @type {[string, number[], number, import('../../static/pages/video_people.js').Appearance[]][]} */
const APPEARANCES = [
  ['nobody', [], 0.5, []],
  ['one frame stands for one step', [2], 0.5, [{ from: 2, to: 2.5 }]],
  ['frames in a row', [2, 2.5, 3], 0.5, [{ from: 2, to: 3.5 }]],
  ['one missing frame is bridged', [2, 3], 0.5, [{ from: 2, to: 3.5 }]],
  ['two missing frames are not', [2, 3.5], 0.5, [{ from: 2, to: 2.5 }, { from: 3.5, to: 4 }]],
  ['a second is bridged however small the steps', [2, 2.9], 0.1, [{ from: 2, to: 3 }]],
  ['the end of the film', [9.5], 0.8, [{ from: 9.5, to: 10 }]],
]

for (const [name, times, step, expected] of APPEARANCES) {
  test(`appearances: ${name}`, () => assert.deepEqual(appearancesOf(seen(times), step, 10), expected))
}

test('people: tracks of one face are one person, a fluke is nobody, the first to appear comes first', () => {
  const people = peopleOf([trail(1, [3, 3.5], [0, 0]), trail(2, [1, 1.5], [1, 0]), trail(3, [7, 7.5, 8], [0.2, 0]), trail(4, [5], [3, 0])], FILM)
  assert.deepEqual(people.map(({ ids, seconds }) => ({ ids, seconds })), [{ ids: [2], seconds: 1 }, { ids: [1, 3], seconds: 2.5 }])
  assert.deepEqual(people[1].appearances, [{ from: 3, to: 4 }, { from: 7, to: 8.5 }])
  assert.ok(Math.abs((people[1].descriptor?.[0] ?? 0) - 0.12) < 1e-6, 'each track counts by its frames')
})

test('a face moves from one analysed frame to the next, and is gone when it is gone', () => {
  const sightings = [{ time: 1, box: BOX, score: 1 }, { time: 1.5, box: { x: 10, y: 20, width: 20, height: 10 }, score: 1 }, ...seen([5])]
  assert.equal(boxAt(sightings, 0.9, 0.5), null)
  assert.deepEqual(boxAt(sightings, 1, 0.5), BOX)
  assert.deepEqual(boxAt(sightings, 1.25, 0.5), { x: 5, y: 10, width: 15, height: 10 })
  assert.deepEqual(boxAt(sightings, 1.9, 0.5), sightings[1].box)
  assert.equal(boxAt(sightings, 2.1, 0.5), null)
  assert.deepEqual(boxAt(sightings, 5.4, 0.5), BOX)
  assert.equal(boxAt(sightings, 5.6, 0.5), null)
})

const WORDS = {
  match: (/** @type {Float32Array} */ [first]) => first < 1 ? { person: 'p-ada', distance: first } : { person: null, distance: first },
  name: () => 'Ada',
  numbered: (/** @type {number} */ n) => `Person ${n}`,
}

test('people are called as the gallery knows them, by numbers, and as they are renamed', () => {
  const names = new VideoNames()
  const people = peopleOf([trail(1, [1, 1.5], [5]), trail(2, [2, 2.5], [0.25]), trail(3, [3, 3.5])], FILM)
  const named = () => names.name(people, WORDS).map(({ name, known }) => [name, known])
  assert.deepEqual(named(), [['Person 1', null], ['Ada', 'p-ada'], ['Person 2', null]])
  names.rename(people[0], '  Ben ')
  assert.deepEqual(named()[0], ['Ben', null])
  names.rename(people[0], ' ')
  assert.deepEqual(named()[0], ['Person 1', null])
})

test('a name stays with somebody whose tracks are joined later', () => {
  const names = new VideoNames()
  const [first] = peopleOf([trail(4, [1, 1.5], [5])], FILM)
  names.rename(first, 'Ben')
  const later = peopleOf([trail(2, [0, 0.5], [5]), trail(4, [1, 1.5], [5])], FILM)
  assert.deepEqual(names.name(later, WORDS).map(({ name, key }) => [name, key]), [['Ben', 2]])
})

const PEOPLE = new VideoNames().name(peopleOf([trail(1, [4, 4.5], [5]), trail(2, [1, 1.5, 6, 6.5], [0.25])], FILM), { ...WORDS, numbered: () => '=1+1, "x"' })

test('CSV: a line an appearance, in order of time; nothing that a spreadsheet would run', () => {
  assert.deepEqual(csvOf(PEOPLE).split('\r\n'), [
    '\ufeffperson,from_seconds,to_seconds,seconds,known,distance',
    'Ada,1,2,1,yes,0.25',
    '"\'=1+1, ""x""",4,5,1,no,',
    'Ada,6,7,1,yes,0.25',
    '',
  ])
})

test('JSON: everything, readable again', () => {
  const video = { file: 'a.webm', width: 640, height: 480, duration: 10 }
  const analysis = { framesPerSecond: 2, frames: 20, complete: true, detector: 'tiny_face_detector', recogniser: 'r 1' }
  const told = JSON.parse(jsonOf({ video, analysis, people: PEOPLE }))
  assert.deepEqual([told.video, told.analysis], [video, analysis])
  assert.deepEqual(told.people[0], {
    name: 'Ada', known: 'p-ada', distance: 0.25, seconds: 2, appearances: [{ from: 1, to: 2 }, { from: 6, to: 7 }], descriptor: [0.25],
    sightings: [1, 1.5, 6, 6.5].map(time => ({ time, box: BOX, score: 0.9 })),
  })
})

test('times of the frames to look at: evenly, none at the very end', () => {
  assert.deepEqual(timesOf(2, 0.5), [0, 0.5, 1, 1.5])
  assert.deepEqual(timesOf(1.2, 0.5), [0, 0.5, 1])
  assert.deepEqual(timesOf(0.01, 0.5), [0])
})

test('times as a clock shows them', () => {
  assert.deepEqual([0, 4.96, 65, 3725].map(seconds => clock(seconds)), ['0:00', '0:04', '1:05', '1:02:05'])
})

test('times under the time line: round ones, as many as there is room for', () => {
  assert.deepEqual(ticksOf(8, 8), [0, 1, 2, 3, 4, 5, 6, 7])
  assert.deepEqual(ticksOf(65, 8), [0, 10, 20, 30, 40, 50, 60])
  assert.equal(ticksOf(5 * 3600, 8).length, 5)
})
