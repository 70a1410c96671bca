import { SIMD } from '../../built/simd.js'

/** @import { Call } from './kernels.js' */
/** @import { Constant } from './constant.js' */
/** @import { Graph } from './graph.js' */
/** @import { Held } from './runtime.js' */

/**
 * @typedef {object} Operation  one step of a network
 * @property {Record<string, string>} inputs  the kernel's name for it → node or constant
 * @property {(inputs: Record<string, Held>) => Held} compute
 * @property {() => void} [free]  gives its packed weights back
 */
/** @typedef {{strides: number[], dilations: number[], pad: 'same' | 'valid', activation: string}} Attributes  of a convolution */
/** @typedef {{filter: Constant, bias: ArrayLike<number>, attrs: Attributes}} Convolution */

/** What an activation allows, from least to most; others are left to TensorFlow.js. @type {Record<string, [number, number]>} */
const LIMITS = { linear: [-Infinity, Infinity], relu: [0, Infinity], relu6: [0, 6] }

/** Numbers that stay in a processor's cache while they are worked on. */
const CACHED = { rows: 1 << 15, points: 1 << 16 }

/** Channels in × out up to which a kernel is kept transformed, which takes four times its memory. */
const MOST_TRANSFORMED = 128 * 128

/** @type {WeakMap<object, Promise<Simd | null>>} */
const opened = new WeakMap()

/**
 * Convolutions of our own, in the memory of TensorFlow.js's WebAssembly: a 1 × 1 takes two thirds of the time, a 3 × 3 a fourth.
 * @param {any} backend  TensorFlow.js's
 * @returns {Promise<Simd | null>} null where the backend is another one, has several threads, or the browser has no SIMD
 */
export function openSimd(backend) {
  const known = opened.get(backend) ?? open(backend.wasm)
  opened.set(backend, known)
  return known.then((simd) => simd && Object.assign(simd, { backend }))
}

/** @param {any} wasm */
async function open(wasm) {
  const memory = wasm?.asm?.memory
  if (!(memory instanceof WebAssembly.Memory)) return null
  try {
    const code = Uint8Array.from(atob(SIMD), (letter) => letter.charCodeAt(0))
    const { instance } = await WebAssembly.instantiate(code, { env: { memory } })
    return new Simd(wasm, instance.exports)
  } catch {
    return null // threads share their memory, which this code cannot be linked to
  }
}

/** The convolutions on one backend. */
export class Simd {
  /** @type {any} */
  backend
  #space = { at: 0, bytes: 0 }

  /**
   * @param {any} wasm   TensorFlow.js's module
   * @param {any} code   what static/simd/index.ts exports
   */
  constructor(wasm, code) {
    this.wasm = wasm
    this.code = code
  }

  /**
   * @param {Call} call
   * @param {Graph['constants']} constants
   * @returns {Operation | null} null for what TensorFlow.js does
   */
  operation({ kernel, inputs, attrs }, constants) {
    const filter = constants.get(inputs.filter)
    if (!filter || typeof attrs === 'function' || (inputs.bias && !constants.has(inputs.bias)) || !isPlain(attrs)) return null
    const bias = constants.get(inputs.bias)?.data ?? new Float32Array(filter.shape[kernel === 'FusedConv2D' ? 3 : 2])
    const made = this.#make(kernel, { filter, bias, attrs: /** @type {Attributes} */ (attrs) })
    return made && { inputs: { x: inputs.x }, ...made }
  }

