/** Finding the faces of a photo, harder than in a live picture: nothing found is looked for again in a larger size. */
import { DETECTOR } from './engine_status.js'

const FAINT = 0.2  // score of something that looks only a little like a face

/**
 * @param {import('./engine_status.js').Engine} engine
 * @param {Blob} blob
 * @returns {Promise<{faces: import('./types.js').Face[], size: import('./types.js').Size, weak: number}>}
 *   faces with descriptors, from left to right; weak: how many places were too unclear, where no face was found
 */
export async function findFaces(engine, blob) {
  const first = await engine.analyze(blob, { detector: { name: DETECTOR }, descriptors: true })
  if (first.faces.length) return { faces: inOrder(first.faces), size: first.size, weak: 0 }
  const spec = engine.specs[DETECTOR]
  const detector = { name: DETECTOR, inputSize: spec?.input.sizes?.max, scoreThreshold: FAINT }
  const second = await engine.analyze(blob, { detector, descriptors: true })
  const clear = second.faces.filter(face => face.score >= (spec?.thresholds.score ?? 1))
  return { faces: inOrder(clear), size: second.size, weak: second.faces.length - clear.length }
}

/** @param {import('./types.js').Face[]} faces */
const inOrder = faces => [...faces].sort((a, b) => a.box.x - b.box.x)
