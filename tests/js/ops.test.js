/** The pure functions give the numbers of the shared vectors, as Python's do. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { descriptorCrop } from '../../static/faces/ops/align.js'
import { decodeGrid } from '../../static/faces/ops/anchors.js'
import { clipToPixels, iou, isEmpty, unpad } from '../../static/faces/ops/boxes.js'
import { euclideanDistance } from '../../static/faces/ops/distance.js'
import { flatten, prepare, prepareBatch } from '../../static/faces/ops/image.js'
import { placePoints } from '../../static/faces/ops/landmarks.js'
import { suppress } from '../../static/faces/ops/nms.js'
import { judge, selfTestInput } from '../../static/faces/ops/selftest.js'
import { sha256 } from '../../static/faces/ops/sha256.js'
import { FaceMatcher, LabeledFaceDescriptors } from '../../static/faces/matcher.js'
import { testVectors } from './support/vectors.js'

testVectors('boxes_iou', ({ a, b }) => iou(a, b))
testVectors('boxes_clip', ({ box, image }) => clipToPixels(box, image))
testVectors('boxes_unpad', ({ box, image, inputSize }) => unpad(box, image, inputSize))
testVectors('nms', ({ found, iouThreshold }) => suppress(found, iouThreshold).map((kept) => found.indexOf(kept)))
testVectors('tiny_detector_decode', ({ grid, cells, anchors, scoreThreshold }) => decodeGrid(grid, cells, anchors, scoreThreshold))
testVectors('descriptor_crop', ({ points, faceCrop, image }) => descriptorCrop(points, faceCrop, image))
testVectors('landmarks_place', ({ output, crop, box }) => placePoints(output, crop, box))
testVectors('self_test_input', ({ input, size }) => Array.from(selfTestInput(input, size)), 1e-6)
testVectors('alpha_over_white', ({ rgba }) => Array.from(flatten(Uint8ClampedArray.from(rgba))).filter((_, i) => i % 4 !== 3))
testVectors('image_prepare', ({ image, crop, input }) =>
  Array.from(prepare({ ...image, channels: 3 }, crop, input, input.size)), 5e-5)
testVectors('matching', ({ people, probe, threshold }) => {
  const labelled = people.map((/** @type {any} */ one) => LabeledFaceDescriptors.fromJSON(one))
  const matcher = new FaceMatcher(labelled, threshold)
  const { label, distance } = matcher.findBestMatch(probe)
  return { label, nearest: matcher.matchDescriptor(probe).label, distance }
}, 1e-7)

test('a batch holds the inputs of its crops, and RGBA gives what RGB gives', () => {
  const rgba = Uint8ClampedArray.from({ length: 8 * 6 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i * 37 % 256))
  const rgb = rgba.filter((_, i) => i % 4 !== 3)
  /** @type {import('../../static/faces/types.js').InputSpec} */
  const input = { name: 'image', size: 5, padding: 'centre', mean: [1, 2, 3], scale: 0.5 }
  const crops = [{ x: 0, y: 0, width: 8, height: 6 }, { x: 3, y: 1, width: 2, height: 4 }]
  const batch = prepareBatch({ data: rgba, width: 8, height: 6, channels: 4 }, crops, input)
  const single = crops.flatMap((crop) => [...prepare({ data: rgb, width: 8, height: 6, channels: 3 }, crop, input, 5)])
  assert.deepEqual([...batch], single)
})

test('a box of less than a pixel is empty', () => {
  assert.ok(isEmpty({ width: 0, height: 5 }) && isEmpty({ width: 5, height: 0.5 }) && isEmpty({ width: NaN, height: 5 }))
  assert.ok(!isEmpty({ width: 1, height: 1 }))
})

test('descriptors of two lengths are not compared', () => {
  assert.throws(() => euclideanDistance([1, 2], [1, 2, 3]), { name: 'RangeError', message: /2 and 3/ })
})

const ANSWER = { shape: [1, 3], values: [1, -20, 3], tolerance: 0.01 }
const judged = (/** @type {number[]} */ data, shape = [1, 3]) => judge({ size: 1, outputs: { out: ANSWER } }, { out: { shape, data } })

test('the self-test allows a share of the largest number', () => {
  assert.equal(judged([1.1, -20.1, 2.9]), null)
})

for (const [name, data] of Object.entries({ 'a wrong number': [1, -20, 3.3], 'NaN': [1, NaN, 3], 'a missing number': [1, -20], 'zeros': [0, 0, 0] })) {
  test(`the self-test finds ${name}`, () => assert.match(String(judged(data)), /^Its output out is off by/))
}

test('the self-test finds another shape', () => {
  assert.match(String(judged([1, -20, 3], [3, 1])), /shape 3,1 instead of 1,3/)
})

for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
  test(`SHA-256 of ${length} bytes`, () => {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 31 + 7)
    assert.equal(sha256(bytes), createHash('sha256').update(bytes).digest('hex'))
  })
}
