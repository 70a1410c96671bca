/** The library against @vladmandic/face-api on the same pixels: detection, landmarks, descriptors, expressions, age and gender. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { fivePeople, onePerson } from './support/photo.js'
import { askReference } from './support/reference/run.js'
import { serveModels } from './support/server.js'

/** @typedef {import('../../static/faces/types.js').Face} Face */

const { createEngine } = await import('../../static/faces/engine.js')

const DETECTORS = { ssd: 'ssd_mobilenetv1', tiny: 'tiny_face_detector' }
const JOBS = /** @type {import('./support/reference/face_api.js').Job[]} */ ([
  { picture: onePerson(), detector: 'ssd', tinyLandmarks: true },
  { picture: onePerson(), detector: 'tiny', tinyLandmarks: false },
  { picture: fivePeople(), detector: 'ssd', tinyLandmarks: false },
  { picture: fivePeople(), detector: 'tiny', tinyLandmarks: true },
])

const { models } = await serveModels()
const engine = await createEngine({ models, thread: 'main', backends: ['wasm'] })
after(() => engine.dispose())
await engine.load([...Object.values(DETECTORS), 'face_landmark_68', 'face_landmark_68_tiny', 'face_recognition', 'face_expression', 'age_gender'])
/** @type {Required<Face>[][]} */
const reference = await askReference('face_api', JOBS)

/** The largest difference. @param {number[]} ours @param {number[]} theirs */
function worst(ours, theirs) {
  assert.equal(ours.length, theirs.length)
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])))
}
/** @param {Face['box']} box */
const sides = ({ x, y, width, height }) => [x, y, width, height]

/** What may differ, and by how much at most. @type {[string, number, (ours: Required<Face>, theirs: Required<Face>) => number][]} */
const LIMITS = [
  ['box, pixels', 0.1, (ours, theirs) => worst(sides(ours.box), sides(theirs.box))],
  ['score', 1e-4, (ours, theirs) => Math.abs(ours.score - theirs.score)],
  ['landmarks, pixels', 0.1, (ours, theirs) => worst(ours.landmarks.flat(), theirs.landmarks.flat())],
  ['descriptor, distance', 1e-4, (ours, theirs) => Math.hypot(...ours.descriptor.map((value, i) => value - theirs.descriptor[i]))],
  ['expressions', 1e-4, (ours, theirs) => worst(Object.values(ours.expressions), Object.values(theirs.expressions))],
  ['gender', 1e-4, (ours, theirs) => Math.abs(ours.genderProbability - theirs.genderProbability)],
  ['age, years', 0.01, (ours, theirs) => Math.abs(ours.age - theirs.age)],
]

for (const [i, { picture, detector, tinyLandmarks }] of JOBS.entries()) {
  test(`${detector}, ${tinyLandmarks ? 'tiny ' : ''}landmarks, faces: ${reference[i].length}`, async () => {
    const { faces } = await engine.analyze(picture, {
      detector: { name: DETECTORS[detector] }, landmarks: { name: tinyLandmarks ? 'face_landmark_68_tiny' : 'face_landmark_68' },
      descriptors: { crop: 'face-api' }, expressions: true, ageGender: true,
    })
    const theirs = [...reference[i]].sort((a, b) => b.score - a.score)
    assert.ok(theirs.length > 0)
    assert.equal(faces.length, theirs.length)
    faces.forEach((face, at) => {
      const ours = /** @type {Required<Face>} */ (face)
      for (const [what, most, difference] of LIMITS) assert.ok(difference(ours, theirs[at]) <= most, `face ${at}: ${what} off by ${difference(ours, theirs[at])}`)
      assert.equal(ours.gender, theirs[at].gender)
      assert.deepEqual(Object.keys(ours.expressions), Object.keys(theirs[at].expressions))
    })
  })
}
