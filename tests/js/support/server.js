import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { after } from 'node:test'

const STATIC = new URL('../../../static/', import.meta.url)
const TYPES = /** @type {Record<string, string>} */ ({ json: 'application/json', bin: 'application/octet-stream' })

/**
 * An answer in place of the file's own: changes the response or the bytes; null leaves the file as it is.
 * @typedef {(path: string, bytes: Buffer) => {status?: number, type?: string, bytes?: Buffer | string, cut?: boolean} | null} Override
 */

/**
 * Serves the converted networks on an ephemeral port until the test file ends.
 * @param {Override} [override]
 * @returns {Promise<{models: string, asked: string[]}>} address of the folder of networks; the paths that were asked for
 */
export async function serveModels(override = () => null) {
  /** @type {string[]} */
  const asked = []
  const server = createServer(async (request, response) => {
    const path = String(request.url).slice(1)
    asked.push(path)
    const bytes = await readFile(new URL(path, STATIC)).catch(() => null)
    const { status = bytes ? 200 : 404, type = TYPES[path.split('.').at(-1) ?? ''], ...changed } = override(path, bytes ?? Buffer.of()) ?? {}
    const body = changed.bytes ?? bytes ?? 'not found'
    response.writeHead(status, { 'content-type': type, 'content-length': body.length })
    if (!changed.cut) return response.end(body)
    response.write(body.slice(0, body.length / 2), () => response.destroy())
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { models: `http://127.0.0.1:${port}/models/`, asked }
}
