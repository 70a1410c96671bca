import './tf.js'

const tf = await import('../../../static/faces/tf.js')
const { MathBackendCPU } = await import('../../../static/vendor/tf/cpu.js')

/** @typedef {import('../../../static/faces/adapters.js').Adapter} Adapter */

/** What a faulty backend does when a result is read from it. @type {Record<string, (data: Float32Array) => any>} */
const READS = {
  right: (data) => data,
  wrong: (data) => data.map((value) => value * 1.5 + 1),
  nan: (data) => data.map(() => NaN),
  zero: (data) => data.map(() => 0),
  throws: () => { throw new Error('Out of memory.') },
  hangs: () => new Promise(() => {}),
}

/** Computes in plain JavaScript, but reading a result from it does what the test says at that moment. */
class FaultyBackend extends MathBackendCPU {
  /** @param {{behaviour: string}} control */
  constructor(control) {
    super()
    this.control = control
  }
  /** @param {any} dataId */
  async read(dataId) {
    return READS[this.control.behaviour](/** @type {Float32Array} */ (this.readSync(dataId)))
  }
}

let count = 0

/**
 * A backend under the control of a test, with all kernels of the plain one.
 * @param {string} behaviour  a key of READS, or "never starts" or "does not start"
 * @returns {{adapter: Adapter, control: {behaviour: string}, lose: (sentence: string) => void}}
 *   lose: takes the device away
 */
export function fakeBackend(behaviour) {
  const name = `fake-${++count}`
  const control = { behaviour }
  /** @type {(error: Error) => void} */
  let reject
  const lost = new Promise((_, no) => { reject = no })
  const open = async () => {
    if (behaviour === 'never starts') return new Promise(() => {})
    if (behaviour === 'does not start') throw new Error('There is no such device.')
    tf.copyRegisteredKernels('cpu', name)
    tf.registerBackend(name, () => new FaultyBackend(control))
    await tf.setBackend(name)
    return { lost }
  }
  return { adapter: { name, threads: 1, open: /** @type {any} */ (open) }, control, lose: (sentence) => reject(new Error(sentence)) }
}
