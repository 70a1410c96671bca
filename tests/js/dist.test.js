/** The bundles of the library: what they give, to programs in JavaScript and in TypeScript. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

import { ROOT } from './support/python.js'

const DIST = join(ROOT, 'static/dist')

/** A project of its own with the library's source in it. @param {import('node:test').TestContext} t @param {...string} linked */
function project(t, ...linked) {
  const folder = mkdtempSync(join(tmpdir(), 'dist-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const path of ['tools/dist.js', 'tools/classic.js', 'static/faces']) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  for (const path of linked) symlinkSync(join(ROOT, path), join(folder, path))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  return { folder, run: () => spawnSync(process.execPath, [join(folder, 'tools/dist.js')], { encoding: 'utf8' }) }
}

/** Names and contents of all files. @param {string} folder */
const contents = (folder) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')]))

test('without TensorFlow.js it says what to run first', (t) => {
  const { status, stderr } = project(t).run()
  assert.equal(status, 1)
  assert.equal(stderr, 'static/vendor/tf/ is not there: run "node tools/vendor.js" first.\n')
})

test('it writes the same files each time', (t) => {
  const { folder, run } = project(t, 'node_modules', 'static/vendor', 'static/built')
  const { status, stderr } = run()
  assert.equal(status, 0, stderr)
  const first = contents(join(folder, 'static/dist'))
  run()
  assert.deepEqual(contents(join(folder, 'static/dist')), first)
})

test('import and require of the package give the names of the source', async () => {
  const named = /export \{([^}]*)\}|export \* as (\w+)/g
  const own = [...readFileSync(join(ROOT, 'static/faces/index.js'), 'utf8').matchAll(named)]
    .flatMap(([, list, star]) => star ?? list.split(',').map((name) => name.split(' as ').at(-1)?.trim() ?? '').filter(Boolean))
  const imported = Object.keys(await import('familiar'))
  const required = Object.keys(createRequire(import.meta.url)('familiar'))
  assert.ok(own.length > 60)
  assert.deepEqual(own.filter((name) => !imported.includes(name)), [])
  assert.deepEqual(required.sort(), imported.sort())
})

test('the declarations let a program in TypeScript compile, and refuse its mistakes', () => {
  const options = '--noEmit --strict --target es2022 --lib es2022,dom --module esnext --moduleResolution bundler --types node'
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options.split(' '), 'tests/declarations/consumer.ts'],
    { cwd: ROOT, encoding: 'utf8' })
  const complaints = stdout.split('\n').filter((line) => line && !line.startsWith('node_modules/@tensorflow/')) // its own lack a package
  assert.deepEqual(complaints, [])
})

test('a classic script, an ES module and their worker build no code from strings', () => {
  for (const name of readdirSync(DIST).filter((file) => file.endsWith('.js') && !file.includes('.node.'))) {
    assert.doesNotMatch(readFileSync(join(DIST, name), 'utf8'), /\bnew Function\(|[^.\w)]eval\(/, name)
  }
})
