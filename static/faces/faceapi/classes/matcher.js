import { euclideanDistance, meanDistance, nearest } from '../../ops/distance.js'
import { round } from './numbers.js'

export { euclideanDistance }

/** The label of a face that is like nobody enough. */
const UNKNOWN = 'unknown'

/** A person's name with the descriptors of their faces. */
export class LabeledFaceDescriptors {
  /**
   * @param {string} label
   * @param {Float32Array[]} descriptors
   * @throws {TypeError}
   */
  constructor(label, descriptors) {
    if (typeof label !== 'string') throw new TypeError('A label must be a string.')
    if (!Array.isArray(descriptors) || descriptors.some((descriptor) => !(descriptor instanceof Float32Array))) {
      throw new TypeError('Descriptors must be an array of Float32Array.')
    }
    this._label = label
    this._descriptors = descriptors
  }
  get label() { return this._label }
  get descriptors() { return this._descriptors }

  /** Plain data; `fromJSON` makes the same again. */
  toJSON() { return { label: this.label, descriptors: this.descriptors.map((descriptor) => Array.from(descriptor)) } }

  /** @param {{label: string, descriptors: number[][]}} json */
  static fromJSON({ label, descriptors }) {
    return new LabeledFaceDescriptors(label, descriptors.map((descriptor) => Float32Array.from(descriptor)))
  }
}

/** Who a face is most like, and how far from it. */
export class FaceMatch {
  /** @param {string} label @param {number} distance */
  constructor(label, distance) {
    this._label = label
    this._distance = distance
  }
  get label() { return this._label }
  get distance() { return this._distance }

  /** @param {boolean} [withDistance] */
  toString(withDistance = true) { return withDistance ? `${this.label} (${round(this.distance)})` : this.label }
}

/** @typedef {LabeledFaceDescriptors | {descriptor: Float32Array} | Float32Array} MatcherInput */

/** Names faces by the mean distance to the descriptors of each label. */
export class FaceMatcher {
  /**
   * @param {MatcherInput | MatcherInput[]} inputs  what has no label is called "person 1", "person 2", …
   * @param {number} [distanceThreshold]            a face is known when its distance is smaller
   * @throws {TypeError} when there is nothing to match with, or an input has no descriptor
   */
  constructor(inputs, distanceThreshold = 0.6) {
    const list = Array.isArray(inputs) ? inputs : [inputs]
    if (list.length === 0) throw new TypeError('A matcher needs at least one face to compare with.')
    let unnamed = 0
    this._distanceThreshold = distanceThreshold
    this._labeledDescriptors = list.map((input) =>
      input instanceof LabeledFaceDescriptors ? input : new LabeledFaceDescriptors(`person ${++unnamed}`, [descriptorOf(input)]))
  }
  get labeledDescriptors() { return this._labeledDescriptors }
  get distanceThreshold() { return this._distanceThreshold }

  /** @param {ArrayLike<number>} probe @param {Float32Array[]} descriptors  at least one */
  computeMeanDistance(probe, descriptors) { return meanDistance(probe, descriptors) }

  /** The nearest label, however far. @param {ArrayLike<number>} probe */
  matchDescriptor(probe) {
    const { label, distance } = nearest(probe, this._labeledDescriptors) ?? { label: UNKNOWN, distance: Infinity }
    return new FaceMatch(label, distance)
  }

  /** The nearest label, or "unknown" when it is not near enough. @param {ArrayLike<number>} probe */
  findBestMatch(probe) {
    const match = this.matchDescriptor(probe)
    return match.distance < this._distanceThreshold ? match : new FaceMatch(UNKNOWN, match.distance)
  }

  /** Plain data; `fromJSON` makes the same again. */
  toJSON() {
    return { distanceThreshold: this._distanceThreshold, labeledDescriptors: this._labeledDescriptors.map((one) => one.toJSON()) }
  }

  /** @param {{distanceThreshold: number, labeledDescriptors: {label: string, descriptors: number[][]}[]}} json */
  static fromJSON({ distanceThreshold, labeledDescriptors }) {
    return new FaceMatcher(labeledDescriptors.map(LabeledFaceDescriptors.fromJSON), distanceThreshold)
  }
}

/** @param {{descriptor: Float32Array} | Float32Array} input */
function descriptorOf(input) {
  const descriptor = input instanceof Float32Array ? input : input?.descriptor
  if (descriptor instanceof Float32Array) return descriptor
  throw new TypeError('A matcher compares with LabeledFaceDescriptors, results that hold a descriptor, or Float32Array.')
}
