import { fetchJson, parseJson } from './download.js'
import { FamiliarError } from './errors.js'
import { FileCache } from './file_cache.js'

/** @import { OnProgress, Spec } from './types.js' */

/**
 * @typedef {object} Artifacts  a network in memory, not yet on a backend
 * @property {Spec} spec
 * @property {any} model             what model.json says
 * @property {ArrayBuffer[]} shards  in the order of model.json
 */

/**
 * Fetches networks: first every spec.json, which says how much there is to load, then all files at once, each checked and, where the
 * browser allows it, kept for the next time. The first failure stops the rest.
 * @param {string} base        absolute address of the folder of networks, with the slash
 * @param {string[]} names
 * @param {OnProgress} [onProgress]
 * @param {AbortSignal} [signal]  to give up
 * @returns {Promise<Artifacts[]>} in the order of the names
 * @throws {FamiliarError} weights-…
 */
export async function fetchNetworks(base, names, onProgress = () => {}, signal) {
  if (names.length === 0) return []
  const stop = new AbortController()
  const give = () => stop.abort(signal?.reason)
  signal?.addEventListener('abort', give)
  const cache = new FileCache()
  try {
    const specs = await Promise.all(names.map((name) => fetchSpec(base, name, stop.signal)))
    const progress = counter(specs, onProgress)
    return await Promise.all(specs.map((spec) => fetchNetwork(base, spec, { cache, progress, signal: stop.signal })))
  } catch (error) {
    stop.abort()
    throw error
  } finally {
    signal?.removeEventListener('abort', give)
  }
}

/**
 * @param {string} base
 * @param {string} name
 * @param {AbortSignal} signal
 * @returns {Promise<Spec>}
 */
async function fetchSpec(base, name, signal) {
  const file = fileUrl(base, name, 'spec.json')
  const spec = await fetchJson(file, { signal })
  if (spec?.name !== name || !spec.files?.['model.json'] || !spec.input || !spec.selftest?.sizes) {
    throw new FamiliarError('weights-corrupt', `${name}/spec.json does not describe the network ${name}.`,
      { file, cure: `Run "familiar-convert build ${name}" and reload the page.` })
  }
  return spec
}

/**
 * @param {string} base
 * @param {Spec} spec
 * @param {{cache: FileCache, progress: (name: string, file: string, loaded: number) => void, signal: AbortSignal}} options
 * @returns {Promise<Artifacts>}
 */
async function fetchNetwork(base, spec, { cache, progress, signal }) {
  const owner = fileUrl(base, spec.name, '')
  const files = await Promise.all(Object.entries(spec.files).map(async ([file, expected]) => {
    const onBytes = (/** @type {number} */ loaded) => progress(spec.name, file, loaded)
    return /** @type {const} */ ([file, await cache.fetch(fileUrl(base, spec.name, file), expected, owner, { signal, onBytes })])
  }))
  cache.tidy(owner, Object.values(spec.files))
  const bytes = new Map(files)
  const modelUrl = fileUrl(base, spec.name, 'model.json')
  const model = parseJson(modelUrl, /** @type {Uint8Array} */ (bytes.get('model.json')))
  const paths = /** @type {string[]} */ (model.weightsManifest.flatMap((/** @type {any} */ group) => group.paths))
  const shards = paths.map((path) => {
    const shard = bytes.get(path)
    if (shard) return /** @type {ArrayBuffer} */ (shard.buffer)
    throw new FamiliarError('weights-corrupt', `${spec.name}/spec.json does not list ${path}, which model.json needs.`,
      { file: modelUrl, cure: `Run "familiar-convert build ${spec.name}" and reload the page.` })
  })
  return { spec, model, shards }
}

/**
 * Adds up the bytes of all files.
 * @param {Spec[]} specs
 * @param {OnProgress} onProgress
 * @returns {(name: string, file: string, loaded: number) => void}
 */
function counter(specs, onProgress) {
  const totalBytes = specs.flatMap(({ files }) => Object.values(files)).reduce((sum, { bytes }) => sum + bytes, 0)
  /** @type {Map<string, number>} */
  const loaded = new Map()
  return (name, file, bytes) => {
    loaded.set(`${name}/${file}`, bytes)
    const loadedBytes = [...loaded.values()].reduce((sum, part) => sum + part, 0)
    onProgress({ stage: 'download', name, loadedBytes: Math.min(loadedBytes, totalBytes), totalBytes })
  }
}

/** @param {string} base @param {string} name @param {string} file */
function fileUrl(base, name, file) {
  return new URL(`${encodeURIComponent(name)}/${file}`, base).href
}
