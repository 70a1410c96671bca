/** Tells when the gallery changed on the server (Socket.IO), so that open pages follow within a second. */

const CLIENT = new URL('../vendor/socket.io/socket.io.esm.min.js', import.meta.url).href

/**
 * @param {(etag: string | null) => void} callback  called after each change, and with null after a lost connection came back
 *   (changes may have been missed meanwhile)
 * @returns {Promise<() => void>} a function that ends it
 */
export async function onGalleryChanged(callback) {
  const { io } = await import(CLIENT)
  // A WebSocket alone: browsers name the page's origin in its handshake, which the server insists on; polling would not.
  const socket = io({ path: '/socket.io', transports: ['websocket'] })
  let before = false
  socket.on('connect', () => {
    if (before) callback(null)
    before = true
  })
  socket.on('gallery-changed', (/** @type {{etag?: string} | undefined} */ change) => callback(change?.etag ?? null))
  return () => socket.disconnect()
}
