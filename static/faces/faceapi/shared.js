import { createEngine } from '../engine.js'

/** @import { Engine } from '../engine.js' */

/** The engine that the face-api.js interface runs on. @type {Promise<Engine> | null} */
let shared = null
/** The same, once it is there. @type {Engine | null} */
let ready = null

/** The engine that the face-api.js interface runs on, made when first needed. @returns {Promise<Engine>} */
export async function defaultEngine() {
  shared ??= createEngine()
  ready = await shared
  return ready
}

/** The same without waiting; null where there is none yet. @returns {Engine | null} */
export const engineNow = () => ready

/**
 * Lets the face-api.js interface run on an engine of the page's own; the one before is not disposed.
 * @param {Engine | null} engine  null: a new one when next needed
 */
export function useEngine(engine) {
  ready = engine
  shared = engine && Promise.resolve(engine)
}
