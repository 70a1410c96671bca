import { FamiliarError, reasonOf } from './errors.js'
import { flatten } from './ops/image.js'

/** @import { Pixels } from './types.js' */

/**
 * @typedef {ImageBitmap | Pixels} Source  pixels that can cross to another thread
 * @typedef {HTMLImageElement | HTMLVideoElement | HTMLCanvasElement | OffscreenCanvas | ImageBitmap | ImageData | Blob | Pixels
 *   | TensorLike} Input
 * @typedef {{shape: number[], data(): Promise<ArrayLike<number>>, dataSync(): ArrayLike<number>}} TensorLike
 *   a tf.Tensor3D, [height, width, 3], 0–255
 */

/** The picture as it was decoded: stored colours, colours apart from transparency, the right way up. */
const AS_STORED = /** @type {const} */ ({ colorSpaceConversion: 'none', premultiplyAlpha: 'none', imageOrientation: 'from-image' })

/** Pixels that are read from a canvas at once; phones refuse canvases much larger than this. */
const STRIP = 4_000_000

/**
 * Takes a picture from any input at the moment of the call.
 * @param {Input} input  stays the caller's; a tensor is not disposed
 * @returns {Promise<{source: Source, transfer: Transferable[]}>} the source is the receiver's, to be read by `readPixels`
 * @throws {FamiliarError} bad-input; undecodable
 */
export async function capture(input) {
  const size = await readySize(input)
  if (size && !(size.width > 0 && size.height > 0)) throw new FamiliarError('bad-input', 'The picture has no pixels.')
  if (isTensor(input)) return packed(await tensorPixels(input))
  if (isPixels(input)) return packed({ ...pick(input), data: copy(input.data) })
  const bitmap = await toBitmap(/** @type {ImageBitmapSource} */ (input))
  return { source: bitmap, transfer: [bitmap] }
}

/**
 * The pixels of a captured picture, at its own size, laid over white. Closes a bitmap.
 * @param {Source} source
 * @returns {Pixels}
 * @throws {FamiliarError} bad-input, also where a value is NaN or infinite
 */
export function readPixels(source) {
  if (!('data' in source)) return readBitmap(source)
  if (source.data instanceof Float32Array && !source.data.every(Number.isFinite)) {
    throw new FamiliarError('bad-input', 'The picture holds values that are no numbers (NaN or Infinity).')
  }
  if (source.channels === 4) flatten(/** @type {Uint8ClampedArray | Float32Array} */ (source.data))
  return source
}

/** Values of a picture; fractions stay. @param {ArrayLike<number>} data */
function copy(data) {
  return data instanceof Float32Array || data instanceof Float64Array ? Float32Array.from(data) : Uint8ClampedArray.from(data)
}

/**
 * Waits until an image is decoded.
 * @param {any} input
 * @returns {Promise<{width: number, height: number} | null>} pixels; null where only decoding will tell
 */
async function readySize(input) {
  if (is(input, 'HTMLImageElement')) {
    await input.decode().catch((/** @type {unknown} */ cause) => undecodable(cause))
    return { width: input.naturalWidth, height: input.naturalHeight }
  }
  if (is(input, 'HTMLVideoElement')) {
    if (input.readyState >= 2) return { width: input.videoWidth, height: input.videoHeight }
    throw new FamiliarError('bad-input', 'The video has no picture yet.', { cure: 'Wait for its event "loadeddata".' })
  }
  if (is(input, 'Blob') || isTensor(input)) return null
  if (isPixels(input) || ['HTMLCanvasElement', 'OffscreenCanvas', 'ImageBitmap'].some((name) => is(input, name))) {
    return { width: input.width, height: input.height }
  }
  throw new FamiliarError('bad-input', 'This is not a picture that can be read.',
    { cure: 'Give an image, video, canvas, ImageBitmap, ImageData, Blob or a tensor [height, width, 3].' })
}

/**
 * A canvas is its own pixels already; asked for plainly, the browser shares them until one side changes.
 * @param {ImageBitmapSource} input
 */
