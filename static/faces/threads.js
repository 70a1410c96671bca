/**
 * Whether this page may run WebAssembly's threads. TensorFlow.js starts them from scripts that it makes in memory (blob:), and
 * waits for ever where the page's policy forbids such scripts; here the answer comes at once.
 * @param {number} [limit]  ms
 * @returns {Promise<boolean>}
 */
export async function mayUseThreads(limit = 5000) {
  const inner = blobUrl('postMessage("here")')
  const outer = blobUrl(`importScripts(${JSON.stringify(inner)})`)
  /** @type {Worker | undefined} */
  let worker
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  try {
    const started = new Worker(outer)
    worker = started
    return await new Promise((resolve) => {
      started.addEventListener('message', () => resolve(true))
      started.addEventListener('error', () => resolve(false))
      timer = setTimeout(() => resolve(false), limit)
    })
  } catch {
    return false
  } finally {
    clearTimeout(timer)
    worker?.terminate()
    URL.revokeObjectURL(outer)
    URL.revokeObjectURL(inner)
  }
}

/** @param {string} code */
function blobUrl(code) {
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
}
