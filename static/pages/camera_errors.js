/** What went wrong with a camera, in a person's words. Pure. */
import { t } from './texts.js'

/**
 * @typedef {'refused' | 'missing' | 'in-use' | 'unplugged' | 'cannot-choose' | 'insecure' | 'unsupported' | 'other'} CameraTrouble
 * @typedef {{code: CameraTrouble, title: string, cure: string}} CameraMessage
 */

/** @type {Record<string, CameraTrouble>} DOMException name → trouble, after the Media Capture and Streams specification */
const BY_NAME = {
  NotAllowedError: 'refused', SecurityError: 'refused', PermissionDeniedError: 'refused',
  NotFoundError: 'missing', DevicesNotFoundError: 'missing',
  NotReadableError: 'in-use', TrackStartError: 'in-use', AbortError: 'in-use',
  OverconstrainedError: 'cannot-choose', ConstraintNotSatisfiedError: 'cannot-choose',
}

/**
 * @param {CameraTrouble} code
 * @returns {CameraMessage}
 */
export function cameraMessage(code) {
  const key = code.replace('-', '_')
  return { code, title: t(`camera.${key}`), cure: t(`camera.${key}_cure`) }
}

/**
 * @param {unknown} error  what getUserMedia or play() threw
 * @returns {CameraMessage}
 */
export function explainCameraError(error) {
  if (error instanceof CameraError) return error.explanation
  const name = /** @type {{name?: string} | null} */ (error)?.name ?? ''
  return cameraMessage(BY_NAME[name] ?? 'other')
}

/** A camera that cannot be had, with the words for it. */
export class CameraError extends Error {
  /** @param {CameraTrouble} code */
  constructor(code) {
    super(cameraMessage(code).title)
    this.name = 'CameraError'
    this.explanation = cameraMessage(code)
  }
}

/**
 * Why there is no mediaDevices at all, or null where there is.
 * @param {{isSecureContext: boolean, mediaDevices: unknown}} surroundings
 * @returns {CameraTrouble | null}
 */
export function missingSupport({ isSecureContext, mediaDevices }) {
  if (!isSecureContext) return 'insecure'
  return mediaDevices ? null : 'unsupported'
}
