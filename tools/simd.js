/** Compiles static/simd/ into static/built/simd.js: WebAssembly as text in a module, so that every bundle carries it and no page fetches it. */
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Built here first, so that a failure leaves the old file where it is. */
const STAGE = join(ROOT, '.setup', 'simd.building')
const BUILT = join(ROOT, 'static', 'built')

/** No runtime and no data of its own: the code lives in TensorFlow.js's memory, of which it must not claim a byte. */
const OPTIONS = '-O3 --noAssert --runtime stub --importMemory --enable simd --disableWarning 112'

async function main() {
  await mkdir(STAGE, { recursive: true })
  await mkdir(BUILT, { recursive: true })
  const compiler = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
  const [code, module] = [join(STAGE, 'simd.wasm'), join(STAGE, 'simd.js')]
  execFileSync(process.execPath, [compiler, join(ROOT, 'static/simd/index.ts'), '-o', code, ...OPTIONS.split(' ')], { stdio: ['ignore', 'inherit', 'inherit'] })
  const text = (await readFile(code)).toString('base64')
  await writeFile(module, `/** WebAssembly in base64; tools/simd.js makes it. @type {string} */\nexport const SIMD = '${text}'\n`)
  await rename(module, join(BUILT, 'simd.js'))
  await rm(STAGE, { recursive: true })
  console.log(`static/built   1 file  ${text.length.toLocaleString('en').padStart(10)} bytes`)
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