async function toBitmap(input) {
  try {
    if (['HTMLCanvasElement', 'OffscreenCanvas'].some((name) => is(input, name))) return await createImageBitmap(input)
    return await createImageBitmap(input, AS_STORED).catch((error) => {
      if (error instanceof TypeError) return createImageBitmap(input) // a browser that does not know all options
      throw error
    })
  } catch (cause) {
    if (is(input, 'Blob')) return undecodable(cause)
    throw new FamiliarError('bad-input', `The picture could not be read: ${reasonOf(cause)}`, { cause })
  }
}

/**
 * Draws a bitmap strip by strip, pixel for pixel, and reads the strips back.
 * @param {ImageBitmap} bitmap  closed here
 * @returns {Pixels}
 */
function readBitmap(bitmap) {
  const { width, height } = bitmap
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP / width)))
  const context = canvasContext(width, rows)
  try {
    const first = readStrip(context, bitmap, 0, rows)
    const data = rows === height ? first : new Uint8ClampedArray(width * height * 4)
    for (let top = 0; data !== first && top < height; top += rows) {
      data.set(top ? readStrip(context, bitmap, top, Math.min(rows, height - top)) : first, top * width * 4)
    }
    return { data: flatten(data), width, height, channels: 4 }
  } catch (cause) {
    throw new FamiliarError('bad-input', `The browser does not let this page read the picture: ${reasonOf(cause)}`,
      { cure: 'Serve it from the page\'s own address, or with CORS headers and crossorigin="anonymous".', cause })
  } finally {
    bitmap.close()
  }
}

/** @param {OffscreenCanvasRenderingContext2D} context @param {ImageBitmap} bitmap @param {number} top @param {number} tall  pixels */
function readStrip(context, bitmap, top, tall) {
  const { width } = bitmap
  context.clearRect(0, 0, width, tall)
  context.drawImage(bitmap, 0, top, width, tall, 0, 0, width, tall)
  return context.getImageData(0, 0, width, tall).data
}

/** The canvas that was read from last: a camera's next frame has the same size. @type {OffscreenCanvasRenderingContext2D | null} */
let kept = null

/**
 * A canvas to read from; on a thread without OffscreenCanvas, an element that is never shown.
 * @param {number} width
 * @param {number} height
 */
function canvasContext(width, height) {
  if (kept?.canvas.width === width && kept.canvas.height === height) return kept
  const canvas = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(width, height)
    : Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' })
  if (!context) throw new FamiliarError('bad-input', 'The browser offers no canvas to read the picture from.')
  kept = /** @type {OffscreenCanvasRenderingContext2D} */ (context)
  return kept
}

/**
 * @param {TensorLike} tensor
 * @returns {Promise<Pixels>}
 */
async function tensorPixels(tensor) {
  const [height, width, channels] = tensor.shape
  if (tensor.shape.length !== 3 || channels !== 3 || !(height > 0 && width > 0)) {
    throw new FamiliarError('bad-input', `A picture as a tensor has the shape [height, width, 3], not [${tensor.shape}].`)
  }
  return { data: Float32Array.from(await tensor.data()), width, height, channels }
}

/** @param {ImageData | Pixels} input @returns {Pixels} */
function pick({ data, width, height }) {
  const channels = data.length / (width * height)
  if (channels === 3 || channels === 4) return { data, width, height, channels }
  throw new FamiliarError('bad-input', `A picture of ${width} × ${height} pixels cannot have ${data.length} values.`)
}

/** @param {Pixels} pixels @returns {{source: Source, transfer: Transferable[]}} */
function packed(pixels) {
  return { source: pixels, transfer: [/** @type {any} */ (pixels.data).buffer] }
}

/** @param {unknown} cause @returns {never} */
function undecodable(cause) {
  throw new FamiliarError('undecodable', 'This file is not a picture that the browser can decode.',
    { cure: 'Use a JPEG, PNG or WebP file.', cause })
}

/** Whether a value is of a class that this thread may not have. @param {any} value @param {string} name */
function is(value, name) {
  const type = /** @type {any} */ (globalThis)[name]
  return typeof type === 'function' && value instanceof type
}

/** @param {any} value @returns {value is TensorLike} */
function isTensor(value) {
  return Array.isArray(value?.shape) && typeof value.dataSync === 'function'
}

/** @param {any} value @returns {value is ImageData | Pixels} */
function isPixels(value) {
  return ArrayBuffer.isView(value?.data) && value.width >= 0 && value.height >= 0
}
