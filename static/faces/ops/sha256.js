/**
 * SHA-256 (FIPS 180-4) in plain JavaScript, for pages without crypto.subtle, which browsers offer on secure origins only.
 */

const isPrime = (/** @type {number} */ n) => {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
  return true
}
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && isPrime(n))
const fraction = (/** @type {number} */ x) => ((x - Math.floor(x)) * 2 ** 32) | 0
const START = PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const ROUNDS = PRIMES.map((prime) => fraction(Math.cbrt(prime)))

/** @param {number} x @param {number} by */
const rotate = (x, by) => (x >>> by) | (x << (32 - by))

/**
 * Hash of some bytes.
 * @param {Uint8Array} bytes
 * @returns {string} 64 hexadecimal digits
 */
export function sha256(bytes) {
  const state = Int32Array.from(START)
  const words = new Int32Array(64)
  const whole = bytes.length - bytes.length % 64
  for (let at = 0; at < whole; at += 64) mixBlock(state, words, bytes, at)
  const tail = padded(bytes.subarray(whole), bytes.length)
  for (let at = 0; at < tail.length; at += 64) mixBlock(state, words, tail, at)
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/**
 * The last bytes with a one bit, zeros and the length in bits.
 * @param {Uint8Array} rest   fewer than 64 bytes
 * @param {number} length     of the whole message, bytes
 */
function padded(rest, length) {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128)
  tail.set(rest)
  tail[rest.length] = 0x80
  const view = new DataView(tail.buffer)
  view.setUint32(tail.length - 8, Math.floor(length / 2 ** 29))
  view.setUint32(tail.length - 4, (length << 3) >>> 0)
  return tail
}

/**
 * One round of 64 bytes.
 * @param {Int32Array} state  8 words, changed
 * @param {Int32Array} words  64 words of scratch
 * @param {Uint8Array} bytes
 * @param {number} at         where the block begins
 */
function mixBlock(state, words, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
  }
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15], b = words[i - 2]
    const low = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const high = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    words[i] = (words[i - 16] + low + words[i - 7] + high) | 0
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 64; i++) {
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i++) state[i] = (state[i] + mixed[i]) | 0
}
