/** The About page's check of this device. */
import { checkDevice } from '../faces/device.js'
import { DeviceView } from './device_view.js'
import { byId, el } from './dom.js'
import { backendName } from './engine_text.js'
import { complain } from './messages.js'
import { LANDMARKS } from './needs.js'
import { t } from './texts.js'

const MODELS = new URL('../models/', import.meta.url).pathname
const SIZE = { width: 640, height: 480 }  // of the picture where there is no sample

/** @typedef {{networks: string[], every: string[], titles: Record<string, string>, detector: string, recogniser: string, picture: string | null}} Check  of the template */

/** @type {Check} */
const given = JSON.parse(byId('device').dataset.check ?? '{}')
const button = byId('check-device', HTMLButtonElement)
const stop = byId('stop-check', HTMLButtonElement)
const status = byId('device-status')
const view = new DeviceView(byId('device-reports'), given.titles)

/** @returns {Promise<Blob | HTMLCanvasElement>} a photo where set-up brought one; an empty picture shows no face, but times the detector */
async function picture() {
  const answer = given.picture ? await fetch(given.picture).catch(() => null) : null
  return answer?.ok ? answer.blob() : el('canvas', SIZE)
}

/** @param {string[]} networks @returns {import('../faces/types.js').Request} all that these can find */
function request(networks) {
  const has = (/** @type {string} */ name) => networks.includes(name)
  const { detector, recogniser: name } = given
  return { detector: { name: detector }, landmarks: has(LANDMARKS), descriptors: has(name) && { name }, expressions: has('face_expression'), ageGender: has('age_gender') }
}

async function check() {
  const stopping = new AbortController()
  stop.onclick = () => stopping.abort()
  show(true)
  try {
    const networks = byId('check-every', HTMLInputElement).checked ? given.every : given.networks
    view.clear()
    const work = { models: MODELS, networks, picture: await picture(), request: request(networks), signal: stopping.signal }
    for await (const { backend, report } of checkDevice(work)) {
      status.textContent = t('device.checking', { backend: backendName(backend) })
      view.show(backend, report)
    }
    status.textContent = t('device.done', { n: view.working })
  } catch (error) {
    status.textContent = ''
    complain(error)
  }
  show(false)
}

/** @param {boolean} checking */
function show(checking) {
  button.disabled = checking
  button.textContent = t(checking ? 'device.check' : 'device.again')
  stop.hidden = !checking
  byId('device-note').hidden = false
}

button.addEventListener('click', check)
