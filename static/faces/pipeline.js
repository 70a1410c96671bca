import { checkDetector, networkFor } from './networks/index.js'
import { descriptorCrop } from './ops/align.js'
import { clipToPixels, isEmpty } from './ops/boxes.js'

/** @import { Box, Face, Pixels, Request, Spec } from './types.js' */
/** @import { Network } from './networks/network.js' */

/** @typedef {Face & {crop: Box}} Cropped  a face with the whole pixels that its box takes */

/**
 * Detection, then landmarks and descriptors where asked for; the faces of an image go through a network together.
 * @param {Pixels} image
 * @param {Request} request
 * @param {Map<string, Network>} networks
 * @returns {Promise<{faces: Face[], timings: {detection: number, landmarks?: number, descriptors?: number}}>}
 *   faces with the highest score first; timings in ms
 * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input
 */
export async function analyze(image, request, networks) {
  const steps = stepsOf(request, networks)
  /** @type {any} */
  const timings = {}
  /** @type {Cropped[]} */
  let faces = []
  for (const [name, step] of steps) {
    const start = performance.now()
    faces = await step(image, faces)
    timings[name] = performance.now() - start
  }
  return { faces: faces.map(({ crop: _, ...face }) => face), timings }
}

/**
 * Refuses a request that cannot be answered, before any work is done on it.
 * @param {Request} request
 * @param {Map<string, {spec: Spec}>} loaded  whether on a backend or not
 * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input
 */
export function checkRequest(request, loaded) {
  stepsOf(request, /** @type {Map<string, Network>} */ (loaded))
}

/**
 * The table of tasks: which steps a request takes, in order.
 * @param {Request} request
 * @param {Map<string, Network>} networks
 * @returns {[string, (image: Pixels, faces: Cropped[]) => Promise<Cropped[]>][]}
 */
function stepsOf({ detector, landmarks, descriptors }, networks) {
  /** @type {ReturnType<typeof stepsOf>} */
  const steps = [['detection', detection(networks, detector)]]
  if (landmarks || descriptors) steps.push(['landmarks', addLandmarks(networks)])
  if (descriptors) steps.push(['descriptors', addDescriptors(networks)])
  return steps
}

/**
 * @param {Map<string, Network>} networks
 * @param {Request['detector']} request
 */
function detection(networks, request) {
  const { network, run } = networkFor(networks, 'detection', request?.name)
  const options = { ...request, name: network.spec.name }
  checkDetector(network.spec, options)
  return async (/** @type {Pixels} */ image) => {
    const found = await run(network, image, options)
    return found.map((face) => ({ ...face, crop: clipToPixels(face.box, image) })).filter(({ crop }) => !isEmpty(crop))
  }
}

/** @param {Map<string, Network>} networks */
function addLandmarks(networks) {
  const { network, run } = networkFor(networks, 'landmarks')
  return async (/** @type {Pixels} */ image, /** @type {Cropped[]} */ faces) => {
    const points = await run(network, image, faces)
    return faces.map((face, i) => ({ ...face, landmarks: points[i] }))
  }
}

/**
 * A face whose landmarks lie outside the image gets no descriptor.
 * @param {Map<string, Network>} networks
 */
function addDescriptors(networks) {
  const { network, run } = networkFor(networks, 'recognition')
  return async (/** @type {Pixels} */ image, /** @type {Cropped[]} */ faces) => {
    const crops = faces.map(({ landmarks = [], crop }) => descriptorCrop(landmarks, crop, image))
    const descriptors = await run(network, image, crops.filter((crop) => !isEmpty(crop)))
    return faces.map((face, i) => {
      const descriptor = isEmpty(crops[i]) ? undefined : descriptors.shift()
      return descriptor ? { ...face, descriptor } : face
    })
  }
}
