/** The expressions in the order in which the network tells them. */
export const FACE_EXPRESSION_LABELS = /** @type {const} */ (['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgusted', 'surprised'])

/** How probable each expression of a face is, a property each. */
export class FaceExpressions {
  neutral = 0
  happy = 0
  sad = 0
  angry = 0
  fearful = 0
  disgusted = 0
  surprised = 0

  /**
   * @param {ArrayLike<number> | Record<string, number>} probabilities  0–1, in the order of the labels or by their names
   * @throws {RangeError} when they are a list but not seven
   */
  constructor(probabilities) {
    if (!('length' in probabilities)) {
      Object.assign(this, probabilities)
    } else if (probabilities.length === FACE_EXPRESSION_LABELS.length) {
      FACE_EXPRESSION_LABELS.forEach((label, i) => { this[label] = /** @type {ArrayLike<number>} */ (probabilities)[i] })
    } else {
      throw new RangeError(`A face has ${FACE_EXPRESSION_LABELS.length} probabilities of expressions, not ${probabilities.length}.`)
    }
  }

  /** @returns {{expression: typeof FACE_EXPRESSION_LABELS[number], probability: number}[]} the most probable first */
  asSortedArray() {
    return FACE_EXPRESSION_LABELS.map((expression) => ({ expression, probability: this[expression] }))
      .sort((a, b) => b.probability - a.probability)
  }
}
