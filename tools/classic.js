/**
 * The classic script: `<script src="familiar.js">` gives a page `faceapi` and `familiar`; as the worker that it starts itself it is
 * the engine. `require` of a module, which the bundler understands, runs what one of the two needs, and at once.
 */
import { isEngineWorker } from '../static/faces/addresses.js'

if (isEngineWorker) require('../static/faces/worker.js')
else {
  const library = require('../static/faces/index.js')
  Object.assign(globalThis, { faceapi: library, familiar: library })
}
