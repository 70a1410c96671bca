/** Matching and its JSON, geometry, and the sizes of pictures. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Box } from '../../static/faces/faceapi/classes/box.js'
import { Rect } from '../../static/faces/faceapi/classes/boxes.js'
import { Dimensions } from '../../static/faces/faceapi/classes/dimensions.js'
import { Point } from '../../static/faces/faceapi/classes/point.js'
import { FaceMatch, FaceMatcher, LabeledFaceDescriptors } from '../../static/faces/faceapi/classes/matcher.js'
import { matchDimensions } from '../../static/faces/faceapi/media/elements.js'

const ada = new LabeledFaceDescriptors('Ada', [Float32Array.of(0, 0), Float32Array.of(0, 1)])

test('a matcher survives JSON', () => {
  const matcher = new FaceMatcher([ada, Float32Array.of(3, 4)], 0.7)
  const again = FaceMatcher.fromJSON(JSON.parse(JSON.stringify(matcher)))
  assert.deepEqual(again, matcher)
  assert.deepEqual(again.labeledDescriptors.map(({ label }) => label), ['Ada', 'person 1'])
  assert.equal(again.distanceThreshold, 0.7)
})

test('what has no label is numbered', () => {
  const inputs = [Float32Array.of(1), new LabeledFaceDescriptors('Ben', []), { descriptor: Float32Array.of(2) }]
  assert.deepEqual(new FaceMatcher(inputs).labeledDescriptors.map(({ label }) => label), ['person 1', 'Ben', 'person 2'])
  assert.equal(new FaceMatcher(inputs).findBestMatch([2]).label, 'person 2', 'a person without a descriptor matches nobody')
})

test('a match is written with two decimals, rounded down as in face-api.js, or none', () => {
  assert.equal(new FaceMatch('Ada', 0.456).toString(), 'Ada (0.45)')
  assert.equal(new FaceMatch('Ada', 0.456).toString(false), 'Ada')
})

const MISTAKES = /** @type {Array<[string, () => unknown, RegExp]>} */ ([
  ['nothing to match with', () => new FaceMatcher([]), /at least one/],
  ['an array of numbers', () => new FaceMatcher(/** @type {any} */ ([[1, 2]])), /Float32Array/],
  ['a face without a descriptor', () => new FaceMatcher(/** @type {any} */ ([{ detection: {} }])), /Float32Array/],
  ['a label that is no text', () => new LabeledFaceDescriptors(/** @type {any} */ (7), []), /string/],
  ['descriptors that are plain arrays', () => new LabeledFaceDescriptors('Ada', /** @type {any} */ ([[1]])), /Float32Array/],
  ['a box without a height', () => new Box(/** @type {any} */ ({ x: 0, y: 0, width: 1 })), /four numbers/],
  ['a box that must not be negative', () => new Box({ x: 0, y: 0, width: -1, height: 1 }, false), /-1/],
  ['a size without a height', () => new Dimensions(3, NaN), /two numbers/],
])
for (const [name, make, message] of MISTAKES) {
  test(`${name} is refused`, () => assert.throws(make, message))
}

test('boxes: sides, squares, padding, scaling, clipping', () => {
  const box = new Box({ left: 10, top: 20, right: 40, bottom: 80 })
  assert.deepEqual([box.x, box.y, box.width, box.height, box.area], [10, 20, 30, 60, 1800])
  assert.deepEqual({ ...box.toSquare() }, { x: -5, y: 20, width: 60, height: 60 })
  assert.deepEqual({ ...box.pad(10, 20) }, { x: 5, y: 10, width: 40, height: 80 })
  assert.deepEqual({ ...box.rescale({ width: 2, height: 0.5 }) }, { x: 20, y: 10, width: 60, height: 30 })
  assert.deepEqual({ ...box.shift(-20, 5).clipAtImageBorders(100, 50) }, { x: 0, y: 25, width: 20, height: 25 })
  assert.deepEqual({ ...new Rect(0.6, 0.4, 1.5, 2.5).round() }, { x: 1, y: 0, width: 2, height: 3 })
  assert.deepEqual({ ...box.bottomRight }, { x: 40, y: 80 })
})

test('points: arithmetic', () => {
  const point = new Point(3, -4)
  assert.equal(point.magnitude(), 5)
  assert.deepEqual({ ...point.add({ x: 1, y: 1 }).mul({ x: 2, y: 2 }) }, { x: 8, y: -6 })
  assert.deepEqual({ ...point.sub({ x: 1, y: 1 }).div({ x: 2, y: 5 }).abs() }, { x: 1, y: 1 })
})

test('a canvas takes the size at which a picture is shown, or its own', () => {
  const canvas = { width: 1, height: 1 }
  const image = { width: 320, height: 240, naturalWidth: 640, naturalHeight: 480 }
  assert.deepEqual(matchDimensions(canvas, image), { width: 320, height: 240 })
  assert.deepEqual(matchDimensions(canvas, image, true), { width: 640, height: 480 })
  assert.deepEqual(canvas, { width: 640, height: 480 })
  assert.deepEqual(matchDimensions(canvas, { videoWidth: 1280, videoHeight: 720 }, true), { width: 1280, height: 720 })
})
