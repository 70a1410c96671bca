/** Labels over faces: inside the picture, off each other, readable, shortened before they are lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layoutLabels } from '../../static/pages/label_layout.js'
import { linesOf } from '../../static/pages/label_lines.js'

/** @typedef {import('../../static/pages/types.js').Box} Box */

const BOUNDS = { x: 10, y: 5, width: 640, height: 360 }
const ISOLATES = /[\u2068\u2069]/gu
/** Every sign is as broad as 0.55 of the font's size. @param {string} text @param {{size: number}} font */
const measure = (text, { size }) => [...text.replace(ISOLATES, '')].length * size * 0.55
const FULL = { name: 'Ada Lovelace', distance: '0.31', details: ['surprised', 'about 34, female'] }

/** @param {Box[]} boxes @param {Partial<typeof FULL>} [label] @param {Box} [bounds] */
function laidOut(boxes, label = {}, bounds = BOUNDS) {
  return layoutLabels(boxes.map(box => ({ box, label: { ...FULL, ...label } })), { bounds, fontSize: 15, measure })
}

/** @param {number} x @param {number} y @param {number} width @returns {Box} */
const face = (x, y, width) => ({ x, y, width, height: width * 1.2 })

/** @param {Box} a @param {Box} b */
const cover = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** @param {import('../../static/pages/label_layout.js').Pill} pill */
const textOf = pill => pill.lines.map(({ text }) => text.replace(ISOLATES, ''))

/** @param {ReturnType<typeof laidOut>} pills @param {Box} [bounds] */
function assertReadable(pills, bounds = BOUNDS) {
  for (const pill of pills) {
    assert.ok(pill)
    assert.ok(pill.x >= bounds.x && pill.y >= bounds.y, 'inside, left and top')
    assert.ok(pill.x + pill.width <= bounds.x + bounds.width && pill.y + pill.height <= bounds.y + bounds.height, 'inside, right and bottom')
    assert.ok(pill.fontSize >= 12)
    assert.ok(pill.lines.length > 0)
    for (const line of pill.lines) assert.ok(measure(line.text, { size: pill.fontSize }) <= pill.width, `${line.text} fits`)
  }
}

/** @param {ReturnType<typeof laidOut>} pills */
function clashes(pills) {
  return pills.flatMap((a, index) => pills.slice(index + 1).filter(b => a && b && cover(a, b))).length
}

/** @type {[string, Box][]} */
const PLACES = [
  ['in the middle', face(300, 150, 80)], ['top left', face(10, 5, 60)], ['top right', face(590, 5, 60)], ['bottom left', face(10, 290, 62)],
  ['bottom right', face(588, 290, 62)], ['half outside, left', face(-30, 150, 80)], ['half outside, below', face(300, 330, 90)],
  ['wholly filling', { ...BOUNDS }], ['larger than the picture', { x: -100, y: -100, width: 900, height: 600 }], ['tiny', face(400, 200, 8)],
  ['tiny in the corner', face(645, 358, 5)], ['outside', face(700, 400, 30)],
]
for (const [name, box] of PLACES) {
  test(`a face ${name} has its whole label inside the picture`, () => {
    const pills = laidOut([box])
    assertReadable(pills)
    assert.deepEqual(pills[0] && textOf(pills[0])[0], 'Ada Lovelace 0.31')
    assert.equal(pills[0]?.fontSize, 15)
  })
}

test('a label lies above its face; below, where there is no room above; inside, where there is none at all', () => {
  const [above] = laidOut([face(300, 150, 80)])
  assert.ok(above && above.y + above.height <= 150)
  const [below] = laidOut([face(300, 20, 80)])
  assert.ok(below && below.y >= 20 + 96)
  const [inside] = laidOut([BOUNDS])
  assert.ok(inside && inside.y + inside.height < BOUNDS.y + BOUNDS.height / 4, 'over the forehead, not over the eyes')
})

