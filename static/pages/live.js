/** The Live page: camera → engine → names over faces. Every picture stays in this browser. */
import { Camera } from './camera.js'
import { cameraChoice } from './camera_choice.js'
import { explainCameraError, cameraMessage } from './camera_errors.js'
import { byId, signedIn } from './dom.js'
import { DETECTOR, EngineStatus } from './engine_status.js'
import { FrameLoop } from './frame_loop.js'
import { Gallery } from './gallery.js'
import * as view from './live_view.js'
import { complain } from './messages.js'
import { clearOverlay, drawOverlay } from './overlay.js'
import { Presence } from './presence.js'
import { Statistics } from './statistics.js'
import { explain, turn } from './switches.js'

/**
 * @typedef {import('./switches.js').SwitchName} SwitchName
 * @typedef {{face: import('./types.js').Face, match: import('./gallery.js').Match | null}} Seen  match: null when nothing was compared
 */

const video = byId('video', HTMLVideoElement)
const overlay = byId('overlay', HTMLCanvasElement)
const mirror = byId('mirror', HTMLInputElement)
const STRANGER = 'unknown'

class Live {
  switches = view.readSwitches()
  /** @type {import('./switches.js').Facts} */
  facts = { camera: '', models: 'off', faces: null, signedIn: signedIn(), people: null }
  presence = new Presence()
  statistics = new Statistics()
  engine = new EngineStatus(byId('engine'), () => this.render())
  gallery = new Gallery(() => this.galleryChanged(), complain)
  camera = new Camera(video, () => this.cameraFailed(cameraMessage('unplugged')))
  loop = new FrameLoop(video, () => this.analyse(), error => this.detectionFailed(error))
  refreshCameras = cameraChoice(byId('camera-choice', HTMLSelectElement), byId('camera-choice-row'), id => this.startCamera(id))
  following = false

  /**
   * @param {SwitchName} name
   * @param {boolean} on
   */
  turn(name, on) {
    const before = this.switches
    this.switches = turn(before, name, on)
    if (this.switches.camera !== before.camera) this.switches.camera ? this.startCamera() : this.stopCamera()
    if (this.switches.models !== before.models) this.switches.models ? this.loadModels() : this.unloadModels()
    if (!this.switches.names) this.presence.clear()
    this.followGallery()
    this.settle()
  }

  /** Everything at once, for the button in the empty picture. */
  startAll() {
    this.turn('camera', true)
    this.turn('detection', true)
  }

  /** Run or stop the loop as switches and facts say, and show them. */
  settle() {
    const run = this.switches.detection && this.facts.camera !== '' && this.facts.models === 'ready'
    if (run) this.loop.start()
    else this.rest()
    this.render()
  }

  /** Stop looking and clear what the last look has shown. */
  rest() {
    this.loop.stop()
    this.presence.clear()
    this.statistics.clear()
    this.facts.faces = null
    clearOverlay(overlay)
    view.showStatistics(this.statistics)
    view.showPresent([], false)
  }

  render() {
    view.showSwitches(this.switches, explain(this.switches, this.facts))
    view.showEngine(this.engine.engine)
  }

  /** @param {string} [deviceId] */
  async startCamera(deviceId) {
    view.showCameraProblem(null)
    this.facts.camera = ''
    this.settle()
    try {
      if (await this.camera.start(deviceId)) this.cameraStarted()
    } catch (error) {
      this.cameraFailed(explainCameraError(error))
    }
  }

  cameraStarted() {
    const { label, facingMode, deviceId } = this.camera.settings
    const size = { width: video.videoWidth, height: video.videoHeight }
    this.facts.camera = `On: ${label || 'camera'}, ${size.width} × ${size.height}.`
    byId('mirror-row').hidden = false
    this.mirrored(facingMode !== 'environment')
    view.showPicture(size)
    this.refreshCameras(deviceId)
    this.settle()
  }

  stopCamera() {
    this.camera.stop()
    this.facts.camera = ''
    byId('mirror-row').hidden = true
    byId('camera-choice-row').hidden = true
    view.showCameraProblem(null)
    view.showPicture(null)
    this.settle()
  }

