/** docs/face-api.md tells all names: those that are here, and those of @vladmandic/face-api that are not. */
import './support/tf.js'

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'

import { ROOT } from './support/python.js'
import { loadReference } from './support/reference/run.js'

const ours = await import('../../static/faces/index.js')
const theirs = await loadReference()
const STATES = ['same', 'different', 'own', 'left out']
const GROUPS = /** @type {const} */ (['nets', 'draw', 'utils', 'env'])

/** Names of a library and of its groups. @param {any} api */
function namesOf(api) {
  return [...Object.keys(api), ...GROUPS.flatMap((group) => Object.keys(api[group]).map((name) => `${group}.${name}`))]
}

const rows = (await readFile(`${ROOT}docs/face-api.md`, 'utf8')).split('\n').filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  .map(([names, state, note]) => ({ names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name), state, note }))
/** @param {(state: string) => boolean} wanted */
const told = (wanted) => rows.filter(({ state }) => wanted(state)).flatMap(({ names }) => names)

test('every row has a state, and what is different or left out says why', () => {
  assert.ok(rows.length > 40)
  for (const { names, state, note } of rows) {
    assert.ok(names.length > 0 && STATES.includes(state), `${names}: ${state}`)
    assert.ok(note || !['different', 'left out'].includes(state), `${names} is ${state}, but why?`)
  }
})

test('every exported name stands in the table once, and nothing else', () => {
  assert.deepEqual(told((state) => state !== 'left out').sort(), namesOf(ours).sort())
})

test('every name of @vladmandic/face-api is here, or left out with the reason', () => {
  const here = new Set(namesOf(ours))
  const missing = namesOf(theirs).filter((name) => !here.has(name))
  assert.ok(namesOf(theirs).length > 150)
  assert.deepEqual(told((state) => state === 'left out').sort(), missing.sort())
})

test('what is Familiar\'s own or was dropped by @vladmandic/face-api is no more than is said', () => {
  const there = new Set(namesOf(theirs))
  const own = namesOf(ours).filter((name) => !there.has(name)).sort()
  const mtcnn = ['Mtcnn', 'MtcnnOptions', 'allFacesMtcnn', 'createMtcnn', 'loadMtcnnModel', 'mtcnn', 'nets.mtcnn']
  assert.deepEqual(own, [...told((state) => state === 'own'), ...mtcnn, 'bufferToVideo'].sort())
})

test('TensorFlow.js has all its names that @vladmandic/face-api gives', () => {
  const missing = Object.keys(theirs.tf).filter((name) => !(name in ours.tf))
  assert.deepEqual(missing.filter((name) => !/wasm|ThreadsCount/i.test(name)), [])
})

test('the version is the package\'s', async () => {
  assert.equal(ours.version, JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')).version)
})
