/** The Live page: camera → engine → names over faces. Every picture stays in this browser. */
import { byId, signedIn } from './dom.js'
import { DETECTOR, EngineStatus } from './engine_status.js'
import { FrameLoop } from './frame_loop.js'
import { Gallery } from './gallery.js'
import { LiveCamera } from './live_camera.js'
import { labelOf, lookOf, presentItem } from './live_faces.js'
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

class Live {
  switches = view.readSwitches()
  /** @type {import('./switches.js').Facts} */
  facts = { camera: '', models: 'off', faces: null, signedIn: signedIn(), people: null }
  presence = new Presence()
  statistics = new Statistics()
  engine = new EngineStatus(byId('engine'), () => this.render())
  gallery = new Gallery(() => this.galleryChanged(), complain)
  camera = new LiveCamera(video, () => this.cameraChanged(), () => { this.switches.camera = false })
  loop = new FrameLoop(video, () => this.analyse(), error => this.detectionFailed(error))
  following = false

  /**
   * @param {SwitchName} name
   * @param {boolean} on
   */
  turn(name, on) {
    const before = this.switches
    this.switches = turn(before, name, on)
    if (this.switches.camera !== before.camera) this.switches.camera ? this.camera.start() : this.camera.stop()
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

  cameraChanged() {
    this.facts.camera = this.camera.picture
    this.settle()
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
    await this.gallery.follow().catch(complain)
  }

  galleryChanged() {
    this.facts.people = this.gallery.size
    this.presence.clear()
    this.render()
  }

  /**
   * Whether faces are to be compared, and can be: descriptors of two recognisers must never meet.
   * @param {import('./engine_status.js').Engine} engine
   * @returns {boolean}
   */
  comparable(engine) {
    const { recogniser } = this.gallery
    if (!this.switches.names || !this.facts.signedIn || !recogniser) return false
    const spec = engine.specs[recogniser.name]
    if (spec?.version === recogniser.version) return true
    this.turn('names', false)
    complain(new Error('The gallery was made with another version of the recogniser than this page has loaded. Reload the page.'))
    return false
  }

  /** One frame: find, compare, show. */
  async analyse() {
    const engine = this.engine.engine
    if (!engine) return
    const names = this.comparable(engine)
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
    const nameOf = (/** @type {string} */ id) => this.gallery.name(id)
    const labelled = seen.map(({ face, match }) => ({ face, label: labelOf(match, nameOf), look: lookOf(match) }))
    drawOverlay(overlay, labelled, { size, mirrored: this.camera.mirrored, landmarks: this.switches.landmarks })
    const sightings = this.presence.update(seen.map(({ match }) => ({ person: match?.person ?? null, distance: match?.distance ?? null })), now)
    const compared = this.switches.names && this.facts.people !== null
    view.showPresent(sightings.map(sighting => presentItem(sighting, compared, nameOf)), true)
    view.showStatistics(this.statistics)
    if (this.facts.faces !== seen.length) {
      this.facts.faces = seen.length
      this.render()
    }
  }

  /** @param {unknown} error */
  detectionFailed(error) {
    this.switches = turn(this.switches, 'detection', false)
    this.settle()
    complain(error)
  }
}

const live = new Live()
live.engine.onRetry = () => live.turn('models', true)
view.listenToSwitches((name, on) => live.turn(name, on))
byId('start').addEventListener('click', () => live.startAll())
byId('camera-retry').addEventListener('click', () => live.turn('camera', true))
live.followGallery()
live.settle()
