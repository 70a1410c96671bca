/** Times Familiar and @vladmandic/face-api on the same pictures, in turns, a call each; stages.py calls `measure`. */
import { ROWS } from './side.js'

const WARM_UP = 3
const CHIP = 160

/**
 * @param {object} options
 * @param {string[]} options.photos  six; the rows of one face look at the first
 * @param {string} options.backend
 * @param {string} options.ours   "main" or "worker"
 * @param {string[]} options.rows  their names
 * @param {number} options.rounds
 * @returns {Promise<Record<string, {faces: number[], ours: number[], peer: number[]}>>} row → faces found by each, ms of each call
 */
export async function measure({ photos, backend, ours, rows, rounds }) {
  const sides = [await open(ours, backend), await open('peer', backend)]
  const [find] = sides.map(({ calls }) => calls['tiny detector 416'])
  const given = await Promise.all(sides.map(({ page }) => Promise.all(photos.map((photo) => frame(photo, page)))))
  const boxes = await inTurn(given[0], async (picture) => /** @type {any[]} */ (await find([picture]))[0].box)
  const looks = given.map((pictures) => ({ one: pictures.slice(0, 1), six: [crowd(pictures, boxes)], chips: pictures.map((picture, i) => chip(picture, boxes[i])) }))
  /** @type {any} */
  const times = {}
  for (const row of rows) {
    const { picture, count } = ROWS[row]
    times[row] = await alternate(sides.map(({ calls }, i) => () => calls[row](looks[i][picture].slice(0, count))), rounds)
  }
  return times
}

/**
 * @param {(() => Promise<unknown[]>)[]} calls  ours, then the peer's
 * @param {number} rounds
 */
async function alternate(calls, rounds) {
  /** @type {number[][]} */
  const ms = [[], []]
  const faces = [0, 0]
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [side, call] of calls.entries()) {
      const start = performance.now()
      faces[side] = (await call()).length
      if (round >= 0) ms[side].push(performance.now() - start)
    }
  }
  return { faces, ours: ms[0], peer: ms[1] }
}

/** @param {string} side @param {string} backend @returns {Promise<{calls: import('./side.js').Calls, page: Document}>} */
async function open(side, backend) {
  const element = document.createElement('iframe')
  element.src = 'side.html'
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve))
  document.body.append(element)
  await loaded
  const calls = await /** @type {any} */ (element.contentWindow).prepare(side, backend)
  return { calls, page: /** @type {Document} */ (element.contentDocument) }
}

/**
 * A photo fitted into 640 × 480, as a canvas of the page that will look at it.
 * @param {string} source
 * @param {Document} page
 */
async function frame(source, page) {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob())
  const canvas = Object.assign(page.createElement('canvas'), { width: 640, height: 480 })
  const scale = Math.min(canvas.width / bitmap.width, canvas.height / bitmap.height)
  contextOf(canvas).drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale)
  return canvas
}

/**
 * Six faces and what is around them on one canvas.
 * @param {HTMLCanvasElement[]} pictures
 * @param {import('../static/faces/types.js').Box[]} boxes  of the face in each
 */
function crowd(pictures, boxes) {
  const canvas = Object.assign(pictures[0].ownerDocument.createElement('canvas'), { width: 640, height: 480 })
  for (const [i, { x, y, width, height }] of boxes.entries()) {
    const [left, top] = [(i % 3) * 210, Math.floor(i / 3) * 240]
    contextOf(canvas).drawImage(pictures[i], x - width / 2, y - height / 2, 2 * width, 2 * height, left, top, 210, 240)
  }
  return canvas
}

/**
 * @template T, U
 * @param {T[]} list
 * @param {(each: T) => Promise<U>} job  one after the other
 */
async function inTurn(list, job) {
  /** @type {U[]} */
  const done = []
  for (const each of list) done.push(await job(each))
  return done
}

/** @param {HTMLCanvasElement} picture @param {import('../static/faces/types.js').Box} box */
function chip(picture, { x, y, width, height }) {
  const canvas = Object.assign(picture.ownerDocument.createElement('canvas'), { width: CHIP, height: CHIP })
  contextOf(canvas).drawImage(picture, x, y, width, height, 0, 0, CHIP, CHIP)
  return canvas
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }))
}

Object.assign(globalThis, { measure })
