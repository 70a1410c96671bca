/** The library in a program in Node: README's example, plain tensors, files that are missing, and the choice of TensorFlow's own library. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { onePerson } from './support/photo.js'
import { ROOT } from './support/python.js'

const MODELS = join(ROOT, 'static/models')

/** A program's folder, with packages and files. @param {import('node:test').TestContext} t @param {Record<string, string>} links */
function program(t, links) {
  const folder = mkdtempSync(join(tmpdir(), 'a program #1 '))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    symlinkSync(join(ROOT, target), join(folder, path))
  }
  /** @param {string} code @returns {string} what it prints */
  const run = (code) => {
    writeFileSync(join(folder, 'main.mjs'), code)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    return stdout
  }
  return { folder, run }
}

test('README\'s example prints every face of a group', (t) => {
  const [, code] = /** @type {RegExpMatchArray} */ (readFileSync(join(ROOT, 'README.md'), 'utf8').match(/```mjs\n(.*?)```/s))
  const { run } = program(t, { 'node_modules/familiar': '.', 'node_modules/@napi-rs': 'node_modules/@napi-rs', 'static/models': 'static/models',
    'group.jpg': 'tests/.photos/sample6.jpg' })
  assert.equal(run(code).match(/\b128\b/g)?.length, 4)
})

test('a tensor needs no canvas, a folder in any spelling does, and the backend is WebAssembly', (t) => {
  const { run } = program(t, { 'node_modules/familiar': '.', models: 'static/models' })
  const { data, width, height } = onePerson()
  writeFileSync(join(tmpdir(), `familiar-${process.pid}.rgb`), /** @type {Uint8ClampedArray} */ (data))
  t.after(() => rmSync(join(tmpdir(), `familiar-${process.pid}.rgb`)))
  const printed = run(`
    import { createRequire } from 'node:module'
    import { readFileSync } from 'node:fs'
    const faceapi = createRequire(import.meta.url)('familiar')
    await faceapi.nets.tinyFaceDetector.loadFromUri('models')
    await faceapi.nets.faceLandmark68Net.loadFromUri('./models/')
    await faceapi.nets.faceExpressionNet.loadFromUri(${JSON.stringify(MODELS)})
    await faceapi.nets.ageGenderNet.loadFromUri(${JSON.stringify(pathToFileURL(MODELS).href)})
    const pixels = readFileSync(${JSON.stringify(join(tmpdir(), `familiar-${process.pid}.rgb`))})
    const photo = faceapi.tf.tensor3d(Uint8Array.from(pixels), [${height}, ${width}, 3], 'int32')
    const faces = await faceapi.detectAllFaces(photo, new faceapi.TinyFaceDetectorOptions()).withFaceLandmarks().withFaceExpressions().withAgeAndGender()
    console.log(faces.length, faces[0].gender, faceapi.tf.getBackend(), photo.isDisposed)`)
  assert.equal(printed.trim().split('\n').at(-1), '1 female wasm false')
})

test('a network that is not there is named with its file', async () => {
  const faceapi = await import('familiar')
  const engine = await faceapi.createEngine({ models: tmpdir() })
  await assert.rejects(engine.load(['mtcnn']), { code: 'weights-missing', file: pathToFileURL(join(tmpdir(), 'mtcnn/spec.json')).href })
})

/** Stands for @tensorflow/tfjs-node: registers a backend of its name, which counts by the kernels of plain JavaScript. */
const NATIVE = `const tf = require('@tensorflow/tfjs-core')
const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu')
tf.copyRegisteredKernels('cpu', 'tensorflow')
tf.registerBackend('tensorflow', () => new MathBackendCPU())`

/** What the engine chooses. @param {import('node:test').TestContext} t @param {string} [native]  the code of tfjs-node */
function chosen(t, native) {
  const { folder, run } = program(t, { 'node_modules/@tensorflow/tfjs-core': 'node_modules/@tensorflow/tfjs-core',
    'node_modules/@tensorflow/tfjs-backend-cpu': 'node_modules/@tensorflow/tfjs-backend-cpu' })
  cpSync(join(ROOT, 'static/dist'), join(folder, 'dist'), { recursive: true })
  if (native) {
    mkdirSync(join(folder, 'node_modules/@tensorflow/tfjs-node'))
    writeFileSync(join(folder, 'node_modules/@tensorflow/tfjs-node/index.js'), native)
  }
  const printed = run(`
    import { createEngine } from './dist/familiar.node.js'
    const engine = await createEngine({ models: ${JSON.stringify(MODELS)} })
    await engine.load(['tiny_face_detector'])
    console.log(JSON.stringify(engine.backend))`)
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '')
}

test('TensorFlow\'s own library is used where it is installed, and nothing is said where it is not', (t) => {
  assert.deepEqual(chosen(t, NATIVE), { name: 'tensorflow', threads: 1, dropped: [] })
  assert.deepEqual(chosen(t), { name: 'wasm', threads: 1, dropped: [] })
})

test('TensorFlow\'s own library that is broken, or computes wrongly, is passed over with the reason', (t) => {
  const broken = chosen(t, 'throw new Error("The binding is missing.")')
  assert.deepEqual(broken, { name: 'wasm', threads: 1, dropped: [{ name: 'tensorflow', reason: 'The binding is missing.' }] })
  const wrong = chosen(t, `${NATIVE}
tf.unregisterKernel('_FusedMatMul', 'tensorflow')
tf.unregisterKernel('FusedConv2D', 'tensorflow')`)
  assert.equal(wrong.name, 'wasm')
  assert.match(wrong.dropped[0].reason, /not registered/)
})
