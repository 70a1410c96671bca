/**
 * Tiny YOLO v2 against @vladmandic/face-api. No package carries its weights: random ones go to the reference as they are, and to the
 * library through the converter, as a user's file does.
 */
import './support/tf.js'

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { onePerson } from './support/photo.js'
import { PYTHON, ROOT } from './support/python.js'
import { askReference } from './support/reference/run.js'
import { serveModels } from './support/server.js'
import { assertClose } from './support/vectors.js'

const { createEngine } = await import('../../static/faces/engine.js')

const FILTERS = [3, 16, 32, 64, 128, 256, 512, 1024, 1024]
const SETTINGS = [{ inputSize: 224, scoreThreshold: 0.6 }, { inputSize: 416, scoreThreshold: 0.6 }]
const folder = mkdtempSync(join(tmpdir(), 'tiny-yolov2-'))

/** Another number between −1 and 1 at each call, the same in each run. */
let state = 1
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 31 - 1
}

/** Values that keep the size of what goes through. @param {number} count @param {number} inputs  of each sum */
const tensor = (count, inputs) => Array.from({ length: count }, () => random() * Math.sqrt(3 / inputs))

/** Weights in the order of the published file: depthwise filter, pointwise filter and bias of each convolution. */
function randomWeights() {
  const separable = FILTERS.slice(1).flatMap((filters, i) =>
    [...tensor(9 * FILTERS[i], 9), ...tensor(FILTERS[i] * filters, FILTERS[i] / 2), ...tensor(filters, 30)])
  return Float32Array.from([...separable, ...tensor(1024 * 25, 1024), ...tensor(25, 30)])
}

/** @type {Awaited<ReturnType<typeof createEngine>>} */
let engine
/** @type {any[][]} */
let reference

before(async () => {
  const weights = randomWeights()
  const file = join(folder, 'tiny_yolov2_model.weights')
  writeFileSync(file, weights)
  execFileSync(PYTHON, ['-m', 'converter', 'build', 'tiny_yolov2', '--weights', file, '--out', join(folder, 'models')],
    { cwd: ROOT, env: { ...process.env, FAMILIAR_WEIGHTS: join(folder, 'kept') }, stdio: 'pipe' })
  const { models } = await serveModels((path) => ({ status: 200, bytes: readFileSync(join(folder, path)) }))
  engine = await createEngine({ models, thread: 'main', backends: ['wasm'] })
  await engine.load(['tiny_yolov2'])
  reference = await askReference('tiny_yolov2', { weights, picture: onePerson(), settings: SETTINGS })
})

after(() => {
  engine?.dispose()
  rmSync(folder, { recursive: true })
})

for (const [i, settings] of SETTINGS.entries()) {
  test(`the same boxes with ${JSON.stringify(settings)}`, async () => {
    const picture = onePerson()
    const { faces } = await engine.analyze(picture, { detector: { name: 'tiny_yolov2', ...settings } })
    const inside = reference[i].filter(({ box }) => box.x + box.width >= 1 && box.y + box.height >= 1 && box.x < picture.width && box.y < picture.height)
    assert.ok(inside.length > 5, `${inside.length}`)
    assertClose(faces.map(({ box }) => box), inside.map(({ box }) => box), 0.1)
    assertClose(faces.map(({ score }) => score), inside.map(({ score }) => score), 1e-4)
  })
}
