/** TensorFlow's own library, where a program in Node has installed it: several times as fast as WebAssembly on many processors. */

const PACKAGE = '@tensorflow/tfjs-node'
const NOT_INSTALLED = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']

/** Loads the package, which registers its backend; once, however often it is asked. @type {Promise<unknown> | undefined} */
let loading

/** Brings the backend "tensorflow". @returns {Promise<unknown>} @throws {Error} where it is not installed, or broken */
export function loadNative() {
  return (loading ??= import(PACKAGE))
}

/** @returns {Promise<boolean>} whether it is installed, also when it is broken */
export async function hasNative() {
  if (!(/** @type {any} */ (globalThis).process?.versions?.node)) return false
  return loadNative().then(() => true, (error) => !NOT_INSTALLED.includes(error.code))
}
