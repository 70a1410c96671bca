/** Pictures of one face each, through each network alone: face-api.js's functions against those of @vladmandic/face-api. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, test } from 'node:test'

import { onePerson } from './support/photo.js'
import { askReference } from './support/reference/run.js'
import { serveModels } from './support/server.js'
import { assertClose } from './support/vectors.js'

const faceapi = /** @type {any} */ (await import('../../static/faces/index.js'))
const { tf } = faceapi
const { models } = await serveModels()
const engine = await faceapi.createEngine({ thread: 'main', backends: ['wasm'] })
faceapi.useEngine(engine)
after(() => engine.dispose())

const NETWORKS = { detectFaceLandmarks: 'faceLandmark68Net', detectFaceLandmarksTiny: 'faceLandmark68TinyNet', recognizeFaceExpressions: 'faceExpressionNet',
  predictAgeAndGender: 'ageGenderNet', computeFaceDescriptor: 'faceRecognitionNet' }
/** What each function says before its network is there. @type {Record<string, any>} */
const before = {}
for (const [name, net] of Object.entries(NETWORKS)) {
  before[name] = await faceapi[name](onePerson()).catch((/** @type {any} */ error) => error)
  await faceapi.nets[net].loadFromUri(models)
}

/** Part of the photo. @param {number} left @param {number} top @param {number} width @param {number} height */
function part(left, top, width, height) {
  const { data, width: across } = onePerson()
  const rows = Array.from({ length: height }, (_, y) => Array.from(data).slice(((top + y) * across + left) * 3, ((top + y) * across + left + width) * 3))
  return { data: Uint8ClampedArray.from(rows.flat()), width, height, channels: 3 }
}
const FACES = [part(200, 150, 260, 280), part(180, 160, 300, 250)]
const reference = await askReference('face_api', FACES.map((picture) => ({ picture, detector: 'none' })))
/** @param {any} face */
const places = (face) => face.positions.map((/** @type {any} */ { x, y }) => [x, y])

for (const [i, picture] of FACES.entries()) {
  test(`face ${i + 1}: every network says what the peer's says`, async () => {
    const wanted = reference[i]
    assertClose(places(await faceapi.detectFaceLandmarks(picture)), wanted.landmarks, 0.1)
    assertClose(places(await faceapi.detectFaceLandmarksTiny(picture)), wanted.tiny, 0.1)
    assertClose({ ...await faceapi.recognizeFaceExpressions(picture) }, wanted.expressions, 1e-4)
    const { age, gender, genderProbability } = await faceapi.predictAgeAndGender(picture)
    assert.equal(gender, wanted.gender)
    assertClose([age / 100, genderProbability], [wanted.age / 100, wanted.genderProbability], 1e-4)
    assert.ok(faceapi.euclideanDistance(await faceapi.computeFaceDescriptor(picture), wanted.descriptor) < 1e-4)
  })
}

test('a list is answered with a list, in one go, also a list of one', async () => {
  for (const name of Object.keys(NETWORKS)) {
    const [first, second] = await faceapi[name](FACES)
    assert.deepEqual([first, second], [await faceapi[name](FACES[0]), await faceapi[name](FACES[1])], name)
    assert.deepEqual(await faceapi[name]([FACES[0]]), [first], name)
  }
})

test('tensors, and a NetInput of them, and nothing is left behind', async () => {
  const tensors = FACES.map(({ data, width, height }) => tf.tensor3d(Float32Array.from(data), [height, width, 3]))
  const wanted = await faceapi.detectFaceLandmarks(FACES)
  const { numTensors } = tf.memory()
  assert.deepEqual(await faceapi.detectFaceLandmarks(tensors), wanted)
  assert.deepEqual(await faceapi.detectFaceLandmarks(await faceapi.toNetInput(tensors)), wanted)
  assert.equal(tf.memory().numTensors, numTensors)
  tf.dispose(tensors)
})

test('the steps by hand make the descriptor of the chain with face-api.js\'s crop', async () => {
  await faceapi.nets.tinyFaceDetector.loadFromUri(models)
  const { data, width, height } = onePerson()
  const photo = tf.tensor3d(Float32Array.from(data), [height, width, 3])
  const { detection, landmarks, descriptor } = await faceapi.detectSingleFace(photo, new faceapi.TinyFaceDetectorOptions())
    .withFaceLandmarks().withFaceDescriptor({ crop: 'face-api' })
  const [face] = await faceapi.extractFaceTensors(photo, [detection])
  const found = (await faceapi.detectFaceLandmarks(face)).shiftBy(detection.box.x, detection.box.y)
  assertClose(places(found), places(landmarks), 1e-2)
  const [aligned] = await faceapi.extractFaceTensors(photo, [landmarks.align(null, { useDlibAlignment: true })])
  assertClose([...await faceapi.computeFaceDescriptor(aligned)], [...descriptor], 1e-5)
  tf.dispose([photo, face, aligned])
})

for (const [name, net] of Object.entries(NETWORKS)) {
  test(`${name} without its network names the call that loads it`, () => {
    assert.equal(before[name].code, 'not-loaded')
    assert.match(before[name].message, new RegExp(`faceapi\\.nets\\.${net}\\.loadFromUri`))
  })
}

test('an empty list and what is no picture are refused', async () => {
  for (const input of [[], 42, [42], undefined]) await assert.rejects(faceapi.detectFaceLandmarks(input), { name: 'FamiliarError', code: 'bad-input' })
})
