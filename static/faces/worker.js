/** The engine in a Web Worker: answers the requests of engine.js. */
import { LocalEngine } from './local.js'
import { serve } from './rpc.js'

/** @import { LocalOptions, Request } from './types.js' */

/** @type {LocalEngine} */
let engine

const { emit } = serve(/** @type {any} */ (self), {
  /** @param {LocalOptions} options */
  open(options) {
    engine = new LocalEngine({ ...options, onProgress: emit })
  },
  /** @param {string[]} names @param {string} [models] */
  load: (names, models) => engine.load(names, models),
  /** @param {string} name @param {import('./weights.js').Artifacts} artifacts */
  adopt: (name, artifacts) => engine.adopt(name, artifacts),
  /** @param {string} name */
  release: (name) => engine.release(name),
  /** @param {import('./media.js').Source} source @param {Request} request */
  analyze: (source, request) => engine.analyze(source, request),
  /** @param {import('./media.js').Source[]} sources @param {Request} request */
  analyzeMany: (sources, request) => engine.analyzeMany(sources, request),
  dispose: () => engine.dispose(),
})
