/** The pure functions give the numbers of the shared vectors, as Python's do. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import { alignedBox, descriptorCrop } from '../../static/faces/ops/align.js'
import { decodeGrid } from '../../static/faces/ops/anchors.js'
import { clipToPixels, iou, isEmpty, unpad } from '../../static/faces/ops/boxes.js'
import { sampleChip } from '../../static/faces/ops/chip.js'
import { euclideanDistance } from '../../static/faces/ops/distance.js'
import { flatten, prepare, prepareBatch } from '../../static/faces/ops/image.js'
import { placePoints } from '../../static/faces/ops/landmarks.js'
import * as mtcnn from '../../static/faces/ops/mtcnn.js'
import { suppress } from '../../static/faces/ops/nms.js'
import { normalise, standardise } from '../../static/faces/ops/normalise.js'
import { resizeRect } from '../../static/faces/ops/resize.js'
import { judge, largestDifference, selfTestInput } from '../../static/faces/ops/selftest.js'
import { sha256 } from '../../static/faces/ops/sha256.js'
import { fitSimilarity, squareAround } from '../../static/faces/ops/similarity.js'
import { decodeSsd } from '../../static/faces/ops/ssd.js'
import { FaceMatcher, LabeledFaceDescriptors } from '../../static/faces/faceapi/classes/matcher.js'
import { testVectors } from './support/vectors.js'

testVectors('boxes_iou', ({ a, b }) => iou(a, b))
testVectors('boxes_clip', ({ box, image }) => clipToPixels(box, image))
testVectors('boxes_unpad', ({ box, image, inputSize }) => unpad(box, image, inputSize))
testVectors('nms', ({ found, iouThreshold }) => suppress(found, iouThreshold).map((kept) => found.indexOf(kept)))
testVectors('tiny_detector_decode', ({ grid, cells, anchors, scoreThreshold }) => decodeGrid(grid, cells, anchors, scoreThreshold))
testVectors('descriptor_crop', ({ points, faceCrop, image }) => descriptorCrop(points, faceCrop, image, { share: 0.45, centre: [0.5, 0.43] }))
testVectors('landmarks_place', ({ output, crop, box }) => placePoints(output, crop, box))
testVectors('self_test_input', ({ input, size }) => Array.from(selfTestInput(input, size)), 1e-6)
testVectors('alpha_over_white', ({ rgba }) => Array.from(flatten(Uint8ClampedArray.from(rgba))).filter((_, i) => i % 4 !== 3))
testVectors('image_prepare', ({ image, crop, input }) =>
  Array.from(prepare({ ...image, channels: 3 }, crop, input, input.size)), 5e-5)
testVectors('resize_rect', ({ image, part, size, halfPixel }) => Array.from(resizeRect({ ...image, channels: 3 }, part, size, { halfPixel })), 1e-4)
testVectors('align_similarity', ({ template, points }) => fitSimilarity(template, points), 1e-5)
testVectors('box_square', ({ box, margin }) => squareAround(box, margin))
testVectors('chip', ({ image, place, size }) => Array.from(sampleChip({ ...image, channels: 3 }, place, size)), 1e-4)
testVectors('standardise', ({ values }) => Array.from(standardise(Float32Array.from(values))), 1e-6)
testVectors('aligned_box', ({ points }) => alignedBox(points))
testVectors('ssd_decode', ({ boxes, scores, limits }) => decodeSsd(boxes, scores, limits))
testVectors('nms_smaller_area', ({ found, threshold }) => suppress(found, threshold, { ofSmaller: true }).map((kept) => found.indexOf(kept)))
testVectors('mtcnn_pyramid', ({ image, options }) => mtcnn.pyramid(image, options))
testVectors('mtcnn_cells', ({ scores, regions, columns, options }) => mtcnn.cells(scores, regions, columns, options))
testVectors('mtcnn_calibrate', ({ box, region }) => mtcnn.calibrate(box, region))
testVectors('mtcnn_patch', ({ box, image }) => mtcnn.patch(box, image))
testVectors('mtcnn_keypoints', ({ output, box }) => mtcnn.keypoints(output, box))
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

test('a picture is normalised by its spec, or by itself', () => {
  const values = [10, 20, 30, 50, 60, 70]
  const input = /** @type {any} */ ({ mean: [10, 20, 30], scale: 0.5 })
  assert.deepEqual([...normalise(Float32Array.from(values), input)], [0, 0, 0, 20, 20, 20])
  assert.deepEqual(normalise(Float32Array.from(values), { ...input, standardise: true }), standardise(Float32Array.from(values)))
})

