/** Results in face-api.js's shape against those of @vladmandic/face-api on the same photos. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { fivePeople, onePerson } from './support/photo.js'
import { askReference } from './support/reference/run.js'
import { serveModels } from './support/server.js'
import { assertClose } from './support/vectors.js'

const faceapi = await import('../../static/faces/index.js')
const { models } = await serveModels()
const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
faceapi.useEngine(engine)
after(() => engine.dispose())
for (const load of [faceapi.loadSsdMobilenetv1Model, faceapi.loadTinyFaceDetectorModel, faceapi.loadFaceLandmarkModel, faceapi.loadFaceLandmarkTinyModel,
  faceapi.loadFaceRecognitionModel, faceapi.loadFaceExpressionModel, faceapi.loadAgeGenderModel]) await load(models)

const JOBS = /** @type {import('./support/reference/face_api.js').Job[]} */ ([
  { picture: onePerson(), detector: 'tiny', tinyLandmarks: false },
  { picture: fivePeople(), detector: 'ssd', tinyLandmarks: true },
])
const reference = await askReference('face_api', JOBS)
/** @param {any} box */
const sides = ({ x, y, width, height }) => [x, y, width, height]

for (const [i, { picture, detector, tinyLandmarks }] of JOBS.entries()) {
  test(`${detector}: parts, aligned boxes, relative boxes and angles`, async () => {
    const options = detector === 'ssd' ? new faceapi.SsdMobilenetv1Options() : new faceapi.TinyFaceDetectorOptions()
    const results = await faceapi.detectAllFaces(picture, options).withFaceLandmarks(tinyLandmarks).withFaceExpressions().withAgeAndGender()
      .withFaceDescriptors()
    const theirs = reference[i].sort((/** @type {any} */ a, /** @type {any} */ b) => b.score - a.score)
    assert.equal(results.length, theirs.length)
    results.forEach((/** @type {any} */ result, /** @type {number} */ at) => {
      const wanted = theirs[at]
      assert.deepEqual(Object.keys(result).sort(), wanted.parts.sort())
      assertClose(sides(result.alignedRect.box), sides(wanted.aligned), 0.1)
      assertClose(sides(result.detection.relativeBox), sides(wanted.relative), 1e-4)
      for (const turn of ['roll', 'pitch', 'yaw']) assert.ok(Math.abs(result.angle[turn] - wanted.angle[turn]) <= 1, `${turn}: whole numbers may tip over`)
    })
  })
}
