import { fetchJson } from '../download.js'

/** @import { Spec } from '../types.js' */

/**
 * @typedef {object} Table  all that makes a network of published weights, see converter/published.py
 * @property {Spec & {published: import('../types.js').Recipe}} spec
 * @property {any} model  model.json of the graph, without shards
 * @property {Record<string, number[]>} constants  weights of the graph that no parameter changes
 * @property {{sum: number, size: number} | null} fingerprint  of the weights whose answers `spec.selftest` holds
 */

/** @type {Map<string, Promise<Table>>} */
const tables = new Map()

/**
 * How to make a network of published weights; fetched once.
 * @param {string} name    of the network
 * @param {string} models  absolute address of the library's own folder of networks
 * @returns {Promise<Table>}
 * @throws {import('../errors.js').FamiliarError} weights-…
 */
export function tableOf(name, models) {
  const address = new URL(`${name}/published.json`, models).href
  const table = tables.get(address) ?? fetchJson(address)
  tables.set(address, table)
  table.catch(() => tables.delete(address)) // to be asked for again
  return table
}
