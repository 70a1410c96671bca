/** What this machine can compute with: each backend is started, proved and timed by itself. */
import { createEngine } from './engine.js'
import { reasonOf } from './errors.js'
import { webGpuName, webglRenderer } from './graphics.js'

/** @import { Input } from './media.js' */
/** @import { Request } from './types.js' */

const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu']
const FRAMES = 5          // that are timed …
const PATIENT_MS = 5_000  // … or fewer where they take so long together
const PATIENCE = { selfTest: 120_000, frame: 60_000 } // plain JavaScript takes its time

/**
 * @typedef {object} DeviceReport
 * @property {string} backend
 * @property {string | null} renderer   the graphics' name, for webgpu and webgl
 * @property {string | null} problem    why it cannot be used; null where it can
 * @property {number} threads           0 where it cannot be used
 * @property {Record<string, number>} selfTests  network → largest difference to the known answer, as a share of the largest number or of 1
 * @property {number | null} frame      ms for the picture, the median
 */

/**
 * @param {object} work
 * @param {string} [work.models]     address of the folder of networks
 * @param {string[]} work.networks   to prove
 * @param {Input} work.picture       to time
 * @param {Request} work.request     what to find in it; needs only those networks
 * @param {AbortSignal} [work.signal]  ends after the backend under way
 * @param {string[]} [backends]
 * @yields {{backend: string, report: DeviceReport | null}} each backend twice: before it starts, and with its report
 * @returns {AsyncGenerator<{backend: string, report: DeviceReport | null}, void>}
 */
export async function* checkDevice({ signal, ...work }, backends = BACKENDS) {
  for (const backend of backends) {
    if (signal?.aborted) return
    yield { backend, report: null }
    yield { backend, report: await report(backend, work) }
  }
}

/** @param {string} backend @param {{models?: string, networks: string[], picture: Input, request: Request}} work @returns {Promise<DeviceReport>} */
async function report(backend, { models, networks, picture, request }) {
  const renderer = backend === 'webgl' ? webglRenderer() : backend === 'webgpu' ? await webGpuName() : null
  const engine = await createEngine({ models, backends: [backend], patience: PATIENCE })
  try {
    await engine.load(networks)
    const frame = await timed(() => engine.analyze(picture, request))
    return { backend, renderer, problem: null, threads: engine.backend?.threads ?? 1, selfTests: engine.selfTests, frame }
  } catch (error) {
    return { backend, renderer, problem: problemOf(error, backend), threads: 0, selfTests: {}, frame: null }
  } finally {
    engine.dispose()
  }
}

/** @param {unknown} error @param {string} backend @returns {string} what the backend said, without what was said about it */
function problemOf(error, backend) {
  const reason = reasonOf(error)
  return reason.split(`${backend}: `).at(-1) ?? reason
}

/** @param {() => Promise<unknown>} job @returns {Promise<number>} ms, the median, warm */
async function timed(job) {
  await job()
  const times = []
  for (let spent = 0; times.length < FRAMES && spent < PATIENT_MS; spent += times.at(-1) ?? 0) {
    const start = performance.now()
    await job()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[times.length >> 1]
}