test('suppression stops at the number that is asked for', () => {
  const found = [0.5, 0.9, 0.7].map((score, i) => ({ box: { x: 20 * i, y: 0, width: 10, height: 10 }, score }))
  assert.deepEqual(suppress(found, 0.5, { most: 2 }).map(({ score }) => score), [0.9, 0.7])
})

test('a score that is no number finds nothing', () => {
  assert.deepEqual(decodeGrid([0, 0, 0, 0, NaN], 1, [[1, 1]], 0.5), [])
  assert.deepEqual(decodeSsd([0, 0, 1, 1], [NaN], { score: 0.5, iou: 0.5, maxResults: 9 }), [])
})

test('a very long picture unpads to finite boxes', () => {
  const { y, height } = unpad({ x: 0, y: 0, width: 1, height: 1 }, { width: 10_000, height: 10 }, 416)
  assert.deepEqual([y, Number.isFinite(height)], [0, true])
})

test('a box of less than a pixel is empty', () => {
  assert.ok(isEmpty({ width: 0, height: 5 }) && isEmpty({ width: 5, height: 0.5 }) && isEmpty({ width: NaN, height: 5 }))
  assert.ok(!isEmpty({ width: 1, height: 1 }))
})

test('descriptors of two lengths are not compared', () => {
  assert.throws(() => euclideanDistance([1, 2], [1, 2, 3]), { name: 'RangeError', message: /2 and 3/ })
})

const ANSWER = { shape: [1, 3], values: [1, -20, 3], tolerance: 0.01 }
const judged = (/** @type {number[]} */ data, shape = [1, 3]) => judge({ sizes: {}, outputs: { out: ANSWER } }, { out: { shape, data } })

test('the self-test allows a share of the largest number', () => {
  assert.equal(judged([1.1, -20.1, 2.9]), null)
})

for (const [name, data] of Object.entries({ 'a wrong number': [1, -20, 3.3], 'NaN': [1, NaN, 3], 'a missing number': [1, -20], 'zeros': [0, 0, 0] })) {
  test(`the self-test finds ${name}`, () => assert.match(String(judged(data)), /^Its output out is off by/))
}

test('the largest difference is a share of the largest number, of the worst output', () => {
  const outputs = { out: ANSWER, small: { shape: [1], values: [0.1], tolerance: 0.01 } }
  const answers = { out: { shape: [1, 3], data: [1.1, -20.1, 3] }, small: { shape: [1], data: [0.1078125] } }
  assert.ok(Math.abs(largestDifference({ sizes: {}, outputs }, answers) - 0.0078125) < 1e-9)
})

test('the self-test finds another shape', () => {
  assert.match(String(judged([1, -20, 3], [3, 1])), /shape 3,1 instead of 1,3/)
})

test('the self-test of a large output looks at every step-th number', () => {
  const outputs = { out: { shape: [5], step: 2, values: [1, 3, 5], tolerance: 0.01 } }
  const answer = (/** @type {number[]} */ data) => judge({ sizes: {}, outputs }, { out: { shape: [5], data } })
  assert.equal(answer([1, 0, 3, 0, 5]), null)
  assert.match(String(answer([1, 2, 3, 4, 6])), /off by 1/)
})

for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
  test(`SHA-256 of ${length} bytes`, () => {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 31 + 7)
    assert.equal(sha256(bytes), createHash('sha256').update(bytes).digest('hex'))
  })
}