  /** @param {string} kernel @param {Convolution} given */
  #make(kernel, given) {
    if (kernel === 'FusedConv2D') return isTransformable(given) ? this.#winograd(given) : this.#convolution(given)
    return kernel === 'FusedDepthwiseConv2D' && isDepthwise(given) ? this.#depthwise(given) : null
  }

  /** @param {Convolution} convolution */
  #convolution({ filter, bias, attrs }) {
    const { shape } = filter
    const [kernelHeight, kernelWidth, channels, outChannels] = shape
    const depth = kernelHeight * kernelWidth * channels
    const packed = this.#allocate(depth * ceil(outChannels, 16))
    this.#lend(filter, (plain) => this.code.pack(plain, depth, outChannels, packed))
    const biases = this.#keep(bias, ceil(outChannels, 16))
    const block = clamp(CACHED.rows / depth, 2, 256)
    return {
      free: () => this.#free(packed, biases),
      /** @param {Record<string, Held>} inputs */
      compute: ({ x }) => {
        const place = placeOf(x.shape, shape, attrs, outChannels)
        const space = this.#reserve(this.code.convolutionSpace(depth, block))
        const { out, at } = this.#makeOutput(place.shape)
        this.code.convolution(this.#addressOf(x), ...x.shape, packed, biases, kernelHeight, kernelWidth, outChannels, attrs.strides[0], place.top, place.left,
          at, place.shape[1], place.shape[2], space, block, ...LIMITS[attrs.activation])
        return out
      },
    }
  }

  /** @param {Convolution} convolution */
  #winograd({ filter, bias, attrs }) {
    const { shape } = filter
    const [, , channels, outChannels] = shape
    const packed = this.#allocate(36 * channels * outChannels)
    const grid = this.#reserve(576)
    this.#lend(filter, (plain) => this.code.winogradFilter(plain, channels, outChannels, packed, grid))
    const biases = this.#keep(bias, outChannels)
    const block = clamp(CACHED.points / (36 * (channels + outChannels)), 2, 32)
    return {
      free: () => this.#free(packed, biases),
      /** @param {Record<string, Held>} inputs */
      compute: ({ x }) => {
        const place = placeOf(x.shape, shape, attrs, outChannels)
        const space = this.#reserve(this.code.winogradSpace(channels, outChannels, block))
        const { out, at } = this.#makeOutput(place.shape)
        this.code.winograd(this.#addressOf(x), ...x.shape, packed, biases, outChannels, place.top, place.left,
          at, place.shape[1], place.shape[2], space, block, ...LIMITS[attrs.activation])
        return out
      },
    }
  }

  /** @param {Convolution} convolution */
  #depthwise({ filter: { data, shape }, bias, attrs }) {
    const channels = shape[2]
    const filter = this.#keep(data), biases = this.#keep(bias)
    return {
      free: () => this.#free(filter, biases),
      /** @param {Record<string, Held>} inputs */
      compute: ({ x }) => {
        const place = placeOf(x.shape, shape, attrs, channels)
        const space = this.#reserve(this.code.depthwiseSpace(channels, attrs.strides[0]))
        const { out, at } = this.#makeOutput(place.shape)
        this.code.depthwise(this.#addressOf(x), ...x.shape, filter, biases, attrs.strides[0], place.top, place.left,
          at, place.shape[1], place.shape[2], space, ...LIMITS[attrs.activation])
        return out
      },
    }
  }

  /** Memory to work in, the same for every call. @param {number} bytes @returns {number} its address */
  #reserve(bytes) {
    if (bytes > this.#space.bytes) {
      this.#free(this.#space.at)
      this.#space = { at: this.#allocate(bytes / 4), bytes }
    }
    return this.#space.at
  }

  /** @param {number} numbers @returns {number} address of room for as many float32 */
  #allocate(numbers) {
    const at = this.wasm._malloc(numbers * 4)
    if (!at) throw new Error('WebAssembly has no memory left.')
    return at
  }

  /** @param {ArrayLike<number>} numbers @param {number} [length]  filled up with zeros @returns {number} their address */
  #keep(numbers, length = numbers.length) {
    const at = this.#allocate(length)
    const view = this.#view(at, length)
    view.set(numbers)
    view.fill(0, numbers.length)
    return at
  }

  /** A weight in memory while something is done with it. @param {Constant} weight @param {(at: number) => void} use */
  #lend(weight, use) {
    const at = this.#allocate(weight.size)
    weight.write(this.#view(at, weight.size))
    use(at)
    this.#free(at)
  }

  /** @param {number} at @param {number} length @returns {Float32Array} until WebAssembly's memory grows */
  #view(at, length) {
    return new Float32Array(this.wasm.HEAPU8.buffer, at, length)
  }

  /** @param {number[]} addresses */
  #free(...addresses) {
    for (const at of addresses) this.wasm._free(at)
  }

  /** @param {number[]} shape */
  #makeOutput(shape) {
    const out = this.backend.makeOutput(shape, 'float32')
    return { out, at: this.#addressOf(out) }
  }

  /** @param {Held} held */
  #addressOf({ dataId }) {
    return this.backend.dataIdMap.get(dataId).memoryOffset
  }
}

/** The same step down and across, no gaps, a known activation. @param {Record<string, any>} attrs */
function isPlain({ strides: [down, across], dilations: [gap, gapAcross], activation }) {
  return down === across && gap === 1 && gapAcross === 1 && activation in LIMITS
}

/** @param {Convolution} convolution */
function isTransformable({ filter: { shape: [height, width, channels, outChannels] }, attrs: { strides } }) {
  return height === 3 && width === 3 && strides[0] === 1 && channels >= 16 && channels % 4 === 0 && outChannels % 16 === 0
    && channels * outChannels <= MOST_TRANSFORMED
}

/** @param {Convolution} convolution */
function isDepthwise({ filter: { shape: [height, width, channels, each] }, attrs: { strides } }) {
  return height === 3 && width === 3 && each === 1 && channels % 4 === 0 && strides[0] <= 2
}

/**
 * Where a convolution's output lies, as TensorFlow pads.
 * @param {number[]} from    [count, height, width, channels]
 * @param {number[]} kernel  [height, width, …]
 * @param {Attributes} attrs
 * @param {number} channels  that come out
 */
function placeOf([count, height, width], [kernelHeight, kernelWidth], { strides: [stride], pad }, channels) {
  const [down, across] = [[height, kernelHeight], [width, kernelWidth]].map(([size, kernel]) => {
    const length = pad === 'same' ? Math.ceil(size / stride) : Math.ceil((size - kernel + 1) / stride)
    const missing = pad === 'same' ? Math.max((length - 1) * stride + kernel - size, 0) : 0
    return { length, before: missing >> 1 }
  })
  return { shape: [count, down.length, across.length, channels], top: down.before, left: across.before }
}

/** @param {number} number @param {number} step */
function ceil(number, step) {
  return Math.ceil(number / step) * step
}

/** An even number of rows, as they are computed in pairs. @param {number} number @param {number} least @param {number} most */
function clamp(number, least, most) {
  return Math.floor(Math.min(Math.max(number, least), most) / 2) * 2
}
