/**
 * Copies the browser libraries from node_modules into static/vendor/, where the pages load them without a bundler.
 * TensorFlow.js is bundled into ES modules that share their common code: the core, its loader of graph models, and one
 * module a backend; the latter are loaded only when they are needed. Running it again writes the same files.
 */
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const MODULES = join(ROOT, 'node_modules')
const VENDOR = join(ROOT, 'static', 'vendor')
/** Built here first, so that a failure leaves the old files where they are. */
const STAGE = join(ROOT, '.setup', 'vendor')

/** Files copied as they are: folder under static/vendor/, package and folder in it, file names. */
const COPIES = [
  { group: 'tf', from: '@tensorflow/tfjs-backend-wasm/dist',
    files: ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'] },
  { group: 'pico', from: '@picocss/pico/css', files: ['pico.min.css'] },
  { group: 'socket.io', from: 'socket.io-client/dist', files: ['socket.io.esm.min.js'] },
  { group: 'swagger-ui', from: 'swagger-ui-dist', files: ['swagger-ui.css', 'swagger-ui-bundle.js'] },
]

/**
 * The modules of the bundle: file → source. The library needs the core; `all` is for pages that work with tensors of their own, the
 * converter for networks that are not Familiar's.
 */
const ENTRIES = {
  core: "export * from '@tensorflow/tfjs-core'",
  converter: "export { loadGraphModel, GraphModel } from '@tensorflow/tfjs-converter'",
  all: `import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
export * from '@tensorflow/tfjs-core'`,
  cpu: "export * from '@tensorflow/tfjs-backend-cpu'",
  wasm: "export * from '@tensorflow/tfjs-backend-wasm'",
  webgl: "export * from '@tensorflow/tfjs-backend-webgl'",
  webgpu: "export * from '@tensorflow/tfjs-backend-webgpu'",
}

/** What of the core the library and its tests use; anything else is left out of the bundle unless a backend needs it. */
const CORE_NAMES = [
  'backend', 'copyRegisteredKernels', 'env', 'findBackendFactory', 'getBackend', 'getKernel', 'image', 'io', 'memory', 'pad3d',
  'registerBackend', 'registerKernel', 'removeBackend', 'setBackend', 'tensor3d', 'tensor4d', 'tidy', 'unregisterKernel', 'util',
]

/** Node's own modules are asked for only where TensorFlow.js runs in Node, never in a browser. */
const NODE_ONLY = ['crypto', 'fs', 'node-fetch', 'os', 'path', 'perf_hooks', 'util', 'worker_threads']

/**
 * esbuild plugin: the entries above, and the core without its optimisers, which only training needs.
 * @type {import('esbuild').Plugin}
 */
const entries = {
  name: 'entries',
  setup(build) {
    const core = join(MODULES, '@tensorflow/tfjs-core/dist')
    build.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice('entry:'.length), namespace: 'entry' }))
    build.onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) =>
      ({ contents: ENTRIES[/** @type {keyof ENTRIES} */ (path)], resolveDir: ROOT }))
    build.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, ({ importer }) =>
      ({ path: importer === 'core' ? 'used' : 'all', namespace: 'tfjs-core' }))
    build.onLoad({ filter: /.*/, namespace: 'tfjs-core' }, ({ path }) => ({
      contents: `import '${core}/base_side_effects'; export ${path === 'used' ? `{ ${CORE_NAMES} }` : '*'} from '${core}/base'`,
      resolveDir: ROOT,
    }))
  },
}

/**
 * Bundles TensorFlow.js into static/vendor/tf/, with declarations beside it for the type checker.
 * No eval may be in it: the pages' policy allows WebAssembly but no code from strings.
 */
async function bundleTensorFlow() {
  const { build } = await need('esbuild', () => import('esbuild'))
  await build({
    entryPoints: Object.keys(ENTRIES).map((name) => ({ in: `entry:${name}`, out: name })),
    outdir: join(STAGE, 'tf'), bundle: true, splitting: true, format: 'esm', target: 'es2020', minify: true,
    mainFields: ['module', 'main'], external: NODE_ONLY, plugins: [entries], legalComments: 'none', logLevel: 'error',
    banner: { js: '/* TensorFlow.js, Apache-2.0, https://github.com/tensorflow/tfjs */' },
  })
  for (const [name, source] of Object.entries(ENTRIES)) {
    await writeFile(join(STAGE, 'tf', `${name}.d.ts`), `${source}\n`)
  }
}

/** @param {typeof COPIES[number]} copy */
async function copyGroup({ group, from, files }) {
  for (const file of files) {
    await need(from, () => copyFile(join(MODULES, from, file), join(STAGE, group, file)))
  }
}

/**
 * Runs an action that needs a package, and names the package and the cure when it is not there.
 * @template T
 * @param {string} what        package, or folder in it
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
async function need(what, action) {
  try {
    return await action()
  } catch (error) {
    const missing = ['ENOENT', 'ERR_MODULE_NOT_FOUND'].includes(/** @type {any} */ (error).code)
    throw missing ? new Error(`The package ${what} is not installed: run "npm ci" and try again.`) : error
  }
}

/** Prints one line a group: number of files and bytes. @param {string} group */
async function report(group) {
  const folder = join(VENDOR, group)
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0).toLocaleString('en')
  console.log(`${relative(ROOT, folder).padEnd(26)} ${String(sizes.length).padStart(3)} files  ${bytes.padStart(10)} bytes`)
}

/** Refuses a bundle that the pages' policy would stop. */
async function refuseEval() {
  const folder = join(STAGE, 'tf')
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.js'))) {
    if (/\bnew Function\(|[^.\w)]eval\(/.test(await readFile(join(folder, name), 'utf8'))) {
      throw new Error(`static/vendor/tf/${name} builds code from strings, which the pages' policy forbids.`)
    }
  }
}

async function main() {
  const groups = [...new Set(COPIES.map(({ group }) => group))]
  await rm(STAGE, { recursive: true, force: true })
  for (const group of groups) await mkdir(join(STAGE, group), { recursive: true })
  await need('@tensorflow/tfjs-core', () => stat(join(MODULES, '@tensorflow/tfjs-core/dist/base.js')))
  await bundleTensorFlow()
  await refuseEval()
  for (const copy of COPIES) await copyGroup(copy)
  await mkdir(dirname(VENDOR), { recursive: true })
  await rm(VENDOR, { recursive: true, force: true })
  await rename(STAGE, VENDOR)
  for (const group of groups) await report(group)
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
