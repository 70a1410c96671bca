/** What the steps hand to each other. The networks are stand-ins that answer fixed numbers. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import './support/tf.js'

const { analyze } = await import('../../static/faces/pipeline.js')

const IMAGE = { data: new Uint8ClampedArray(200 * 100 * 3).fill(128), width: 200, height: 100, channels: 3 }
const EMPTY_CELL = [0, 0, 0, 0, -9]

/** A converted network's spec. @param {string} name */
const specOf = (name) => JSON.parse(readFileSync(new URL(`../../static/models/${name}/spec.json`, import.meta.url), 'utf8'))

/**
 * A detector whose grid of 4 × 4 cells holds these faces, each in the cell at its place: x, y, width, height and objectness of
 * the smallest anchor.
 * @param {Record<number, number[]>} faces  cell → five numbers
 */
function detector(faces) {
  const cells = Array.from({ length: 16 * 5 }, (_, i) => (i % 5 === 0 && faces[i / 5]) || EMPTY_CELL)
  return { spec: specOf('tiny_face_detector'), run: async () => ({ grid: { shape: [1, 4, 4, 25], data: cells.flat() } }) }
}

/**
 * A network that answers the same row for every face, and remembers how many it saw.
 * @param {string} name
 * @param {number[]} row
 */
function rows(name, row) {
  const { size } = specOf(name).input
  /** @type {number[]} */
  const seen = []
  const runRows = async (/** @type {Float32Array} */ batch) => {
    const count = batch.length / (size * size * 3)
    seen.push(count)
    return Array.from({ length: count }, () => row)
  }
  return { spec: specOf(name), runRows, seen }
}

/** @param {Record<number, number[]>} faces @param {number[]} points */
function networks(faces, points = Array(136).fill(0.5)) {
  const landmarks = rows('face_landmark_68', points)
  const recogniser = rows('face_recognition', Array(128).fill(0.25))
  const map = new Map(Object.entries({ tiny_face_detector: detector(faces), face_landmark_68: landmarks, face_recognition: recogniser }))
  return { map: /** @type {any} */ (map), landmarks, recogniser }
}

const REQUEST = { detector: { name: 'tiny_face_detector', inputSize: 128 }, descriptors: true }

test('faces go through a network together', async () => {
  const { map, landmarks, recogniser } = networks({ 0: [0, 0, 0, 0, 2], 6: [0, 0, 0, 0, 3] }, spread())
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.deepEqual(faces.map(({ score }) => score.toFixed(3)), ['0.953', '0.881'])
  assert.deepEqual([landmarks.seen, recogniser.seen], [[2], [2]])
  assert.deepEqual(Object.keys(faces[0]), ['box', 'score', 'landmarks', 'descriptor'])
})

test('a face outside the image is dropped before it reaches the next network', async () => {
  const { map, landmarks } = networks({ 0: [0, 0, 0, 0, 2], 14: [0, 0, -3, -3, 3] }, spread()) // cell 14 lies in the padding
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.equal(faces.length, 1)
  assert.deepEqual(landmarks.seen, [1])
})

test('a face whose landmarks leave nothing to describe has no descriptor, and the others keep theirs', async () => {
  const { map, recogniser } = networks({ 0: [0, 0, 0, 0, 2], 6: [0, 0, 0, 0, 3] }) // all points in one place: size 0
  const { faces } = await analyze(IMAGE, REQUEST, map)
  assert.deepEqual(faces.map((face) => 'descriptor' in face), [false, false])
  assert.equal(faces[0].landmarks?.length, 68)
  assert.deepEqual(recogniser.seen, [0])
})

/** Landmarks with eyes above the mouth, interleaved, 0–1 of the crop. */
function spread() {
  const place = (/** @type {number} */ i) => (i < 36 ? [0.5, 0.5] : i < 42 ? [0.3, 0.3] : i < 48 ? [0.7, 0.3] : [0.5, 0.8])
  return Array.from({ length: 68 }, (_, i) => place(i)).flat()
}
