/**
 * Makes static/dist/, the library for other people's pages and programs, out of static/faces/, static/built/ and static/vendor/tf/: a classic
 * script with everything in it, an ES module with its worker beside it, modules for Node, and TypeScript declarations.
 * Where each of them finds its other files stands in static/faces/addresses.js.
 */
import { execFileSync } from 'node:child_process'
import { access, cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FACES = join(ROOT, 'static', 'faces')
const TENSORFLOW = join(ROOT, 'static', 'vendor', 'tf')
const DIST = join(ROOT, 'static', 'dist')
/** Built here first, so that a failure leaves the old files where they are. */
const STAGE = join(ROOT, '.setup', 'dist')

/** Node has neither: what imports them there finds an empty module. */
const BROWSERS_ONLY = /\/vendor\/tf\/web(gl|gpu)\.js$/

/** What all bundles have in common. @type {import('esbuild').BuildOptions} */
const COMMON = {
  outdir: STAGE, bundle: true, minify: true, target: 'es2022', legalComments: 'none', logLevel: 'error', metafile: true,
  logOverride: { 'empty-import-meta': 'silent' }, // a classic script has no such thing, see addresses.js
}

/** Node's modules are asked for by the core of TensorFlow.js and by its WebAssembly. */
const NODE = { platform: /** @type {const} */ ('node'), target: 'node20', plugins: [withoutBrowsers()] }
const REQUIRE = `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url), __filename = require('node:url').fileURLToPath(import.meta.url), __dirname = require('node:path').dirname(__filename)`
const ADDRESS = "const familiarAddress = require('node:url').pathToFileURL(__filename).href"
const LICENCE = '/* Familiar, MIT; with TensorFlow.js, Apache-2.0, https://github.com/tensorflow/tfjs */'

/** The bundles by kind, as addresses.js calls them. @type {[string, import('esbuild').BuildOptions & {head?: string}][]} */
const BUNDLES = [
  ['classic', { entryPoints: { familiar: join(ROOT, 'tools/classic.js') }, format: 'iife' }],
  ['esm', { entryPoints: { 'familiar.esm': join(FACES, 'index.js'), 'familiar.worker': join(FACES, 'worker.js') }, format: 'esm', splitting: true }],
  ['node', { entryPoints: { 'familiar.node': join(FACES, 'index.js') }, format: 'esm', head: REQUIRE, ...NODE }],
  ['node', { entryPoints: { 'familiar.node': join(FACES, 'index.js') }, format: 'cjs', outExtension: { '.js': '.cjs' },
    head: ADDRESS, define: { 'import.meta.url': 'familiarAddress' }, ...NODE }],
]

/** @returns {import('esbuild').Plugin} */
function withoutBrowsers() {
  return {
    name: 'without-browsers',
    setup(build) { build.onLoad({ filter: BROWSERS_ONLY }, () => ({ contents: 'export {}' })) },
  }
}

/** @param {string} kind @param {import('esbuild').BuildOptions & {head?: string}} options  head: code before all other */
async function bundle(kind, { head = '', define, ...options }) {
  const { build } = await import('esbuild')
  const banner = { js: `${LICENCE}\n${head}` }
  await build({ ...COMMON, ...options, banner, define: { ...define, 'globalThis.FAMILIAR_BUNDLE': JSON.stringify(kind) } })
}

/** Declarations from the comments in static/faces/, and a door to them beside each bundle; TensorFlow.js's own come from its packages. */
async function declare() {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const options = '--allowJs --declaration --emitDeclarationOnly --strict --skipLibCheck --target es2023 --module esnext --moduleResolution bundler'
  execFileSync(process.execPath, [compiler, join(FACES, 'index.js'), ...options.split(' '), '--rootDir', join(ROOT, 'static'), '--outDir', join(STAGE, 'types')],
    { stdio: ['ignore', 'inherit', 'inherit'] })
  await cp(TENSORFLOW, join(STAGE, 'types/vendor/tf'), { recursive: true, filter: (path) => !/\.(js|wasm)$/.test(path) })
  await writeFile(join(STAGE, 'familiar.d.ts'), "export * from './types/faces/index.js'\nexport as namespace faceapi\n")
  for (const name of ['familiar.esm.d.ts', 'familiar.node.d.ts', 'familiar.node.d.cts']) {
    await writeFile(join(STAGE, name), "export * from './types/faces/index.js'\n")
  }
}

/** Prints a line: number of files and bytes. */
async function report() {
  const files = (await readdir(DIST, { withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat(join(DIST, name))).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0).toLocaleString('en')
  console.log(`static/dist ${String(files.length).padStart(3)} files ${bytes.padStart(10)} bytes`)
}

async function main() {
  await access(TENSORFLOW).catch(() => { throw new Error('static/vendor/tf/ is not there: run "node tools/vendor.js" first.') })
  await rm(STAGE, { recursive: true, force: true })
  await mkdir(STAGE, { recursive: true })
  await Promise.all(BUNDLES.map(([kind, options]) => bundle(kind, options)))
  await cp(TENSORFLOW, STAGE, { recursive: true, filter: (path) => path === TENSORFLOW || path.endsWith('.wasm') })
  await declare()
  await rm(DIST, { recursive: true, force: true })
  await rename(STAGE, DIST)
  await report()
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