/** @type {[string, Box[]][]} */
const CROWDS = [
  ['two side by side', [face(200, 100, 60), face(270, 100, 60)]],
  ['one above the other', [face(200, 60, 60), face(200, 140, 60)]],
  ['two overlapping', [face(200, 100, 80), face(240, 110, 80)]],
  ['five in a row, small', [0, 1, 2, 3, 4].map(n => face(150 + n * 50, 160, 30))],
  ['a row at the upper edge', [0, 1, 2, 3].map(n => face(30 + n * 150, 5, 70))],
  ['twenty in a grid', Array.from({ length: 20 }, (_, n) => face(30 + (n % 5) * 125, 20 + Math.floor(n / 5) * 88, 45))],
]
for (const [name, boxes] of CROWDS) {
  test(`labels of ${name} stay apart and readable`, () => {
    const pills = laidOut(boxes)
    assertReadable(pills)
    assert.equal(clashes(pills), 0)
  })
}

test('forty faces: still inside and readable, and hardly any label lies on another', () => {
  const pills = laidOut(Array.from({ length: 40 }, (_, n) => face(20 + (n % 8) * 78, 15 + Math.floor(n / 8) * 70, 40)))
  assertReadable(pills)
  assert.ok(clashes(pills) <= 2, String(clashes(pills)))
})

test('a crowd keeps names before details, and shortens names before it drops them', () => {
  const pills = laidOut(Array.from({ length: 32 }, (_, n) => face(20 + (n % 8) * 78, 15 + Math.floor(n / 8) * 85, 40)))
  for (const pill of pills) assert.match(pill ? textOf(pill).join('|') : '', /^Ada/)
})

test('a face of which nothing is said has no label', () => {
  const [nothing, something] = layoutLabels([
    { box: face(100, 100, 50), label: { name: '', distance: '', details: [] } },
    { box: face(300, 100, 50), label: { name: '', distance: '', details: ['happy'] } },
  ], { bounds: BOUNDS, fontSize: 15, measure })
  assert.equal(nothing, null)
  assert.deepEqual(something && textOf(something), ['happy'])
})

test('details alone stay even in a crowd', () => {
  const boxes = Array.from({ length: 32 }, (_, n) => face(20 + (n % 8) * 78, 15 + Math.floor(n / 8) * 85, 40))
  const pills = laidOut(boxes, { name: '', distance: '' })
  assertReadable(pills)
})

/** @type {[string, Partial<typeof FULL>, {limit?: number, room?: number, details?: boolean}, string[]][]} */
const LINES = [
  ['everything, narrow face', {}, {}, ['Ada Lovelace 0.31', 'surprised', 'about 34, female']],
  ['everything, broad face', {}, { room: 300 }, ['Ada Lovelace 0.31', 'surprised · about 34, female']],
  ['without details', {}, { details: false }, ['Ada Lovelace 0.31']],
  ['too long for the distance', {}, { limit: 85, details: false }, ['Ada Lovelace']],
  ['too long for the name', {}, { limit: 50, details: false }, ['Ada Lo…']],
  ['a detail too long', { name: 'Ada', distance: '' }, { limit: 80 }, ['Ada', 'surprised', 'about 34, f…']],
  ['no sign is torn apart', { name: '👩‍🚀👩‍🚀👩‍🚀👩‍🚀', distance: '' }, { limit: 60, details: false }, ['👩‍🚀👩‍🚀…']],
]
for (const [name, label, space, expected] of LINES) {
  test(`lines of a label: ${name}`, () => {
    const ruler = (/** @type {{text: string}} */ { text }) => measure(text, { size: 12 })
    const lines = linesOf({ ...FULL, ...label }, ruler, { limit: 1000, room: 40, details: true, ...space })
    assert.deepEqual(lines.map(({ text }) => text.replace(ISOLATES, '')), expected)
  })
}

test('a name is kept apart from the number beside it, whichever way it is written', () => {
  const [line] = linesOf({ name: 'مريم', distance: '0.31', details: [] }, () => 1, { limit: 10, room: 10, details: true })
  assert.equal(line?.text, '\u2068مريم\u2069 0.31')
})
