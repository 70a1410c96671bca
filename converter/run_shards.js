/**
 * Run an exported graph model in TensorFlow.js under Node: `node run_shards.js FOLDER JOB`.
 *
 * JOB is a folder with job.json = {inputs: {name: {shape, dtype}}[]}; the values (little endian, float32 or int32) of input i
 * stand in `in-<i>-<name>.bin`. The answers are written, as float32, to `out-<i>-<name>.bin`, and their shapes to result.json.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

const [folder, job] = process.argv.slice(2)
const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')
setWasmPaths(join(dirname(wasm), 'dist/'))

/** @param {string} path @returns {Promise<ArrayBuffer>} */
async function bytes(path) {
  return Uint8Array.from(await readFile(path)).buffer
}

/** @returns {Promise<tf.io.IOHandler>} */
async function fromDisk() {
  const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'))
  /** @type {{weights: tf.io.WeightsManifestEntry[], paths: string[]}[]} */
  const groups = model.weightsManifest
  const weightSpecs = groups.flatMap(({ weights }) => weights)
  const shards = await Promise.all(groups.flatMap(({ paths }) => paths).map((path) => bytes(join(folder, path))))
  const weightData = await new Blob(shards).arrayBuffer()
  const { modelTopology, signature } = model
  return tf.io.fromMemory({ modelTopology, signature, weightSpecs, weightData })
}

/** @param {any} model @param {Record<string, {shape: number[], dtype: 'float32' | 'int32'}>} feeds @param {number} index */
async function answer(model, feeds, index) {
  const inputs = model.modelSignature.inputs
  /** @type {Record<string, tf.Tensor>} */
  const feed = {}
  for (const [name, { shape, dtype }] of Object.entries(feeds)) {
    const Values = dtype === 'int32' ? Int32Array : Float32Array
    feed[inputs[name].name] = tf.tensor(new Values(await bytes(join(job, `in-${index}-${name}.bin`))), shape, dtype)
  }
  const names = Object.keys(model.modelSignature.outputs)
  const outputs = [model.execute(feed, names.map(name => model.modelSignature.outputs[name].name))].flat()
  /** @type {Record<string, number[]>} */
  const answered = {}
  for (const [position, name] of names.entries()) {
    const values = /** @type {Float32Array} */ (await outputs[position].data())
    await writeFile(join(job, `out-${index}-${name}.bin`), Float32Array.from(values))
    answered[name] = outputs[position].shape
  }
  tf.dispose([...Object.values(feed), ...outputs])
  return answered
}

await tf.setBackend('wasm')
const model = await loadGraphModel(await fromDisk())
const { inputs } = JSON.parse(await readFile(join(job, 'job.json'), 'utf8'))
const results = []
for (const [index, feeds] of inputs.entries()) results.push(await answer(model, feeds, index))
await writeFile(join(job, 'result.json'), JSON.stringify(results))
