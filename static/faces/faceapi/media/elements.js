/** Questions about the elements of a page that show pictures. */
import { Dimensions } from '../classes/dimensions.js'
import { env } from '../env.js'
import { FamiliarError } from '../../errors.js'

/** @import { SizeLike } from '../classes/dimensions.js' */

/** A video element's networkState where it has nothing to load. */
const NOTHING_TO_LOAD = [0, 3]

/**
 * The element of an id; anything that is no string is given back. In Node, strings too.
 * @param {any} input
 * @returns {any} null when there is no such element
 */
export function resolveInput(input) {
  return typeof input === 'string' && !env.isNodejs() ? document.getElementById(input) : input
}

/** Whether something is an image, a canvas or a video. @param {any} input */
export function isMediaElement(input) {
  const { Image, Canvas, Video } = env.getEnv()
  return [Image, Canvas, Video].some((type) => input instanceof type)
}

/** Whether an image or a video has a picture to show. @param {any} media */
export function isMediaLoaded(media) {
  const { Image, Video } = env.getEnv()
  return (media instanceof Image && media.complete) || (media instanceof Video && media.readyState >= 3)
}

/** Whether there is a picture to take now; a film at its end, where `isMediaLoaded` says no, has one, too. @param {any} media */
export function hasPicture(media) {
  const { Canvas, Video } = env.getEnv()
  return media instanceof Canvas || isMediaLoaded(media) || (media instanceof Video && media.readyState >= 2)
}

/**
 * The size of a picture itself, not that at which it is shown.
 * @param {any} input  an image, a video, or anything with width and height
 * @returns {Dimensions} pixels
 */
export function getMediaDimensions({ naturalWidth, naturalHeight, videoWidth, videoHeight, width, height }) {
  return new Dimensions(naturalWidth ?? videoWidth ?? width, naturalHeight ?? videoHeight ?? height)
}

/**
 * Gives a canvas the size of a picture.
 * @param {SizeLike} input                the canvas, changed
 * @param {any} reference                 image, video, canvas or anything with width and height
 * @param {boolean} [useMediaDimensions]  the picture's own size in pixels, not the size at which it is shown
 * @returns {SizeLike} the new size
 */
export function matchDimensions(input, reference, useMediaDimensions = false) {
  const { width, height } = useMediaDimensions ? getMediaDimensions(reference) : reference
  Object.assign(input, { width, height })
  return { width, height }
}

/**
 * Waits until an image or a video has a picture to show.
 * @param {any} media  a canvas has one always
 * @returns {Promise<Event | null>} null when there was no need to wait
 * @throws {FamiliarError} undecodable, when it cannot be loaded; bad-input, when a video has nothing to load
 */
export async function awaitMediaLoaded(media) {
  if (hasPicture(media)) return null
  const isVideo = media instanceof env.getEnv().Video
  if (media.error) throw unreadable(isVideo)
  if (isVideo && NOTHING_TO_LOAD.includes(media.networkState) && !media.srcObject) {
    throw new FamiliarError('bad-input', 'The video has nothing to show.', { cure: 'Give it a src or a srcObject first.' })
  }
  return new Promise((resolve, reject) => {
    media.addEventListener(isVideo ? 'loadeddata' : 'load', resolve, { once: true })
    media.addEventListener('error', () => reject(unreadable(isVideo)), { once: true })
  })
}

/** @param {boolean} isVideo */
export function unreadable(isVideo) {
  return isVideo ? new FamiliarError('undecodable', 'The video cannot be read.', { cure: 'Use an MP4 or WebM file that this browser plays.' })
    : new FamiliarError('undecodable', 'The image cannot be read.', { cure: 'Use a JPEG, PNG or WebP file.' })
}
