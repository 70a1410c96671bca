import { FamiliarError } from './errors.js'
import { networkFor } from './networks/index.js'
import { cropOf, needsLandmarks } from './networks/recogniser.js'
import { checkSettings } from './networks/settings.js'
import { alignedBox } from './ops/align.js'
import { clipToPixels, isEmpty } from './ops/boxes.js'

/** @import { Box, Face, Pixels, Request, Spec, Timings } from './types.js' */
/** @import { Cropped } from './networks/crops.js' */
/** @import { Network } from './networks/network.js' */

/** @typedef {Map<string, Network>} Networks */
/** @typedef {(image: Pixels, faces: Cropped[]) => Promise<Cropped[]>} Step */

/**
 * The table of tasks, in the order in which they are done: the part of the request and the timings → which request wants it, and
 * what makes its step.
 * @type {[Exclude<keyof Timings, 'capture' | 'total'>, (request: Request, networks: Networks) => unknown, (networks: Networks, request: Request) => Step][]}
 */
const TASKS = [
  ['detection', () => true, detection],
  ['landmarks', wantsLandmarks, landmarks],
  ['descriptors', ({ descriptors }) => descriptors, description],
  ['expressions', ({ expressions }) => expressions, fromCrops('expressions', 'expression', alignedCrop)],
  ['ageGender', ({ ageGender }) => ageGender, fromCrops('ageGender', 'age-gender', alignedCrop)],
  ['antispoof', ({ antispoof }) => antispoof, fromCrops('antispoof', 'antispoof', ({ crop }) => crop)],
  ['liveness', ({ liveness }) => liveness, fromCrops('liveness', 'liveness', ({ crop }) => crop)],
]

/**
 * Detection, then what was asked for; the faces of an image go through a network together.
 * @param {Pixels} image
 * @param {Request} request
 * @param {Networks} networks
 * @returns {Promise<{faces: Face[], timings: Omit<Timings, 'capture' | 'total'>}>}
 *   faces with the highest score first; timings in ms
 * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input
 */
export async function analyze(image, request, networks) {
  /** @type {any} */
  const timings = {}
  /** @type {Cropped[]} */
  let faces = []
  for (const [name, step] of stepsOf(request, networks)) {
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
  stepsOf(request, /** @type {Networks} */ (loaded))
}

/**
 * @param {Request} request
 * @param {Networks} networks
 * @returns {[string, Step][]} the steps that a request takes, in order
 */
function stepsOf(request, networks) {
  return TASKS.filter(([, wants]) => wants(request, networks)).map(([name, , makeStep]) => [name, makeStep(networks, request)])
}

/** @param {Networks} networks @param {Request} request @returns {Step} */
function detection(networks, { detector, boxes }) {
  if (boxes) return fromBoxes(boxes)
  const { network, run } = networkFor(networks, 'detection', detector?.name)
  const options = { ...detector, name: network.spec.name }
  checkSettings(network.spec, options)
  return async (image) => cropped(await run(network, image, options), image)
}

/**
 * Boxes that the caller knows, as if they had been found; one without end becomes what it takes of the image.
 * @param {Box[]} boxes
 * @returns {Step}
 * @throws {FamiliarError} bad-input
 */
function fromBoxes(boxes) {
  const faces = boxes.map((box) => {
    const { x, y, width, height } = box ?? {}
    if (Number.isFinite(x + y) && width > 0 && height > 0) return { box: { x, y, width, height }, score: 1 }
    throw new FamiliarError('bad-input', 'A given box needs the numbers x, y, width and height, the last two more than 0.')
  })
  return async (image) => cropped(faces, image)
    .map((face) => (Number.isFinite(face.box.width + face.box.height) ? face : { ...face, box: face.crop }))
}

/** Faces with the pixels that they take; those outside the image are left out. @param {Face[]} faces @param {Pixels} image @returns {Cropped[]} */
function cropped(faces, image) {
  return faces.map((face) => ({ ...face, crop: clipToPixels(face.box, image) })).filter(({ crop }) => !isEmpty(crop))
}

/** @param {Request} request @param {Networks} networks */
function wantsLandmarks(request, networks) {
  return request.landmarks || (request.descriptors && needsLandmarks(recogniser(networks, request).crop))
}

/** @param {Networks} networks @param {Request} request @returns {Step} */
function landmarks(networks, request) {
  const { network, run } = networkFor(networks, 'landmarks', named(request.landmarks).name)
  return async (image, faces) => joined(faces, await run(network, image, faces))
}

/** @param {Networks} networks @param {Request} request @returns {Step} */
function description(networks, request) {
  const { network, run, crop } = recogniser(networks, request)
  return async (image, faces) => joined(faces, await run(network, image, faces, crop))
}

/** @param {Networks} networks @param {Request} request */
function recogniser(networks, { descriptors }) {
  const { name, crop } = named(descriptors)
  const found = networkFor(networks, 'recognition', name)
  return { ...found, crop: cropOf(found.network.spec, crop) }
}

/**
 * Makes steps whose network sees one crop of each face.
 * @param {'expressions' | 'ageGender' | 'antispoof' | 'liveness'} part  of the request
 * @param {'expression' | 'age-gender' | 'antispoof' | 'liveness'} task
 * @param {(face: Cropped, image: Pixels) => Box} cropFor
 * @returns {(networks: Networks, request: Request) => Step}
 */
function fromCrops(part, task, cropFor) {
  return (networks, request) => {
    const { network, run } = networkFor(networks, task, named(request[part]).name)
    return async (image, faces) => joined(faces, await run(network, image, faces.map((face) => cropFor(face, image))))
  }
}

/** Around the landmarks where there are any, else the detector's box. @param {Cropped} face @param {Pixels} image */
function alignedCrop({ landmarks: points, crop }, image) {
  return points ? clipToPixels(alignedBox(points), image) : crop
}

/** @param {Cropped[]} faces @param {Partial<Face>[]} parts  one for each face */
function joined(faces, parts) {
  return faces.map((face, i) => ({ ...face, ...parts[i] }))
}

/** @param {boolean | {name?: string, crop?: string} | null | undefined} wish @returns {{name?: string, crop?: string}} */
function named(wish) {
  return typeof wish === 'object' ? wish ?? {} : {}
}
