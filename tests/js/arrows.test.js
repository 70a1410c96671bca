/** Who may import whom in the library. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const FACES = new URL('../../static/faces/', import.meta.url)

/** Each module of the library with the modules that it imports when it is loaded, as addresses. */
const modules = new Map(readdirSync(FACES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')).map((name) => {
  const url = new URL(name, FACES)
  const code = readFileSync(url, 'utf8')
  const imported = [...code.matchAll(/^(?:import|export)\b(?:[^'\n]*\bfrom)? '([^']+)'/gm)].map(([, path]) => new URL(path, url).href)
  return [url.href, imported]
}))

/** All that a module brings with it. @param {string} name @param {Set<string>} [seen] */
function reach(name, seen = new Set()) {
  for (const next of modules.get(name) ?? []) {
    if (seen.has(next)) continue
    seen.add(next)
    reach(next, seen)
  }
  return seen
}

const at = (/** @type {string} */ name) => new URL(name, FACES).href

test('every import is there, inside the library or vendored', () => {
  const outside = [...modules.values()].flat().filter((url) => !url.startsWith(FACES.href))
  assert.deepEqual(new Set(outside), new Set([at('../vendor/tf/core.js')]))
  assert.deepEqual([...modules.values()].flat().filter((url) => !existsSync(new URL(url))), [])
})

test('no module imports itself by a detour', () => {
  assert.deepEqual([...modules.keys()].filter((name) => reach(name).has(name)), [])
})

test('ops know nothing but ops', () => {
  const strange = [...modules.keys()].filter((name) => name.startsWith(at('ops/')))
    .flatMap((name) => [...reach(name)]).filter((name) => !name.startsWith(at('ops/')))
  assert.deepEqual(strange, [])
})

test('networks know neither pipeline nor engine', () => {
  const strange = [...modules.keys()].filter((name) => name.startsWith(at('networks/'))).flatMap((name) => [...reach(name)])
  for (const name of ['pipeline.js', 'local.js', 'engine.js', 'index.js']) assert.ok(!strange.includes(at(name)), name)
})

test('a page that lets a worker compute does not load TensorFlow.js itself', () => {
  assert.ok(!reach(at('index.js')).has(at('../vendor/tf/core.js')))
  assert.ok(reach(at('worker.js')).has(at('../vendor/tf/core.js')))
})
