import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** What `@tensorflow/tfjs` is to the reference implementations: of its parts the project installs only some. */
const TENSORFLOW = `
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
export * from '@tensorflow/tfjs-core'`

/** @type {import('esbuild').Plugin} */
const tensorflow = {
  name: 'tensorflow',
  setup(builder) {
    builder.onResolve({ filter: /^@tensorflow\/tfjs\/dist/ }, () => ({ path: 'tfjs', namespace: 'reference' }))
    builder.onResolve({ filter: /^@tensorflow\/tfjs-backend-webgl/ }, () => ({ path: 'none', namespace: 'reference' }))
    builder.onLoad({ filter: /.*/, namespace: 'reference' }, ({ path }) => ({ contents: path === 'tfjs' ? TENSORFLOW : 'export {}', resolveDir: ROOT }))
  },
}

/**
 * Asks a reference implementation in a thread of its own: two copies of TensorFlow.js in one thread would share an engine.
 * @param {'face_api' | 'mtcnn' | 'tiny_yolov2'} script  the file beside this one; it answers to its job with one message
 * @param {any} job
 * @returns {Promise<any>}
 */
export async function askReference(script, job) {
  const code = await bundle({ entryPoints: [fileURLToPath(new URL(`${script}.js`, import.meta.url))], format: 'cjs' })
  const worker = new Worker(code, { eval: true, workerData: { job, modules: `${ROOT}node_modules` } })
  const [answer] = await once(worker, 'message')
  await worker.terminate()
  return answer
}

/**
 * @vladmandic/face-api in this thread, for what needs none of its networks. It shares the engine of this thread's TensorFlow.js.
 * @returns {Promise<any>} its exports
 */
export async function loadReference() {
  const code = await bundle({ stdin: { contents: "export * from '@vladmandic/face-api/dist/face-api.esm-nobundle.js'", resolveDir: ROOT }, format: 'esm' })
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

/** @param {import('esbuild').BuildOptions} entry */
async function bundle(entry) {
  const { outputFiles } = await build({
    ...entry, bundle: true, write: false, platform: 'node', mainFields: ['module', 'main'], external: ['canvas'],
    plugins: [tensorflow], logLevel: 'error',
  })
  return /** @type {import('esbuild').OutputFile[]} */ (outputFiles)[0].text
}
