/** What the Live page calculates: who is in view, figures, places on the screen. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './support/texts.js'
import { detailsOf, labelOf, presentItem } from '../../static/pages/live_faces.js'
import { fitted, placed } from '../../static/pages/overlay.js'
import { Presence } from '../../static/pages/presence.js'
import { Statistics, figure } from '../../static/pages/statistics.js'

const ada = { person: 'ada', distance: 0.3, details: '' }
const stranger = { person: null, distance: 0.8, details: 'happy 90 %' }
/** @param {{key: string}[]} sightings */
const keys = sightings => sightings.map(({ key }) => key)

test('somebody appears with the second sighting in a row', () => {
  const presence = new Presence()
  assert.deepEqual(presence.update([ada], 0), [])
  assert.deepEqual(keys(presence.update([ada], 100)), ['ada#1'])
})

test('one wrong answer neither removes nor adds anybody', () => {
  const presence = new Presence()
  for (const now of [0, 100]) presence.update([ada], now)
  assert.deepEqual(keys(presence.update([stranger], 200)), ['ada#1'])
  assert.deepEqual(keys(presence.update([ada], 300)), ['ada#1'])
  assert.deepEqual(keys(presence.update([stranger], 400)), ['ada#1'])
})

test('somebody goes after a while without a sighting, even when frames are rare', () => {
  const presence = new Presence()
  for (const now of [0, 100]) presence.update([ada], now)
  assert.deepEqual(keys(presence.update([], 1000)), ['ada#1'])
  assert.deepEqual(keys(presence.update([], 1400)), [])
  for (const now of [2000, 4000]) presence.update([ada], now)
  assert.deepEqual(keys(presence.update([], 9000)), ['ada#1'], 'one empty frame is not enough')
  assert.deepEqual(keys(presence.update([], 14000)), [])
})

test('several strangers are counted, and a sighting carries the newest distance', () => {
  const presence = new Presence()
  presence.update([stranger, ada, stranger], 0)
  const here = presence.update([stranger, { ...ada, distance: 0.2 }, stranger], 100)
  assert.deepEqual(keys(here), ['?#1', 'ada#1', '?#2'])
  assert.equal(here[1]?.distance, 0.2)
  assert.equal(here[0]?.details, 'happy 90 %')
  presence.clear()
  assert.deepEqual(presence.update([ada], 200), [])
})

test('frames per second and medians of the stages that ran', () => {
  const statistics = new Statistics()
  assert.equal(statistics.fps, null)
  for (const [index, detection] of [30, 10, 20].entries()) statistics.add({ detection, landmarks: 5 }, index * 500)
  assert.equal(statistics.fps, 2)
  assert.equal(statistics.stage('detection'), 20)
  statistics.add({ detection: 20, landmarks: undefined }, 1500)
  assert.equal(statistics.stage('landmarks'), null)
  statistics.add({ detection: 20 }, 11_500)
  assert.equal(statistics.fps, 0.1)
  assert.deepEqual([null, 3.14, 42.4].map(figure), ['–', '3.1', '42'])
})

test('a box lies over the face, mirrored or not, whatever the shape of the element', () => {
  const picture = { width: 100, height: 100 }
  const element = { width: 400, height: 200 }
  assert.deepEqual(fitted(picture, element), { scale: 2, left: 100, top: 0 })
  const box = { x: 10, y: 20, width: 30, height: 40 }
  assert.deepEqual(placed(box, picture, element, false), { x: 120, y: 40, width: 60, height: 80 })
  assert.deepEqual(placed(box, picture, element, true), { x: 220, y: 40, width: 60, height: 80 })
})

test('what is said about a face: only what was found, never more', () => {
  const box = { x: 0, y: 0, width: 9, height: 9 }
  const face = { box, score: 1, expressions: { neutral: 0.2, happy: 0.75, sad: 0.05 }, age: 33.6, gender: /** @type {const} */ ('female'), genderProbability: 0.97 }
  const nameOf = () => 'Ada'
  assert.deepEqual(labelOf(face, { person: 'a', distance: 0.312 }, nameOf), { name: 'Ada', distance: '0.31', details: ['happy', '~34, female'] })
  assert.deepEqual(labelOf({ box, score: 1 }, { person: null, distance: null }, nameOf), { name: 'unknown', distance: '', details: [] })
  assert.deepEqual(labelOf({ box, score: 1, expressions: { sad: 1 } }, null, nameOf), { name: '', distance: '', details: ['sad'] })
  assert.equal(detailsOf(face), 'happy 75\u00a0% · about 34, female 97\u00a0%')
  assert.equal(detailsOf({ box, score: 1 }), '')
  assert.deepEqual(presentItem({ key: '?#2', ...stranger }, false, nameOf), { key: '?#2', distance: null, details: 'happy 90 %', text: 'Face 2', look: 'plain' })
})
