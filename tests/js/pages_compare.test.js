import assert from 'node:assert/strict'
import { test } from 'node:test'
import { People } from '../../static/pages/cast_people.js'
import { compare, verdict } from '../../static/pages/comparison.js'

/** @param {number} at */
const face = (at) => /** @type {any} */ ({ descriptor: Float32Array.of(at, 0), crop: null })

test('who is known, who is unknown and who is missing changes with the threshold', () => {
  const table = [[0.3, 0.8, 0.9], [0.9, 0.55, 0.7]]
  assert.deepEqual(compare(table, 3, 0.5), { people: [0, -1], missing: [1, 2] })
  assert.deepEqual(compare(table, 3, 0.6), { people: [0, 1], missing: [2] })
  assert.deepEqual(compare(table, 3, 0.2), { people: [-1, -1], missing: [0, 1, 2] })
})

test('a picture without faces misses everybody', () => {
  assert.deepEqual(compare([], 2, 0.5), { people: [], missing: [0, 1] })
})

for (const [distance, expected] of /** @type {const} */ ([[0.2, 'surely'], [0.39, 'surely'], [0.4, 'same'], [0.49, 'same'], [0.5, 'unsure'], [0.59, 'unsure'], [0.6, 'different'], [1, 'different']])) {
  test(`at a threshold of 0.5 a distance of ${distance} is "${expected}"`, () => assert.equal(verdict(distance, 0.5), expected))
}

test('people take the names of their pictures, numbered where a picture shows several or the name is taken', () => {
  const people = new People()
  people.add('Ada.jpg', [face(1)])
  people.add('Ada.png', [face(2)])
  people.add('team.jpeg', [face(3), face(4)])
  assert.deepEqual(people.list.map(({ name }) => name), ['Ada', 'Ada (2)', 'team 1', 'team 2'])
})

test('people are renamed, merged and removed with their last picture', () => {
  const people = new People()
  people.add('a', [face(1)])
  people.add('b', [face(2)])
  const [a, b] = people.list
  people.rename(a.id, '  Ada ')
  people.rename(b.id, '   ')
  assert.deepEqual(people.list.map(({ name }) => name), ['Ada', 'b'])
  people.merge(a.id, b.id)
  assert.deepEqual(people.list.map(({ name, references }) => [name, references.map(({ descriptor }) => descriptor[0])]), [['Ada', [1, 2]]])
  people.merge(a.id, a.id)
  const [first, second] = people.list[0].references
  people.remove(first.id)
  assert.equal(people.list.length, 1)
  people.remove(second.id)
  assert.deepEqual(people.list, [])
})
