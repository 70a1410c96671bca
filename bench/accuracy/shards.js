/**
 * The browser's library in Node: `node shards.js MODELS NETWORK…`, where MODELS is the address of the folder of networks.
 *
 * Reads lines of JSON, {width, height, rgb, request}: RGB pixels in base64, and a request as the library takes it; the request
 * "whole" takes the picture itself for a face and asks for its expression. Answers with a line of JSON each: the faces.
 */
import { createInterface } from 'node:readline'

import '../../tests/js/support/tf.js'

const { adaptersFor } = await import('../../static/faces/adapters.js')
const { networkFor } = await import('../../static/faces/networks/index.js')
const { Network } = await import('../../static/faces/networks/network.js')
const { analyze } = await import('../../static/faces/pipeline.js')
const { fetchNetworks } = await import('../../static/faces/weights.js')

/** @typedef {import('../../static/faces/types.js').Pixels} Pixels */
/** @typedef {import('../../static/faces/types.js').Face} Face */

const [models, ...names] = process.argv.slice(2)
const adapters = await adaptersFor(['wasm'])
await adapters[adapters.length - 1].open() // of several, the last has the fewest threads
const artifacts = await fetchNetworks(models, names)
const networks = new Map(await Promise.all(artifacts.map(build)))

/**
 * @param {Awaited<ReturnType<typeof fetchNetworks>>[number]} files
 * @returns {Promise<[string, InstanceType<typeof Network>]>}
 */
async function build(files) {
  return [files.spec.name, await Network.build(files)]
}

/** @param {Pixels} image @param {any} request @returns {Promise<Partial<Face>[]>} */
async function facesIn(image, request) {
  if (request !== 'whole') return (await analyze(image, request, networks)).faces
  const { network, run } = networkFor(networks, 'expression')
  return run(network, image, [{ x: 0, y: 0, width: image.width, height: image.height }])
}

for await (const line of createInterface({ input: process.stdin })) {
  const { width, height, rgb, request } = JSON.parse(line)
  const data = new Uint8ClampedArray(Buffer.from(rgb, 'base64'))
  const faces = await facesIn({ data, width, height, channels: 3 }, request)
  console.log(JSON.stringify(faces.map((face) => ({ ...face, descriptor: face.descriptor && [...face.descriptor] }))))
}
