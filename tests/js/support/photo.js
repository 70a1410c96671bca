import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @typedef {import('../../../static/faces/types.js').Pixels} Pixels */

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PYTHON = existsSync(`${ROOT}.venv/bin/python`) ? `${ROOT}.venv/bin/python` : 'python3'
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

/** A photo of one person. */
export const onePerson = () => part('sample1.jpg', [600, 250, 1250, 900])

/** A photo of five people. */
export const fivePeople = () => part('sample5.jpg', [0, 0, 1920, 1398])

/** A picture without a face. @returns {Pixels} */
export const nobody = () => ({ data: new Uint8ClampedArray(64 * 48 * 3).fill(90), width: 64, height: 48, channels: 3 })
