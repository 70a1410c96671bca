/** A canvas, image and video for programs without a page, which the library takes by `env.monkeyPatch`: pixels in plain memory. */

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Memory  RGBA */

export class ImageData {
  /** @param {Uint8ClampedArray | number} data @param {number} width @param {number} [height] */
  constructor(data, width, height) {
    const isSize = typeof data === 'number'
    this.width = isSize ? data : width
    this.height = isSize ? width : height ?? data.length / 4 / width
    this.data = isSize ? new Uint8ClampedArray(data * width * 4) : data
  }
}

const DRAWING = ['strokeRect', 'fillRect', 'fillText', 'beginPath', 'moveTo', 'lineTo', 'closePath', 'stroke', 'arc', 'fill']

/** Copies and, with the nearest pixel, scales; writes down what is drawn and set. */
export class CanvasRenderingContext2D {
  /** @type {any[][]} */
  calls = []

  /** @param {Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas
    for (const name of DRAWING) Object.assign(this, { [name]: (/** @type {any[]} */ ...args) => { this.calls.push([name, ...args]) } })
    return new Proxy(this, {
      set: (target, name, value) => {
        target.calls.push([`${String(name)} =`, value])
        return Reflect.set(target, name, value)
      },
    })
  }

  /** Every letter is half as wide as the font is high. @param {string} text */
  measureText(text) { return { width: text.length * 0.5 * parseFloat(/** @type {any} */ (this).font ?? '10px') } }

  /** @param {number} width @param {number} height */
  createImageData(width, height) { return new ImageData(width, height) }

  /** @param {number} left @param {number} top @param {number} width @param {number} height */
  getImageData(left, top, width, height) {
    const part = new ImageData(width, height)
    copy(this.canvas, part, (x, y) => [x + left, y + top])
    return part
  }

  /** @param {Memory} image @param {number} left @param {number} top */
  putImageData(image, left, top) { copy(image, this.canvas, (x, y) => [x - left, y - top]) }

  /** @param {Memory} image @param {number} left @param {number} top @param {number} width @param {number} height */
  drawImage(image, left, top, width, height) {
    this.calls.push(['drawImage', left, top, width, height])
    copy(image, this.canvas, (x, y) => [Math.floor((x - left) * image.width / width), Math.floor((y - top) * image.height / height)])
  }
}

export class Canvas {
  #width = 300
  #height = 150
  #context = new CanvasRenderingContext2D(this)
  data = new Uint8ClampedArray(300 * 150 * 4)

  get width() { return this.#width }
  set width(value) { this.#resize(value, this.#height) }
  get height() { return this.#height }
  set height(value) { this.#resize(this.#width, value) }

  /** @param {number} width @param {number} height */
  #resize(width, height) {
    [this.#width, this.#height] = [Math.floor(width), Math.floor(height)]
    this.data = new Uint8ClampedArray(this.#width * this.#height * 4)
  }

  getContext() { return this.#context }
}

/** A picture that is there at once, or loads when told to. */
export class Image extends EventTarget {
  complete = true
  naturalWidth = 0
  naturalHeight = 0
  data = new Uint8ClampedArray()
  get width() { return this.naturalWidth }
  get height() { return this.naturalHeight }
}

export class Video extends EventTarget {
  readyState = 0
  networkState = 0
  /** @type {any} */
  srcObject = null
}

/** @param {Memory} from @param {Memory} to @param {(x: number, y: number) => number[]} source  of a pixel of `to` */
function copy(from, to, source) {
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const [column, row] = source(x, y)
      if (column < 0 || row < 0 || column >= from.width || row >= from.height) continue
      const at = (row * from.width + column) * 4
      to.data.set(from.data.subarray(at, at + 4), (y * to.width + x) * 4)
    }
  }
}

/** A canvas with a picture on it in which no two pixels are the same. @param {number} width @param {number} height */
export function paintedCanvas(width, height) {
  const canvas = Object.assign(new Canvas(), { width, height })
  for (let i = 0; i < width * height; i++) canvas.data.set([i % 256, i >> 8, 255 - (i % 256), 255], i * 4)
  return canvas
}
