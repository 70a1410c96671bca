/**
 * Where the library's own files lie: decided here for the source, for each bundle of `tools/dist.js`, and for Node.
 *
 * | | this code | WebAssembly | worker |
 * |---|---|---|---|
 * | source | faces/addresses.js | vendor/tf/ | dist/familiar.worker.js |
 * | ES module | dist/familiar.esm.js | dist/ | dist/familiar.worker.js |
 * | classic script | dist/familiar.js | dist/ | the script itself |
 * | Node | dist/familiar.node.js | dist/ | none |
 *
 * The networks are in models/ beside the folder of the code, unless a page says otherwise. The source starts the bundled worker, too:
 * as it is, in dozens of modules that are asked for one after another, a worker takes four times as long to start.
 */

/** What `tools/dist.js` puts here: "classic", "esm" or "node"; undefined in the source. @type {string | undefined} */
const BUNDLE = /** @type {any} */ (globalThis).FAMILIAR_BUNDLE

/** Says to the classic script, at the end of a worker's address, that the worker is the engine's. */
const ENGINE = '#familiar-engine'

/**
 * This code's own address. A classic script knows it from its element or, in a worker, as the worker's; a worker that got the script
 * by importScripts says in `self.familiarScript` from where.
 * @type {string}
 */
const HERE = import.meta.url ?? /** @type {any} */ (globalThis).familiarScript
  ?? (/** @type {any} */ (globalThis.document?.currentScript)?.src || globalThis.document?.baseURI || globalThis.location.href.replace(/^blob:/, ''))

const WORKER = BUNDLE === 'classic' ? HERE : new URL(`${BUNDLE ? '.' : '../dist'}/familiar.worker.js`, HERE).href

/** Folder of the networks, with the slash. */
export const MODELS = new URL('../models/', HERE).href

/** Folder of WebAssembly's files, with the slash; in Node, whose files TensorFlow.js reads by itself, a path. */
export const WASM_FILES = wasmFiles(new URL(BUNDLE ? './' : '../vendor/tf/', HERE))

/** Whether this is the classic script in a worker that `startWorker` made. */
export const isEngineWorker = typeof document === 'undefined' && globalThis.location?.hash === ENGINE

/**
 * The absolute address of a folder, with the slash at its end.
 * @param {string} address  relative to the page; in Node an address or a path, relative to the working folder
 */
export function folder(address) {
  const absolute = new URL(address, base())
  if (!absolute.pathname.endsWith('/')) absolute.pathname += '/'
  return absolute.href
}

/**
 * Starts the engine's worker. A page may not start one from a script of another origin, but from one in memory that loads it.
 * @returns {Worker}
 * @throws {Error} where the browser refuses
 */
export function startWorker() {
  const isForeign = new URL(WORKER).origin !== globalThis.location.origin
  const address = isForeign ? fromMemory() : WORKER
  if (BUNDLE === 'classic') return new Worker(address + ENGINE, { name: 'familiar' })
  return new Worker(address, { type: 'module', name: 'familiar' })
}

/** @type {string | undefined} */
let inMemory

/** A script in memory that loads the worker's; made once, for it stays as long as the page. */
function fromMemory() {
  const address = JSON.stringify(WORKER)
  const code = BUNDLE === 'classic' ? `self.familiarScript = ${address}; importScripts(${address})` : `import ${address}`
  return (inMemory ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))
}

/** What addresses are relative to: the page, or Node's working folder. */
function base() {
  return globalThis.document?.baseURI ?? globalThis.location?.href ?? workingFolder() ?? HERE
}

function workingFolder() {
  return nodeUrl()?.pathToFileURL(`${globalThis.process.cwd()}/`).href
}

/** @param {URL} url */
function wasmFiles(url) {
  return url.protocol === 'file:' ? nodeUrl()?.fileURLToPath(url) ?? url.href : url.href
}

/** Node's module for addresses; undefined in a browser. @returns {typeof import('node:url') | undefined} */
function nodeUrl() {
  return /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:url')
}
