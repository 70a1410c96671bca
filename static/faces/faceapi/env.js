/**
 * What the machine offers for pictures: classes of elements, ways to make them, fetch and files. A program in Node puts its own
 * here: `env.monkeyPatch({ Canvas, Image, ImageData })` with those of a canvas package.
 */

/**
 * @typedef {object} FileSystem
 * @property {(path: string) => Promise<any>} readFile  the bytes of a file
 *
 * @typedef {object} OwnEnvironment
 * @property {any} Canvas
 * @property {any} CanvasRenderingContext2D
 * @property {any} Image
 * @property {any} ImageData
 * @property {any} Video
 * @property {() => any} createCanvasElement
 * @property {() => any} createImageElement
 * @property {() => any} createVideoElement
 * @property {typeof globalThis.fetch} fetch
 * @typedef {OwnEnvironment & FileSystem} Environment
 */

/** What this thread has under a name that others may lack. @param {string} name @returns {any} */
const here = (name) => /** @type {any} */ (globalThis)[name]

/** Stands for a class that is missing: nothing is an instance of it. */
class Missing {}

/** @type {Environment | null} */
let environment = null

/** @returns {boolean} */
function isBrowser() {
  return typeof window === 'object' && typeof document !== 'undefined'
    && ['HTMLImageElement', 'HTMLCanvasElement', 'HTMLVideoElement', 'ImageData', 'CanvasRenderingContext2D'].every(here)
}

/** @returns {boolean} */
function isNodejs() { return Boolean(here('process')?.versions?.node) }

/** @returns {Environment} */
function createBrowserEnv() {
  return {
    Canvas: HTMLCanvasElement, CanvasRenderingContext2D, Image: HTMLImageElement, ImageData, Video: HTMLVideoElement,
    createCanvasElement: () => document.createElement('canvas'),
    createImageElement: () => document.createElement('img'),
    createVideoElement: () => document.createElement('video'),
    fetch: globalThis.fetch.bind(globalThis),
    readFile: async () => { throw new Error('A browser has no files to read; give an address.') },
  }
}

/** Classes that a program has made global, as jsdom does, and nothing in place of the others. @returns {Environment} */
function createNodejsEnv() {
  const classes = {
    Canvas: here('Canvas') ?? here('HTMLCanvasElement'), Image: here('Image') ?? here('HTMLImageElement'),
    Video: here('Video') ?? here('HTMLVideoElement'),
  }
  /** @param {keyof typeof classes} name */
  const maker = (name) => () => {
    if (classes[name]) return new classes[name]()
    throw new Error(`Node has no ${name}: give one with env.monkeyPatch({ ${name} }).`)
  }
  return {
    Canvas: classes.Canvas ?? Missing, Image: classes.Image ?? Missing, Video: classes.Video ?? Missing,
    CanvasRenderingContext2D: here('CanvasRenderingContext2D') ?? Missing, ImageData: here('ImageData') ?? Missing,
    createCanvasElement: maker('Canvas'), createImageElement: maker('Image'), createVideoElement: maker('Video'),
    fetch: here('fetch'), ...createFileSystem(),
  }
}

/** A worker draws on canvases that belong to no page. @returns {Environment} */
function createWorkerEnv() {
  const none = (/** @type {string} */ what) => () => { throw new Error(`A worker has no ${what} elements.`) }
  return {
    Canvas: here('OffscreenCanvas') ?? Missing, CanvasRenderingContext2D: here('OffscreenCanvasRenderingContext2D') ?? Missing,
    Image: Missing, ImageData: here('ImageData') ?? Missing, Video: Missing,
    createCanvasElement: () => new OffscreenCanvas(1, 1), createImageElement: none('image'), createVideoElement: none('video'),
    fetch: globalThis.fetch.bind(globalThis),
    readFile: async () => { throw new Error('A browser has no files to read; give an address.') },
  }
}

/** @param {any} [fs]  Node's module fs, or one that reads files as it does @returns {FileSystem} */
function createFileSystem(fs = here('process')?.getBuiltinModule?.('fs')) {
  if (!fs) return { readFile: async () => { throw new Error('There are no files to read here.') } }
  return {
    readFile: (path) => new Promise((resolve, reject) => {
      fs.readFile(path, (/** @type {unknown} */ error, /** @type {any} */ bytes) => (error ? reject(error) : resolve(bytes)))
    }),
  }
}

/** @returns {Environment} @throws {Error} where there is none */
function getEnv() {
  if (environment) return environment
  throw new Error('The environment is neither a browser nor Node: set one with env.setEnv.')
}

/** @param {Environment} own */
function setEnv(own) { environment = own }

/** Finds out where the library runs. */
function initialize() {
  if (isBrowser()) setEnv(createBrowserEnv()) // first, for Electron's pages are in Node too
  else if (isNodejs()) setEnv(createNodejsEnv())
  else if (here('WorkerGlobalScope')) setEnv(createWorkerEnv())
}

/** Puts a program's own classes and functions in place of those that were found. @param {Partial<Environment>} own */
function monkeyPatch(own) {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value))
  const { Canvas, Image } = Object.assign(getEnv(), given)
  Object.assign(getEnv(), {
    createCanvasElement: own.createCanvasElement ?? (() => new Canvas()),
    createImageElement: own.createImageElement ?? (() => new Image()),
  })
}

export const env = {
  getEnv, setEnv, initialize, createBrowserEnv, createFileSystem, createNodejsEnv, monkeyPatch, isBrowser, isNodejs,
}

initialize()
