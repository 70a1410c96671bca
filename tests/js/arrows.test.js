/** Imports point inward: pages → engine → pipeline → networks → ops; see the folder names. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const STATIC = join(import.meta.dirname, '../../static')

/** @param {string} folder @returns {Promise<[string, string][]>} importing file → imported file, both inside static/ */
async function imports(folder) {
  const files = (await readdir(join(STATIC, folder), { recursive: true })).filter((name) => name.endsWith('.js'))
  const found = await Promise.all(files.map(async (name) => {
    const path = join(STATIC, folder, name)
    const code = (await readFile(path, 'utf8')).replace(/\/\*[\s\S]*?\*\//g, '')
    const targets = [...code.matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].map(([, target]) => target)
    return targets.map((target) => /** @type {[string, string]} */ ([relative(STATIC, path), relative(STATIC, join(dirname(path), target))]))
  }))
  return found.flat()
}

/** @type {[string, string, RegExp][]} folder, what it may import besides itself, in words and as a pattern */
const RULES = [
  ['faces/ops', 'nothing', /^faces\/ops\//],
  ['faces/networks', 'ops, TensorFlow.js, our own kernels, the reader of weights and errors', /^faces\/(networks|ops)\/|^faces\/(tf|manifest|errors)\.js$|^built\/simd\.js$|^vendor\/tf\/converter\.js$/],
  ['faces', 'the library, its kernels and the vendored TensorFlow.js, and never a page', /^faces\/|^built\/|^vendor\/tf\//],
]

for (const [folder, words, allowed] of RULES) {
  test(`${folder} imports ${words}`, async () => {
    const found = await imports(folder)
    assert.ok(folder === 'faces/ops' || found.length > 0)
    assert.deepEqual(found.filter(([, target]) => !allowed.test(target)), [])
  })
}

test('pages leave TensorFlow.js to the worker: nothing that they import brings it', async () => {
  const graph = await imports('faces')
  const reached = new Set((await imports('pages')).map(([, target]) => target))
  for (const name of reached) for (const [from, to] of graph) if (from === name) reached.add(to)
  assert.ok(reached.has('faces/engine.js'))
  assert.ok(!reached.has('faces/faceapi/tf.js') && !reached.has('faces/index.js'))
})

test('no module imports itself by a detour', async () => {
  const graph = new Map()
  for (const [from, to] of [...await imports('faces'), ...await imports('pages')]) graph.set(from, [...(graph.get(from) ?? []), to])
  /** @param {string} name @param {string[]} path @returns {string[] | null} */
  const cycle = (name, path) => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    for (const next of graph.get(name) ?? []) {
      const found = cycle(next, [...path, name])
      if (found) return found
    }
    return null
  }
  for (const name of graph.keys()) assert.equal(cycle(name, [])?.join(' → ') ?? null, null)
})
