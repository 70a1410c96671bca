/** The script that copies the browser libraries. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A project of its own with the script in it. @param {import('node:test').TestContext} t */
function project(t) {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-'))
  t.after(() => rmSync(folder, { recursive: true }))
  cpSync(join(ROOT, 'tools/vendor.js'), join(folder, 'tools/vendor.js'))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  return { folder, run: () => spawnSync(process.execPath, [join(folder, 'tools/vendor.js')], { encoding: 'utf8' }) }
}

/** Names and contents of all files. @param {string} folder */
const contents = (folder) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'base64')]))

test('without packages it names one and the cure in a sentence, and leaves nothing half done', (t) => {
  const { folder, run } = project(t)
  const { status, stderr, stdout } = run()
  assert.equal(status, 1)
  assert.match(stderr, /^The package \S+ is not installed: run "npm ci" and try again\.\n$/)
  assert.equal(stdout, '')
  assert.equal(existsSync(join(folder, 'static/vendor')), false)
})

test('it writes the same files each time, one line a group, and no code that is built from strings', (t) => {
  const { folder, run } = project(t)
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const { status, stdout, stderr } = run()
  assert.equal(status, 0, stderr)
  assert.deepEqual(stdout.trim().split('\n').map((line) => line.split(' ')[0].split('/').at(-1)), ['tf', 'pico', 'socket.io', 'swagger-ui'])
  const first = contents(join(folder, 'static/vendor'))
  run()
  assert.deepEqual(contents(join(folder, 'static/vendor')), first)
  for (const file of ['core.js', 'all.js', 'converter.js', 'cpu.js', 'wasm.js', 'webgl.js', 'webgpu.js', 'tfjs-backend-wasm-simd.wasm']) {
    assert.ok(existsSync(join(folder, 'static/vendor/tf', file)), file)
  }
})
