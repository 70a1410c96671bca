/**
 * @typedef {'weights-missing' | 'weights-truncated' | 'weights-corrupt' | 'weights-type' | 'weights-network' | 'no-backend'
 *   | 'bad-input' | 'not-loaded' | 'worker-failed' | 'undecodable' | 'fetch-failed'} Code
 */

/** An error with a code for programs, a sentence for people and, where there is one, the cure. */
export class FamiliarError extends Error {
  /**
   * @param {Code} code
   * @param {string} message  a sentence
   * @param {{cure?: string, file?: string, cause?: unknown}} [more]  cure: what to do; file: the address that is to blame
   */
  constructor(code, message, { cure, file, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'FamiliarError'
    this.code = code
    if (cure) this.cure = cure
    if (file) this.file = file
  }
}

/**
 * An error as plain data that can cross to another thread.
 * @param {unknown} error
 * @returns {{code?: Code, message: string, cure?: string, file?: string}}
 */
export function packError(error) {
  if (!(error instanceof FamiliarError)) return { message: error instanceof Error ? error.message : String(error) }
  return { code: error.code, message: error.message, cure: error.cure, file: error.file }
}

/**
 * The error that `packError` packed: a FamiliarError when it had a code, otherwise a plain Error.
 * @param {ReturnType<typeof packError>} data
 */
export function unpackError({ code, message, cure, file }) {
  return code ? new FamiliarError(code, message, { cure, file }) : new Error(message)
}

/** The message of anything that was thrown. @param {unknown} thrown */
export function reasonOf(thrown) {
  return /** @type {any} */ (thrown)?.message ?? String(thrown)
}
