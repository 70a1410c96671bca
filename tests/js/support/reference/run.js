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
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${script}.js`, import.meta.url))], bundle: true, write: false, platform: 'node', format: 'cjs',
    mainFields: ['module', 'main'], external: ['canvas'], plugins: [tensorflow], logLevel: 'error',
  })
  const worker = new Worker(outputFiles[0].text, { eval: true, workerData: { job, modules: `${ROOT}node_modules` } })
  const [answer] = await once(worker, 'message')
  await worker.terminate()
  return answer
}
