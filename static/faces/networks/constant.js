/**
 * A weight of a network, decoded only where its numbers are needed: straight into a backend's memory, if it is large. Decoded in
 * between, the recogniser alone would take fifty megabytes that nobody looks at again.
 */
export class Constant {
  /** @type {(into: Float32Array) => void} */
  #decode
  /** @type {Float32Array | Int32Array | undefined} */
  #data

  /**
   * @param {number[]} shape
   * @param {'float32' | 'int32'} dtype
   * @param {(into: Float32Array) => void} decode  writes all its numbers
   */
  constructor(shape, dtype, decode) {
    this.shape = shape
    this.dtype = dtype
    this.#decode = decode
  }

  /**
   * @param {number[]} shape
   * @param {Float32Array | Int32Array} data
   */
  static of(shape, data) {
    const constant = new Constant(shape, data instanceof Int32Array ? 'int32' : 'float32', (into) => into.set(data))
    constant.#data = data
    return constant
  }

  get size() {
    return this.shape.reduce((size, length) => size * length, 1)
  }

  /** All its numbers. @returns {Float32Array | Int32Array} */
  get data() {
    return (this.#data ??= this.#decoded())
  }

  /** @param {Float32Array} into  as long as its size */
  write(into) {
    this.#decode(into)
  }

  /**
   * The same with each of its channels, the last axis, times a number.
   * @param {ArrayLike<number>} factors  one a channel
   */
  scaled(factors) {
    return new Constant(this.shape, this.dtype, (into) => {
      this.#decode(into)
      scale(into, factors)
    })
  }

  #decoded() {
    const data = new Float32Array(this.size)
    this.#decode(data)
    return this.dtype === 'int32' ? Int32Array.from(data) : data
  }
}

/**
 * A plain loop, for a network may have millions of numbers and a page waits for them.
 * @param {Float32Array} values   […, channels], changed
 * @param {ArrayLike<number>} factors
 */
function scale(values, factors) {
  for (let at = 0; at < values.length; at += factors.length) {
    for (let channel = 0; channel < factors.length; channel++) values[at + channel] *= factors[channel]
  }
}
