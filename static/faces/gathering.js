import { analyze } from './pipeline.js'

/** @import { Face, Pixels, Request } from './types.js' */
/** @import { Networks } from './pipeline.js' */
/** @import { Network, Row } from './networks/network.js' */

/** @typedef {Parameters<Network['runRows']>} Wish  what a picture wants of a network */
/** @typedef {{name: string, network: Network, wish: Wish, resolve: (rows: Row[]) => void, reject: (error: unknown) => void}} Waiting */

/**
 * Analyses several pictures at once: what they want of a network goes through it together.
 * @param {Pixels[]} images
 * @param {Request} request
 * @param {Networks} networks
 * @returns {Promise<Face[][]>} for each picture what `analyze` finds in it
 * @throws {import('./errors.js').FamiliarError} not-loaded, bad-input
 */
export async function analyzeTogether(images, request, networks) {
  const gathering = new Gathering(images.length)
  const shared = gathering.share(networks)
  const done = await Promise.allSettled(images.map((image) => analyze(image, request, shared).finally(() => gathering.leave())))
  return done.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value.faces
  })
}

/**
 * Lets several pieces of work meet at the networks: as soon as none of them can go on by itself, what they wait for is computed,
 * in one batch for each network.
 */
class Gathering {
  /** @type {Waiting[]} */
  #waiting = []
  #working

  /** @param {number} count  of the pieces of work */
  constructor(count) {
    this.#working = count
  }

  /**
   * @param {Networks} networks
   * @returns {Networks} the same, where pictures' rows wait for each other
   */
  share(networks) {
    return new Map([...networks].map(([name, network]) => [name, Object.assign(Object.create(network), {
      runRows: (/** @type {Wish} */ ...wish) => this.#meet(name, network, wish),
    })]))
  }

  /** One piece of work has come to its end. */
  leave() {
    this.#working--
    this.#goOn()
  }

  /**
   * @param {string} name
   * @param {Network} network
   * @param {Wish} wish
   * @returns {Promise<Row[]>}
   */
  #meet(name, network, wish) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, network, wish, resolve, reject })
      this.#goOn()
    })
  }

  #goOn() {
    if (!this.#waiting.length || this.#waiting.length < this.#working) return
    /** @type {Map<string, Waiting[]>} */
    const groups = new Map()
    for (const each of this.#waiting) {
      const key = keyOf(each)
      groups.set(key, [...(groups.get(key) ?? []), each])
    }
    this.#waiting = []
    for (const group of groups.values()) runTogether(group)
  }
}

/** What must be the same for two wishes to be one. @param {Waiting} waiting */
function keyOf({ name, wish: [, input, names] }) {
  return [name, input?.name, input?.size, names].join('/')
}

/** @param {Waiting[]} group  of one network, input and outputs */
async function runTogether(group) {
  const [{ network, wish: [, ...how] }] = group
  const batches = group.map(({ wish: [batch] }) => batch)
  try {
    const rows = await network.runRows(joined(batches), ...how)
    const each = rows.length / batches.reduce((sum, { length }) => sum + length, 0)
    let at = 0
    for (const { wish: [batch], resolve } of group) resolve(rows.slice(at, at += batch.length ? Math.round(batch.length * each) : 0))
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}

/** @param {Float32Array[]} batches */
function joined(batches) {
  const all = new Float32Array(batches.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const batch of batches) {
    all.set(batch, at)
    at += batch.length
  }
  return all
}
