/** One camera in one <video>: start, stop, list. Pictures stay in the browser. */
import { CameraError, missingSupport } from './camera_errors.js'
import { t } from './texts.js'

const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 } }

/** @throws {CameraError} when this page cannot use any camera */
function requireSupport() {
  const trouble = missingSupport({ isSecureContext, mediaDevices: navigator.mediaDevices })
  if (trouble) throw new CameraError(trouble)
}

/**
 * The cameras of this machine. Before permission the browser hides their names.
 * @returns {Promise<{id: string, name: string}[]>}
 */
export async function listCameras() {
  if (!navigator.mediaDevices) return []
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter(device => device.kind === 'videoinput')
    .map((device, index) => ({ id: device.deviceId, name: device.label || t('camera.number', { number: index + 1 }) }))
}

/**
 * Call back when cameras come or go.
 * @param {() => void} callback
 */
export function onCamerasChange(callback) {
  navigator.mediaDevices?.addEventListener('devicechange', callback)
}

/** A camera shown in a video element. */
export class Camera {
  /** @type {MediaStream | null} */
  #stream = null
  #attempt = 0

  /**
   * @param {HTMLVideoElement} video
   * @param {() => void} [onUnplugged]  called when the running camera goes away by itself
   */
  constructor(video, onUnplugged = () => {}) {
    this.video = video
    this.onUnplugged = onUnplugged
    addEventListener('pagehide', () => this.stop())
  }

  /** @returns {boolean} */
  get running() {
    return this.#stream !== null
  }

  /** @returns {MediaTrackSettings & {label: string}} of the running camera; empty when it is off */
  get settings() {
    const track = this.#stream?.getVideoTracks()[0]
    return { ...track?.getSettings(), label: track?.label ?? '' }
  }

  /**
   * Start, or change to another camera.
   * @param {string} [deviceId]  default: the one facing the person
   * @returns {Promise<boolean>} false when it was stopped or restarted meanwhile
   * @throws {CameraError | DOMException} see camera_errors.js
   */
  async start(deviceId) {
    this.stop()
    const attempt = this.#attempt
    requireSupport()
    const choice = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'user' } }
    const stream = await navigator.mediaDevices.getUserMedia({ video: { ...WANTED, ...choice }, audio: false })
    if (attempt !== this.#attempt) {
      for (const track of stream.getTracks()) track.stop()
      return false
    }
    this.#adopt(stream)
    await this.video.play()
    return attempt === this.#attempt
  }

  /** @param {MediaStream} stream */
  #adopt(stream) {
    this.#stream = stream
    this.video.srcObject = stream
    for (const track of stream.getVideoTracks()) {
      track.addEventListener('ended', () => {
        if (this.#stream !== stream) return
        this.stop()
        this.onUnplugged()
      })
    }
  }

  /** Release the camera: its light goes off. */
  stop() {
    this.#attempt += 1
    for (const track of this.#stream?.getTracks() ?? []) track.stop()
    this.#stream = null
    this.video.srcObject = null
  }
}
