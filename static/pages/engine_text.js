/** What the page says about loading and backends, in plain words. Pure. */
import { bytesText } from './text.js'

/** @typedef {import('./types.js').BackendReport} BackendReport */

/** @type {Record<string, string>} */
const BACKENDS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' }

/** @type {Record<string, string>} network → what it is for */
const PURPOSES = {
  ssd_mobilenetv1: 'faces', tiny_face_detector: 'faces', mtcnn: 'faces', tiny_yolov2: 'faces', face_landmark_68: 'landmarks',
  face_recognition: 'names', facenet: 'names', face_expression: 'expressions', age_gender: 'age and gender',
}

/** @param {string} name @returns {string} */
export const backendName = name => BACKENDS[name] ?? name

/**
 * @param {import('../faces/types.js').DownloadEvent | import('../faces/types.js').SelfTestEvent} event
 * @param {string[]} networks  that are being loaded
 * @returns {{text: string, percent: number | null}} percent null: nobody can say how long it takes
 */
export function progressText(event, networks) {
  if (event.stage === 'self-test') return { text: `Checking that ${backendName(event.backend)} calculates correctly …`, percent: null }
  if (event.totalBytes > 0 && event.loadedBytes >= event.totalBytes) return { text: `All ${bytesText(event.totalBytes)} are here. Starting …`, percent: null }
  const percent = event.totalBytes > 0 ? Math.min(100, event.loadedBytes / event.totalBytes * 100) : null
  return { text: `Loading ${loadedText(networks)}: ${bytesText(event.loadedBytes)} of ${bytesText(event.totalBytes)}`, percent }
}

/** @param {string[]} networks @returns {string} like "the networks for faces, landmarks and names" */
function loadedText(networks) {
  const purposes = networks.map(name => PURPOSES[name] ?? name)
  const last = purposes.pop() ?? ''
  return `the network${purposes.length ? 's' : ''} for ${purposes.length ? `${purposes.join(', ')} and ` : ''}${last}`
}

/**
 * @param {BackendReport} backend
 * @param {string} kind  'worker' or 'main'
 * @returns {string} a sentence
 */
export function backendText(backend, kind) {
  const threads = backend.threads > 1 ? ` with ${backend.threads} threads` : ''
  return `Ready: ${backendName(backend.name)}${threads}, ${threadText(kind)}.`
}

/** @param {string} kind @returns {string} */
export const threadText = kind => kind === 'worker' ? 'in the background' : 'on the page’s own thread'

/**
 * One sentence for each backend that was tried and left out.
 * @param {BackendReport} backend
 * @returns {string[]}
 */
export function droppedTexts(backend) {
  return backend.dropped.map(({ name, reason }) => `${backendName(name)} was left out: ${reason}`)
}
