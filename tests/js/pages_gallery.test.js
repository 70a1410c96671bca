/** What the pages do with the gallery: read it, find a face again, save faces. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestOverlap, overlap } from '../../static/pages/boxes.js'
import { Gallery } from '../../static/pages/gallery.js'
import { parseGallery } from '../../static/pages/gallery_codec.js'
import { Saver } from '../../static/pages/saving.js'

// Pages say in their head which gallery they show.
Object.assign(globalThis, { document: { querySelector: () => ({ getAttribute: () => 'main' }) } })

/** @param {{id: string, name: string, count: number}[]} people @param {number[]} floats @returns {ArrayBuffer} */
function packed(people, floats) {
  const json = JSON.stringify({ recogniser: { name: 'r', version: '1' }, length: 2, threshold: 0.5, people })
  const text = new TextEncoder().encode(json)
  const header = new TextEncoder().encode(json + ' '.repeat((4 - text.length % 4) % 4))
  const view = new DataView(new ArrayBuffer(4 + header.length + floats.length * 4))
  view.setUint32(0, header.length, true)
  new Uint8Array(view.buffer).set(header, 4)
  floats.forEach((value, index) => view.setFloat32(4 + header.length + index * 4, value, true))
  return view.buffer
}

test('the binary gallery gives each person their own rows, in order', () => {
  const people = [{ id: 'a', name: 'Zoë', count: 2 }, { id: 'b', name: 'مريم', count: 0 }, { id: 'c', name: 'C', count: 1 }]
  const gallery = parseGallery(packed(people, [1, 2, 3, 4, 5, 6]))
  assert.equal(gallery.threshold, 0.5)
  assert.deepEqual(gallery.people.map(({ name, descriptors }) => [name, descriptors.map(row => [...row])]), [['Zoë', [[1, 2], [3, 4]]], ['مريم', []], ['C', [[5, 6]]]])
})

test('a gallery that arrived incomplete is refused', () => {
  assert.throws(() => parseGallery(packed([{ id: 'a', name: 'A', count: 2 }], [1, 2])), /incomplete/)
})

/** @param {(error: unknown) => void} onError */
async function pageGallery(onError = error => { throw error }) {
  const gallery = new Gallery(() => {}, onError)
  await gallery.refresh()
  return gallery
}

test('nobody is named twice in a frame, and of two faces the nearer one is', async context => {
  const people = [{ id: 'a', name: 'Ada', count: 2 }, { id: 'b', name: 'Nobody', count: 0 }, { id: 'c', name: 'Cy', count: 1 }]
  context.mock.method(globalThis, 'fetch', async () => new Response(packed(people, [0, 0, 0, 0.25, 4, 0])))
  const gallery = await pageGallery()
  assert.equal(gallery.size, 2)
  assert.deepEqual(gallery.match(Float32Array.of(0, 0.375)), { person: 'a', distance: 0.25 })
  assert.deepEqual(gallery.matchFrame([Float32Array.of(0, 0.375), Float32Array.of(4.25, 0), Float32Array.of(0, 0)]), [
    { person: null, distance: 0.25 }, { person: 'c', distance: 0.25 }, { person: 'a', distance: 0.125 },
  ])
  assert.deepEqual(gallery.match(Float32Array.of(0, 9)).person, null)
})

test('in an empty gallery nobody is near', async context => {
  context.mock.method(globalThis, 'fetch', async () => new Response(packed([], [])))
  assert.deepEqual((await pageGallery()).matchFrame([Float32Array.of(0, 0)]), [{ person: null, distance: null }])
})

test('the face that lies best on a box, or none', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 }
  assert.equal(overlap(box, box), 1)
  assert.equal(overlap(box, { x: 10, y: 0, width: 10, height: 10 }), 0)
  const near = { box: { x: 1, y: 0, width: 10, height: 10 } }
  const far = { box: { x: 8, y: 0, width: 10, height: 10 } }
  assert.equal(bestOverlap([far, near], box), near)
  assert.equal(bestOverlap([far], box), null)
})

/** A server that remembers what it was asked; `refuse` makes it refuse photos. */
function fakeServer() {
  const calls = /** @type {string[]} */ ([])
  const server = {
    calls,
    refuse: false,
    create: async (/** @type {string} */ name) => ({ id: `${name}-${calls.push(`create ${name}`)}` }),
    remove: async (/** @type {string} */ id) => { calls.push(`remove ${id}`) },
    send: async (/** @type {string} */ path, /** @type {FormData} */ form) => {
      if (server.refuse) throw new Error('Refused.')
      calls.push(`send ${path}${form.has('name') ? ` as ${form.get('name')}` : ''}`)
    },
  }
  return server
}

/** @param {string} name @param {string | null} [id] */
const item = (name, id = null) => ({
  photo: new File(['x'], 'a.jpg'),
  face: { box: { x: 1, y: 2, width: 3, height: 4 }, score: 1, descriptor: new Float32Array([0.5, 0.25]) },
  choice: { id, name },
  recogniser: { name: 'r', version: '1' },
})
const quiet = () => {}

test('equal new names of one sitting are one new person; a chosen person gets the photo', async () => {
  const server = fakeServer()
  const saver = new Saver(true, server)
  assert.deepEqual(await saver.save(item('Ada'), quiet), { personId: 'Ada-1' })
  await saver.save(item('ada '), quiet)
  await saver.save(item('Ada', 'other'), quiet)
  assert.deepEqual(server.calls, ['create Ada', 'send /people/Ada-1/references', 'send /people/Ada-1/references', 'send /people/other/references'])
})

test('a new person whose only photo is refused is taken back, one with photos stays', async () => {
  const server = fakeServer()
  const saver = new Saver(true, server)
  server.refuse = true
  await assert.rejects(saver.save(item('Ada'), quiet), /Refused/)
  server.refuse = false
  await saver.save(item('Ada'), quiet)
  server.refuse = true
  await assert.rejects(saver.save(item('Ada'), quiet), /Refused/)
  assert.deepEqual(server.calls, ['create Ada', 'remove Ada-1', 'create Ada', 'send /people/Ada-3/references'])
})

test('without an account a face becomes a submission with its name', async () => {
  const server = fakeServer()
  assert.deepEqual(await new Saver(false, server).save(item('Ada'), quiet), { personId: null })
  assert.deepEqual(server.calls, ['send /submissions as Ada'])
})
