/** Pictures, films and weights from an address or from bytes. */
import { env } from '../env.js'
import { FamiliarError, reasonOf } from '../../errors.js'
import { unreadable } from './elements.js'

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<Response>}
 * @throws {FamiliarError} fetch-failed, when nothing answers or the answer is an error
 */
export async function fetchOrThrow(url, init) {
  const { fetch } = env.getEnv()
  /** @type {Response} */
  const response = await fetch(url, init).catch((/** @type {unknown} */ cause) => {
    throw new FamiliarError('fetch-failed', `${url} cannot be loaded: ${reasonOf(cause)}`, { file: url, cause })
  })
  if (response.status < 400) return response
  throw new FamiliarError('fetch-failed', `${url} cannot be loaded: the server says ${response.status} ${response.statusText}`.trim() + '.', { file: url })
}

/** @param {string} url @returns {Promise<any>} */
export async function fetchJson(url) { return (await fetchOrThrow(url)).json() }

/** @param {string} url @returns {Promise<Float32Array>} */
export async function fetchNetWeights(url) { return new Float32Array(await (await fetchOrThrow(url)).arrayBuffer()) }

/** @param {string} url @returns {Promise<HTMLImageElement>} */
export async function fetchImage(url) { return bufferToImage(await fetchBlob(url, 'image')) }

/** @param {string} url @returns {Promise<HTMLVideoElement>} */
export async function fetchVideo(url) { return bufferToVideo(await fetchBlob(url, 'video')) }

/** @param {string} url @param {'image' | 'video'} kind */
async function fetchBlob(url, kind) {
  const blob = await (await fetchOrThrow(url)).blob()
  if (blob.type.startsWith(`${kind}/`)) return blob
  throw new FamiliarError('bad-input', `${url} is no ${kind}, but ${blob.type || 'of no known type'}.`, { file: url })
}

/**
 * @param {Blob} blob  a picture file, as a file field gives it
 * @returns {Promise<HTMLImageElement>} loaded
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function bufferToImage(blob) {
  demandBlob(blob)
  const image = env.getEnv().createImageElement()
  await new Promise((resolve, reject) => {
    const reader = new FileReader()
    Object.assign(image, { onload: resolve, onerror: () => reject(unreadable(false)) })
    reader.onload = () => { image.src = String(reader.result) }
    reader.onerror = () => reject(unreadable(false))
    reader.readAsDataURL(blob)
  })
  return image
}

/**
 * @param {Blob} blob  a film
 * @returns {Promise<HTMLVideoElement>} plays, without sound
 * @throws {FamiliarError} bad-input, undecodable
 */
export async function bufferToVideo(blob) {
  demandBlob(blob)
  const video = env.getEnv().createVideoElement()
  await new Promise((resolve, reject) => {
    Object.assign(video, { oncanplay: resolve, onerror: () => reject(unreadable(true)), playsInline: true, muted: true })
    video.src = URL.createObjectURL(blob)
    video.play()?.catch(() => {}) // a film that cannot be read fails by its event, one that may not start still has a picture
  })
  return video
}

/** @param {any} blob */
function demandBlob(blob) {
  if (!(blob instanceof Blob)) throw new FamiliarError('bad-input', 'This is no file: give a Blob.')
}
