/** The Live page: camera → engine → names over faces. Every picture stays in this browser. */
import { byId, signedIn } from './dom.js'
import { FrameLoop } from './frame_loop.js'
import { Gallery } from './gallery.js'
import { LiveCamera } from './live_camera.js'
import { detailsOf, labelOf, lookOf, presentItem } from './live_faces.js'
import { LiveNetworks } from './live_networks.js'
import { LiveStage } from './live_stage.js'
import { LiveTracks } from './live_tracks.js'
import * as view from './live_view.js'
import { complain } from './messages.js'
import { clearOverlay, drawOverlay } from './overlay.js'
import { Presence } from './presence.js'
import { descriptorRequest, otherVersion } from './recogniser.js'
import { shortcuts } from './shortcuts.js'
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
  facts = { camera: '', models: 'off', faces: null, signedIn: signedIn(), people: null, fetching: {} }
  presence = new Presence()
  tracks = new LiveTracks()
  statistics = new Statistics()
  networks = new LiveNetworks(() => this.settle(), part => this.turn(part === 'detection' ? 'models' : part, false))
  gallery = new Gallery(() => this.galleryChanged(), complain)
  camera = new LiveCamera(video, () => this.cameraChanged(), () => { this.switches.camera = false })
  loop = new FrameLoop(video, () => this.analyse(), error => this.detectionFailed(error))
  /** What lies over the picture. @type {Pick<import('./live_stage.js').Shown, 'faces' | 'size'>} */
  drawn = { faces: [], size: null }
  stage = new LiveStage(() => ({ ...this.drawn, mirrored: this.camera.mirrored, landmarks: this.switches.landmarks }))
  following = false
  /** Whether the last frame's faces were compared. */
  comparing = false

  /**
   * @param {SwitchName} name
   * @param {boolean} on
   */
  turn(name, on) {
    const before = this.switches
    this.switches = turn(before, name, on)
    if (this.switches.camera !== before.camera) this.switches.camera ? this.camera.start() : this.camera.stop()
    this.followGallery()
    this.settle()
  }

  /** Everything at once, for the button in the empty picture. */
  startAll() {
    this.turn('camera', true)
    this.turn('detection', true)
  }

  /** Fetch what is needed, run or stop the loop as switches and facts say, and show them. */
  settle() {
    this.networks.want(this.switches, this.facts.signedIn)
    this.facts.fetching = this.networks.fetching
    this.facts.models = this.networks.ready ? 'ready' : this.switches.models ? 'loading' : 'off'
    const run = this.switches.detection && this.facts.camera !== '' && this.facts.models === 'ready'
    if (run) this.loop.start()
    else this.rest()
    this.render()
  }

  /** Stop looking and clear what the last look has shown. */
  rest() {
    this.loop.stop()
    this.presence.clear()
    this.tracks.clear()
    this.statistics.clear()
    this.facts.faces = null
    clearOverlay(overlay)
    this.drawn = { faces: [], size: null }
    view.showStatistics(this.statistics)
    view.showPresent([], false)
  }

  render() {
    view.showSwitches(this.switches, explain(this.switches, this.facts))
    view.showEngine(this.networks.engine)
  }

  cameraChanged() {
    this.facts.camera = this.camera.picture
    this.settle()
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
   * How descriptors are to be made so that they may meet the gallery's: those of two recognisers must never meet.
   * @param {import('./engine_status.js').Engine} engine
   * @returns {{name: string, crop: string} | null} null: nothing is compared
   */
  descriptors(engine) {
    const { recogniser } = this.gallery
    if (!this.networks.can('names') || !recogniser) return null
    const request = descriptorRequest(engine.specs, recogniser)
    if (request) return request
    this.turn('names', false)
    complain(otherVersion())
    return null
  }

  /** One frame: find, compare, show. */
  async analyse() {
    const { engine } = this.networks
    if (!engine) return
    const descriptors = this.descriptors(engine)
    const result = await engine.analyze(video, this.networks.request(descriptors))
    if (!this.loop.running) return
    if (this.comparing !== (descriptors !== null)) this.presence.clear()
    this.comparing = descriptors !== null
    const begun = performance.now()
    const steady = this.tracks.update(result.faces, begun / 1000, engine.specs[descriptors?.name ?? '']?.thresholds.distance)
    const seen = descriptors ? this.named(steady) : steady.map(face => ({ face, match: null }))
    const now = performance.now()
    this.statistics.add({ ...result.timings, matching: descriptors ? now - begun : undefined }, now)
    this.show(seen, result.size, now)
  }

  /** @param {import('./types.js').Face[]} faces  of one frame @returns {Seen[]} */
  named(faces) {
    const matches = this.gallery.matchFrame(faces.flatMap(({ descriptor }) => descriptor ?? []))
    return faces.map(face => ({ face, match: face.descriptor ? matches.shift() ?? null : null }))
  }

  /** @param {Seen[]} seen @param {import('./types.js').Size} size @param {number} now */
  show(seen, size, now) {
    const nameOf = (/** @type {string} */ id) => this.gallery.name(id)
    const labelled = seen.map(({ face, match }) => ({ face, label: labelOf(face, match, nameOf), look: lookOf(match) }))
    this.drawn = { faces: labelled, size }
    drawOverlay(overlay, labelled, { size, mirrored: this.camera.mirrored, landmarks: this.switches.landmarks })
    const sightings = this.presence.update(seen.map(({ face, match }) => ({ person: match?.person ?? null, distance: match?.distance ?? null, details: detailsOf(face) })), now)
    view.showPresent(sightings.map(sighting => presentItem(sighting, this.comparing, nameOf)), true)
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
live.networks.status.onRetry = () => live.turn('models', true)
view.listenToSwitches((name, on) => live.turn(name, on))
byId('start').addEventListener('click', () => live.startAll())
byId('camera-retry').addEventListener('click', () => live.turn('camera', true))
shortcuts({
  ...Object.fromEntries(Object.entries(view.SWITCH_KEYS).map(([key, name]) => [key, () => live.turn(name, !live.switches[name])])),
  m: () => { if (live.camera.picture) byId('mirror').click() },
  s: () => live.stage.save(),
  f: () => live.stage.toggleFullScreen(),
})
live.followGallery()
live.settle()
