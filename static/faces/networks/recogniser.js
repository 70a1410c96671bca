import { FamiliarError } from '../errors.js'
import { descriptorCrop } from '../ops/align.js'
import { placeOf, sampleChip } from '../ops/chip.js'
import { normalise } from '../ops/normalise.js'
import { runCrops, spread } from './crops.js'

/** @import { CropSpec, Face, Pixels, Spec } from '../types.js' */
/** @import { Similarity } from '../ops/similarity.js' */
/** @import { Cropped } from './crops.js' */
/** @import { Network, Row } from './network.js' */

/** The box of a face just as it is, for one that is aligned already; every recogniser has it. @type {CropSpec} */
const AS_GIVEN = { name: 'as-given', version: '', rule: 'as-given' }

/**
 * The crop that descriptors are made with.
 * @param {Spec} spec     of a recogniser
 * @param {string} [name] its first crop when absent
 * @returns {CropSpec}
 * @throws {FamiliarError} bad-input
 */
export function cropOf({ title, crops = [] }, name = crops[0]?.name) {
  const crop = [...crops, AS_GIVEN].find((each) => each.name === name)
  if (crop) return crop
  throw new FamiliarError('bad-input', `${title}: there is no crop "${name}", only ${crops.map((each) => each.name).join(', ')}.`)
}

/** Whether a crop is placed by the landmarks. @param {CropSpec} crop */
export const needsLandmarks = ({ rule }) => !['box', 'as-given'].includes(rule)

/**
 * Describes faces with numbers whose Euclidean distance says how alike two faces are.
 * @param {Network} network
 * @param {Pixels} image
 * @param {Cropped[]} faces  with landmarks where the crop needs them
 * @param {CropSpec} crop
 * @returns {Promise<Partial<Face>[]>} descriptor of each: 128 numbers; none where there is nothing to describe
 */
export function describe(network, image, faces, crop) {
  const { share = 1, centre = [] } = crop
  if (crop.rule === 'as-given') return runCrops(network, image, faces.map((face) => face.crop), toDescriptor)
  if (crop.rule !== 'eyes-mouth') return describeChips(network, image, faces.map((face) => placeOf(face, crop)))
  return runCrops(network, image, faces.map((face) => descriptorCrop(face.landmarks ?? [], face.crop, image, { share, centre })), toDescriptor)
}

/** @param {Row} row */
const toDescriptor = ({ descriptor }) => ({ descriptor: Float32Array.from(descriptor) })

/**
 * @param {Network} network
 * @param {Pixels} image
 * @param {Similarity[]} places  those smaller than a pixel have no descriptor
 */
async function describeChips(network, image, places) {
  const { input } = network.spec
  const length = input.size ** 2 * 3
  const wide = places.flatMap(({ a, b }, i) => (Math.hypot(a, b) >= 1 ? [i] : []))
  const batch = new Float32Array(wide.length * length)
  wide.forEach((index, i) => {
    normalise(sampleChip(image, places[index], input.size, batch.subarray(i * length, (i + 1) * length)), input)
  })
  return spread(await network.runRows(batch), wide, places.length, toDescriptor)
}
