/**
 * The shapes that travel through the library. Types only: nothing here exists at run time.
 *
 * @typedef {{width: number, height: number}} Size  pixels
 * @typedef {{x: number, y: number, width: number, height: number}} Box  origin top left; pixels unless said otherwise
 * @typedef {[number, number]} Pair  x, y in pixels
 *
 * @typedef {object} Pixels  a picture in memory, rows from the top
 * @property {ArrayLike<number>} data  0–255, width · height · channels values
 * @property {number} width
 * @property {number} height
 * @property {number} channels  3 (RGB) or 4 (RGBA, opaque)
 *
 * @typedef {object} Face  pixels of the original image; absent parts are absent
 * @property {Box} box
 * @property {number} score        0–1
 * @property {Pair[]} [landmarks]  68 points
 * @property {Float32Array} [descriptor]  128 numbers
 *
 * @typedef {object} InputSpec
 * @property {string} name
 * @property {number} size         side of the square input, pixels
 * @property {{min: number, max: number, multiple: number}} [sizes]  where several sizes are allowed
 * @property {'end' | 'centre'} padding
 * @property {number[]} mean       subtracted, a channel
 * @property {number} scale        factor after that
 *
 * @typedef {object} Spec  what the converter wrote beside a network's shards
 * @property {string} name
 * @property {string} title
 * @property {'detection' | 'landmarks' | 'recognition'} task
 * @property {string} version
 * @property {InputSpec} input
 * @property {Record<string, Array<number | null>>} outputs  shapes by name
 * @property {number[][]} [anchors]  width, height in cells
 * @property {Record<string, number>} thresholds
 * @property {Record<string, {bytes: number, sha256: string}>} files
 * @property {{size: number, outputs: Record<string, {shape: number[], values: number[], tolerance: number}>}} selftest
 *
 * @typedef {object} DetectorRequest
 * @property {string} name
 * @property {number} [inputSize]       pixels; the spec's size when absent
 * @property {number} [scoreThreshold]  0–1; the spec's threshold when absent
 *
 * @typedef {object} Request  what to find
 * @property {DetectorRequest} [detector]
 * @property {boolean} [landmarks]
 * @property {boolean} [descriptors]    implies landmarks
 *
 * @typedef {{capture: number, detection: number, landmarks?: number, descriptors?: number, total: number}} Timings  ms
 * @typedef {{faces: Face[], size: Size, timings: Timings}} Result  faces with the highest score first
 *
 * @typedef {object} BackendReport
 * @property {string} name
 * @property {number} threads
 * @property {{name: string, reason: string}[]} dropped  tried before and found wanting
 *
 * @typedef {{stage: 'download', name: string, loadedBytes: number, totalBytes: number}} DownloadEvent
 * @typedef {{stage: 'self-test', backend: string, name?: string}} SelfTestEvent  without a network: the backend starts
 * @typedef {{stage: 'backend', backend: BackendReport}} BackendEvent  the backend changed after loading
 * @typedef {(event: DownloadEvent | SelfTestEvent | BackendEvent) => void} OnProgress
 *
 * @typedef {object} Patience  how long to wait before a part counts as dead, ms
 * @property {number} selfTest  one backend, start and all networks
 * @property {number} frame     one picture
 * @property {number} start     the worker's first answer
 * @property {number} silence   the worker, beyond the longest piece of its work
 *
 * @typedef {object} LocalOptions
 * @property {string} models             absolute address of the folder of networks, with the slash
 * @property {string[]} [backends]       names in the order to try; otherwise what suits the machine
 * @property {OnProgress} [onProgress]
 * @property {Partial<Patience>} [patience]
 * @property {BackendReport['dropped']} [dropped]  ways to compute that are not to be tried again, each once
 */
export {}
