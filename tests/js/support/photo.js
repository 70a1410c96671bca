import { execFileSync } from 'node:child_process'
import { PYTHON, ROOT } from './python.js'

/** @typedef {import('../../../static/faces/types.js').Pixels} Pixels */

const DECODE = `
import sys
from PIL import Image
image = Image.open(sys.argv[1]).convert("RGB").crop([int(side) for side in sys.argv[2:6]])
sys.stdout.buffer.write(image.tobytes())`

/**
 * Part of a photo from the face-api package's demo.
 * @param {string} name
 * @param {[number, number, number, number]} sides  left, top, right, bottom in pixels
 * @returns {Pixels} RGB
 */
function part(name, [left, top, right, bottom]) {
  const file = `${ROOT}node_modules/@vladmandic/face-api/demo/${name}`
  const sides = [left, top, right, bottom].map(String)
  const data = new Uint8ClampedArray(execFileSync(PYTHON, ['-c', DECODE, file, ...sides], { maxBuffer: 2 ** 28 }))
  return { data, width: right - left, height: bottom - top, channels: 3 }
}

/** Decodes once, however often it is asked. @template T @param {() => T} make */
function once(make) {
  /** @type {T | undefined} */
  let made
  return () => (made ??= make())
}

/** A photo of one person; not to be changed. */
export const onePerson = once(() => part('sample1.jpg', [600, 250, 1250, 900]))

/** A photo of five people; not to be changed. */
export const fivePeople = once(() => part('sample5.jpg', [0, 0, 1920, 1398]))

/** A picture without a face. @returns {Pixels} */
export const nobody = () => ({ data: new Uint8ClampedArray(64 * 48 * 3).fill(90), width: 64, height: 48, channels: 3 })
