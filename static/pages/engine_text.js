/** What the page says about loading and backends, in plain words. */
import { bytesText } from './text.js'
import { t } from './texts.js'

/** @typedef {import('./types.js').BackendReport} BackendReport */

/** @type {Record<string, string>} */
const BACKENDS = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' }

/** Networks whose purpose has a name. */
const PURPOSES = ['ssd_mobilenetv1', 'tiny_face_detector', 'mtcnn', 'tiny_yolov2', 'face_landmark_68', 'face_recognition', 'facenet', 'face_expression', 'age_gender']

/** @param {string} name @returns {string} */
export const backendName = name => name === 'cpu' ? t('engine.cpu') : BACKENDS[name] ?? name

/**
 * @param {import('../faces/types.js').DownloadEvent | import('../faces/types.js').SelfTestEvent} event
 * @param {string[]} networks  that are being loaded
 * @returns {{text: string, percent: number | null}} percent null: nobody can say how long it takes
 */
export function progressText(event, networks) {
  if (event.stage === 'self-test') return { text: t('engine.checking', { backend: backendName(event.backend) }), percent: null }
  const total = bytesText(event.totalBytes)
  if (event.totalBytes > 0 && event.loadedBytes >= event.totalBytes) return { text: t('engine.all_here', { bytes: total }), percent: null }
  const percent = event.totalBytes > 0 ? Math.min(100, event.loadedBytes / event.totalBytes * 100) : null
  return { text: t('engine.loading', { n: networks.length, purposes: purposesText(networks), loaded: bytesText(event.loadedBytes), total }), percent }
}

/** @param {string[]} networks @returns {string} like "faces, landmarks and names" */
function purposesText(networks) {
  const purposes = networks.map(name => PURPOSES.includes(name) ? t(`engine.purpose_${name}`) : name)
  const last = purposes.pop() ?? ''
  return purposes.length ? purposes.join(t('engine.comma')) + t('engine.and') + last : last
}

/**
 * @param {BackendReport} backend
 * @param {string} kind  'worker' or 'main'
 * @returns {string} a sentence
 */
export function backendText({ name, threads }, kind) {
  const values = { backend: backendName(name), thread: threadText(kind) }
  return threads > 1 ? t('engine.ready_threads', { ...values, threads }) : t('engine.ready', values)
}

/** @param {string} kind @returns {string} */
export const threadText = kind => kind === 'worker' ? t('engine.background') : t('engine.main_thread')

/**
 * One sentence for each backend that was tried and left out.
 * @param {BackendReport} backend
 * @returns {string[]}
 */
export function droppedTexts(backend) {
  return backend.dropped.map(({ name, reason }) => t('engine.left_out', { backend: backendName(name), reason }))
}
