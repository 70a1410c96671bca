/** What the tools share: kinds of files, addresses, networks that a request needs, CSV and JSON. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import './support/texts.js'
import { expressionsOf, personText, shortDetails } from '../../static/pages/face_words.js'
import { csvText, fileName, jsonText } from '../../static/pages/handing_out.js'
import { networksFor } from '../../static/pages/page_engine.js'
import { readingOrder } from '../../static/pages/reading_order.js'
import { isHeic, kindProblem, looksLikePicture, webAddress } from '../../static/pages/picture_files.js'

test('what cannot be a photo is told by its name and kind', () => {
  const table = /** @type {[string, string, number, RegExp | null][]} */ ([
    ['a.jpg', 'image/jpeg', 9, null], ['scan', '', 9, null], ['a.heic', 'image/heic', 9, null],
    ['a.svg', '', 9, /SVG/], ['a', 'image/svg+xml', 9, /SVG/], ['a.txt', 'text/plain', 9, /not a picture/], ['a.png', 'image/png', 0, /empty/],
  ])
  for (const [name, type, size, expected] of table) {
    const problem = kindProblem({ name, type, size })
    if (expected) assert.match(problem ?? '', expected)
    else assert.equal(problem, null)
  }
  assert.deepEqual([['a.HEIC', ''], ['a', 'image/heif'], ['a.jpg', '']].map(([name, type]) => isHeic(name, type)), [true, true, false])
  const files = [new File([], 'a.txt', { type: 'text/plain' }), new File([], 'b.JPG'), new File([], 'c', { type: 'image/png' }), new File([], '.DS_Store')]
  assert.deepEqual(files.map(looksLikePicture), [false, true, true, false])
})

test('only addresses of the web are fetched', () => {
  for (const text of ['', 'a.jpg', 'ftp://a/b', 'javascript:alert(1)', 'data:image/png;base64,', 'https://']) assert.equal(webAddress(text), null, text)
  assert.equal(webAddress(' HTTPS://example.org/a b.jpg ')?.href, 'https://example.org/a%20b.jpg')
})

test('a request names the networks that it needs', () => {
  const detector = { name: 'mtcnn' }
  assert.deepEqual(networksFor({ detector }), ['mtcnn'])
  assert.deepEqual(networksFor({ detector, landmarks: true, expressions: true, ageGender: true }), ['mtcnn', 'face_landmark_68', 'face_expression', 'age_gender'])
  assert.deepEqual(networksFor({ detector, descriptors: true }), ['mtcnn', 'face_landmark_68', 'face_recognition'])
  assert.deepEqual(networksFor({ landmarks: { name: 'own' }, descriptors: { name: 'facenet', crop: 'box' } }), ['own', 'facenet'])
})

test('CSV quotes what must be quoted, and no cell is a formula', () => {
  assert.equal(csvText([['name', 'n'], ['a "b", c', 2], ['=1+1', null], ['-5', -5]]), '\ufeffname,n\r\n"a ""b"", c",2\r\n\'=1+1,\r\n\'-5,-5\r\n')
})

test('JSON has lists for typed arrays and no needless decimals', () => {
  assert.deepEqual(JSON.parse(jsonText({ a: Float32Array.of(0.1, 2), b: 1 / 3, c: 'x' })), { a: [0.1, 2], b: 0.333333, c: 'x' })
})

test('files are called after their picture', () => {
  for (const [name, expected] of [['a b.jpeg', 'a-b.x'], ['歐巴馬 1', '歐巴馬-1.x'], ['../../etc', 'etc.x'], ['...', 'picture.x'], ['', 'picture.x']]) assert.equal(fileName(name, '.x'), expected, name)
})

test('a face is told in words', () => {
  const face = { box: { x: 0, y: 0, width: 1, height: 1 }, score: 1, expressions: { sad: 0.1, happy: 0.9 }, age: 33.6, gender: /** @type {const} */ ('female'), genderProbability: 0.97 }
  assert.deepEqual(expressionsOf(face).map(([name]) => name), ['happy', 'sad'])
  assert.deepEqual(shortDetails(face), ['happy', '~34, female'])
  assert.equal(personText(face), 'about 34, female 97\u00a0%')
  assert.deepEqual([shortDetails({ box: face.box, score: 1 }), personText({ box: face.box, score: 1 })], [[], ''])
})

test('faces are numbered as a picture is read', () => {
  const at = (/** @type {[number, number][]} */ places) => readingOrder(places.map(([x, y], index) => ({ index, box: { x, y, width: 10, height: 10 } }))).map(({ index }) => index)
  const table = /** @type {[[number, number][], number[]][]} */ ([
    [[], []], [[[50, 0], [0, 0]], [1, 0]], [[[50, 3], [0, 5], [20, 0]], [1, 2, 0]], [[[0, 40], [30, 0], [0, 2], [30, 41]], [2, 1, 0, 3]],
    [[[0, 0], [20, 5], [40, 10], [60, 15]], [0, 1, 2, 3]], [[[60, 0], [40, 5], [20, 10], [0, 15]], [1, 0, 3, 2]],
  ])
  for (const [places, expected] of table) assert.deepEqual(at(places), expected)
})
