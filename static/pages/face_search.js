/** Finding the faces of a photo, harder than in a live picture: nothing found is looked for again in a larger size. */
import { meta } from './dom.js'
import { LANDMARKS } from './needs.js'
import { descriptorRequest, otherVersion, parseRecogniser } from './recogniser.js'

const DETECTOR = 'tiny_face_detector'
const FAINT = 0.2  // score of something that looks only a little like a face

/** @returns {import('./types.js').Recogniser} whose descriptors the server keeps */
export const keptRecogniser = () => parseRecogniser(meta('recogniser'))

/** @returns {string[]} the networks that `findFaces` needs */
export const photoNetworks = () => [DETECTOR, LANDMARKS, keptRecogniser().name]

/**
 * @param {import('./engine_status.js').Engine} engine
 * @param {Blob} blob
 * @returns {Promise<{faces: import('./types.js').Face[], size: import('./types.js').Size, weak: number}>}
 *   faces from left to right, with descriptors as the server keeps them; weak: how many places were too unclear, where no face was found
 * @throws {Error} FamiliarError of the library; a sentence where this page's networks are not those that the server keeps
 */
export async function findFaces(engine, blob) {
  const descriptors = descriptorRequest(engine.specs, keptRecogniser())
  if (!descriptors) throw otherVersion()
  const first = await engine.analyze(blob, { detector: { name: DETECTOR }, landmarks: true, descriptors })
  if (first.faces.length) return { faces: inOrder(first.faces), size: first.size, weak: 0 }
  const spec = engine.specs[DETECTOR]
  const detector = { name: DETECTOR, inputSize: spec?.input.sizes?.max, scoreThreshold: FAINT }
  const second = await engine.analyze(blob, { detector, landmarks: true, descriptors })
  const clear = second.faces.filter(face => face.score >= (spec?.thresholds.score ?? 1))
  return { faces: inOrder(clear), size: second.size, weak: second.faces.length - clear.length }
}

/** @param {import('./types.js').Face[]} faces */
const inOrder = faces => [...faces].sort((a, b) => a.box.x - b.box.x)