  /** @param {import('./camera_errors.js').CameraMessage} message */
  cameraFailed(message) {
    this.switches.camera = false
    this.stopCamera()
    view.showCameraProblem(message)
    this.refreshCameras()
  }

  /** @param {boolean} on */
  mirrored(on) {
    mirror.checked = on
    byId('stage').classList.toggle('mirrored', on)
  }

  async loadModels() {
    this.facts.models = 'loading'
    try {
      await this.engine.load()
      this.facts.models = this.switches.models ? 'ready' : 'off'
    } catch {
      this.facts.models = 'failed'
      this.switches = turn(this.switches, 'models', false)
    }
    this.settle()
  }

  unloadModels() {
    this.facts.models = 'off'
    this.engine.unload()
  }

  async followGallery() {
    if (!this.switches.names || !this.facts.signedIn || this.following) return
    this.following = true
    await this.gallery.follow()
  }

  galleryChanged() {
    this.facts.people = this.gallery.size
    this.presence.clear()
    this.render()
  }

  /** One frame: find, compare, show. */
  async analyse() {
    const engine = this.engine.engine
    if (!engine) return
    const names = this.switches.names && this.facts.signedIn && this.facts.people !== null
    const result = await engine.analyze(video, { detector: { name: DETECTOR }, landmarks: this.switches.landmarks || names, descriptors: names })
    if (!this.loop.running) return
    const begun = performance.now()
    const seen = result.faces.map(face => ({ face, match: names && face.descriptor ? this.gallery.match(face.descriptor) : null }))
    const now = performance.now()
    this.statistics.add({ ...result.timings, matching: names ? now - begun : undefined }, now)
    this.show(seen, result.size, now)
  }

  /** @param {Seen[]} seen @param {import('./types.js').Size} size @param {number} now */
  show(seen, size, now) {
    const labelled = seen.map(({ face, match }) => ({ face, label: match ? this.labelOf(match) : '', look: lookOf(match) }))
    drawOverlay(overlay, labelled, { size, mirrored: mirror.checked, landmarks: this.switches.landmarks })
    const sightings = this.presence.update(seen.map(({ match }) => ({ person: match?.person ?? null, distance: match?.distance ?? null })), now)
    const compared = seen.some(({ match }) => match) || this.switches.names && this.facts.signedIn
    view.showPresent(sightings.map(sighting => this.presentItem(sighting, compared)), true)
    view.showStatistics(this.statistics)
    if (this.facts.faces !== seen.length) {
      this.facts.faces = seen.length
      this.render()
    }
  }

  /** @param {import('./gallery.js').Match} match @returns {string} */
  labelOf({ person, distance }) {
    const name = person ? this.gallery.name(person) : STRANGER
    return distance === null ? name : `${name} ${distance.toFixed(2)}`
  }

  /**
   * @param {import('./presence.js').Sighting} sighting
   * @param {boolean} compared
   */
  presentItem({ key, person, distance }, compared) {
    if (person) return { key, distance, text: this.gallery.name(person), look: /** @type {const} */ ('known') }
    return compared ? { key, distance, text: STRANGER, look: /** @type {const} */ ('stranger') }
      : { key, distance: null, text: `Face ${key.split('#')[1]}`, look: /** @type {const} */ ('plain') }
  }

  /** @param {unknown} error */
  detectionFailed(error) {
    this.switches = turn(this.switches, 'detection', false)
    this.settle()
    complain(error)
  }
}

/** @param {import('./gallery.js').Match | null} match @returns {import('./overlay.js').Look} */
function lookOf(match) {
  if (!match) return 'plain'
  return match.person ? 'known' : 'stranger'
}

const live = new Live()
live.engine.onRetry = () => live.turn('models', true)
view.listenToSwitches((name, on) => live.turn(name, on))
byId('start').addEventListener('click', () => live.startAll())
byId('camera-retry').addEventListener('click', () => live.turn('camera', true))
mirror.addEventListener('change', () => live.mirrored(mirror.checked))
video.addEventListener('resize', () => { if (live.camera.running) view.showPicture({ width: video.videoWidth, height: video.videoHeight }) })
live.followGallery()
live.settle()
