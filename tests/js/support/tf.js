/**
 * Lets the browser's own bundle of TensorFlow.js run in Node: it asks for Node's modules only there, and this is the door.
 * To be imported before the library.
 */
import { createRequire } from 'node:module'

Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: import.meta.dirname })
