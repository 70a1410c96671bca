/** How probable each expression of a face is, a property each. */
export class FaceExpressions {
  /** @param {Record<string, number>} probabilities  0–1 by the expression's name */
  constructor(probabilities) {
    Object.assign(this, probabilities)
  }

  /** @returns {{expression: string, probability: number}[]} the most probable first */
  asSortedArray() {
    return Object.entries(this).map(([expression, probability]) => ({ expression, probability }))
      .sort((a, b) => b.probability - a.probability)
  }
}
