/** The converted networks by themselves: several inputs, chosen outputs, batches, proof and memory. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { BUILT } from './support/models.js'
import { serveModels } from './support/server.js'

const tf = await import('../../static/faces/tf.js')
const { fetchNetworks } = await import('../../static/faces/weights.js')
const { Network } = await import('../../static/faces/networks/network.js')
const { adaptersFor } = await import('../../static/faces/adapters.js')

/** @typedef {InstanceType<typeof Network>} Net */

/** @type {Map<string, import('../../static/faces/weights.js').Artifacts>} */
const artifacts = new Map()

before(async () => {
  const [wasm] = await adaptersFor(['wasm'])
  await wasm.open()
  const { models } = await serveModels()
  for (const each of await fetchNetworks(models, BUILT)) artifacts.set(each.spec.name, each)
})

/** @param {string} name @param {import('node:test').TestContext} t @returns {Promise<Net>} disposed after the test */
async function build(name, t) {
  const network = await Network.build(/** @type {any} */ (artifacts.get(name)))
  t.after(() => network.dispose())
  return network
}

/** Tensors, and what the backend holds for them and for the results between. */
const held = () => [tf.memory().numTensors, tf.backend().numDataIds()]

after(() => assert.deepEqual(held(), [0, 0], 'a network keeps tensors after it was disposed'))

for (const name of BUILT) {
  test(`${name} proves itself and leaves no tensor behind`, async (t) => {
    const network = await build(name, t)
    const before = held()
    await network.prove()
    assert.deepEqual(held(), before)
  })

  test(`${name} with other numbers expected of any output does not prove itself`, async (t) => {
    const network = await build(name, t)
    const { selftest } = network.spec
    for (const [output, { values, ...rest }] of Object.entries(selftest.outputs)) {
      const wrong = values.map((value) => value + 0.5 * Math.max(1, ...values.map(Math.abs)))
      const changed = new Network({ ...network.spec, selftest: { ...selftest, outputs: { ...selftest.outputs, [output]: { ...rest, values: wrong } } } }, network.runtime)
      await assert.rejects(changed.prove(), (/** @type {any} */ error) => error.message.includes(network.spec.title) && error.message.includes(output))
    }
  })
}

test('a part of a network with several inputs runs by itself', async (t) => {
  const network = await build('mtcnn', t)
  const picture = { data: new Float32Array(20 * 30 * 3), shape: /** @type {[number, number, number, number]} */ ([1, 20, 30, 3]) }
  const answers = await network.run({ pnet: picture }, ['pnet_scores', 'pnet_regions'])
  assert.deepEqual(Object.keys(answers), ['pnet_scores', 'pnet_regions'])
  assert.deepEqual([answers.pnet_scores.shape, answers.pnet_regions.shape], [[1, 5, 10], [1, 5, 10, 4]])
})

test('many pictures go through in batches and keep their order', async (t) => {
  const network = await build('mtcnn', t)
  const [rnet] = network.spec.stages ?? []
  const length = rnet.size ** 2 * 3
  const count = 700 // more than one batch
  const batch = Float32Array.from({ length: count * length }, (_, i) => Math.sin(Math.floor(i / length) + i % length))
  const before = held()
  const rows = await network.runRows(batch, rnet, ['rnet_scores', 'rnet_regions'])
  assert.deepEqual(held(), before)
  assert.equal(rows.length, count)
  for (const i of [0, 350, count - 1]) {
    const [alone] = await network.runRows(batch.subarray(i * length, (i + 1) * length), rnet, ['rnet_scores', 'rnet_regions'])
    assert.ok(Math.abs(alone.rnet_scores[0] - rows[i].rnet_scores[0]) < 1e-6)
    assert.ok(alone.rnet_regions.every((value, side) => Math.abs(value - rows[i].rnet_regions[side]) < 1e-5))
  }
})

test('no picture, no rows', async (t) => {
  assert.deepEqual(await (await build('face_expression', t)).runRows(new Float32Array(0)), [])
})
