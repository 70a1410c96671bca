/**
 * `fetch`, which also answers for files on this machine (file: addresses) where the library runs in Node.
 * @param {string} url  absolute
 * @param {RequestInit} [options]
 * @returns {Promise<Response>} of status 404 where there is no such file
 */
export async function fetchFile(url, options) {
  const fs = url.startsWith('file:') && /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:fs/promises')
  if (!fs) return fetch(url, options)
  try {
    return new Response(await fs.readFile(new URL(url), { signal: options?.signal }))
  } catch (error) {
    if (/** @type {any} */ (error).code === 'ENOENT') return new Response(null, { status: 404 })
    throw error
  }
}
