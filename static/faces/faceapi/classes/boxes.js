/** Boxes with other ways to be made, or with more to tell. */
import { Box } from './box.js'

/** @import { RectLike, SidesLike } from './box.js' */

/** A box by its origin and size. */
export class Rect extends Box {
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {boolean} [allowNegativeDimensions]
   * @throws {RangeError}
   */
  constructor(x, y, width, height, allowNegativeDimensions = false) {
    super({ x, y, width, height }, allowNegativeDimensions)
  }
}

/** A box by its sides. */
export class BoundingBox extends Box {
  /**
   * @param {number} left
   * @param {number} top
   * @param {number} right
   * @param {number} bottom
   * @param {boolean} [allowNegativeDimensions]
   * @throws {RangeError}
   */
  constructor(left, top, right, bottom, allowNegativeDimensions = false) {
    super({ left, top, right, bottom }, allowNegativeDimensions)
  }
}

/** A box around a thing of a class. */
export class LabeledBox extends Box {
  /** @param {any} box @param {string} callee @throws {RangeError} */
  static assertIsValidLabeledBox(box, callee) {
    Box.assertIsValidBox(box, callee)
    if (!Number.isFinite(box.label)) throw new RangeError(`${callee}: the label must be a number, not ${box.label}.`)
  }

  /** @param {RectLike | SidesLike} box @param {number} label  number of the class */
  constructor(box, label) {
    super(box)
    this.label = label
  }
}

/** A box that a detector found. */
export class PredictedBox extends LabeledBox {
  /** @param {any} box @param {string} callee @throws {RangeError} */
  static assertIsValidPredictedBox(box, callee) {
    LabeledBox.assertIsValidLabeledBox(box, callee)
    for (const score of [box.score, box.classScore]) {
      if (!(score >= 0 && score <= 1)) throw new RangeError(`${callee}: a score must lie between 0 and 1, not be ${score}.`)
    }
  }

  /**
   * @param {RectLike | SidesLike} box
   * @param {number} label
   * @param {number} score       0–1, that there is something
   * @param {number} classScore  0–1, that it is of the class
   */
  constructor(box, label, score, classScore) {
    super(box, label)
    this.score = score
    this.classScore = classScore
  }
}
