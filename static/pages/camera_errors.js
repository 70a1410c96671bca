/** What went wrong with a camera, in a person's words. Pure. */

/**
 * @typedef {'refused' | 'missing' | 'in-use' | 'unplugged' | 'cannot-choose' | 'insecure' | 'unsupported' | 'other'} CameraTrouble
 * @typedef {{code: CameraTrouble, title: string, cure: string}} CameraMessage
 */

/** @type {Record<CameraTrouble, [string, string]>} what happened, what to do */
const MESSAGES = {
  refused: ['The camera is not allowed', 'The browser was told not to let this page use the camera. Press the camera or lock sign beside the address, allow the camera, and try again.'],
  missing: ['No camera was found', 'Plug a camera in, or check that it is not switched off by a key or a cover, and try again.'],
  'in-use': ['The camera is in use', 'Another program or tab holds the camera, or the system does not hand it out. Close the other one and try again.'],
  unplugged: ['The camera went away', 'It was unplugged, switched off or taken by the system. Connect it again, or choose another one.'],
  'cannot-choose': ['This camera cannot be used', 'The chosen camera is gone or does not offer a fitting picture. Choose another one.'],
  insecure: ['The camera needs a secure address', 'Browsers give the camera only to pages under https:// or on this very computer (localhost). Open Familiar by such an address.'],
  unsupported: ['This browser has no camera access', 'Use a current version of Firefox, Chrome, Edge or Safari.'],
  other: ['The camera did not start', 'Try again. If it stays like this, choose another camera or restart the browser.'],
}

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
  const [title, cure] = MESSAGES[code]
  return { code, title, cure }
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
