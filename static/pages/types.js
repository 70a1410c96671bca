/**
 * Shapes of what travels between the pages, the server and the engine. Only types: nothing runs here.
 *
 * @typedef {import('../faces/types.js').Box} Box
 * @typedef {import('../faces/types.js').Size} Size
 * @typedef {import('../faces/types.js').Face} Face
 * @typedef {import('../faces/types.js').Result} Analysis
 * @typedef {import('../faces/types.js').BackendReport} BackendReport
 * @typedef {{name: string, version: string}} Recogniser
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string} createdAt                    ISO 8601, UTC
 * @property {number} referenceCount
 * @property {string | null} cover                 id of the reference that stands for the person
 *
 * @typedef {object} Reference
 * @property {string} id
 * @property {string} personId
 * @property {Box} box
 * @property {Recogniser} recogniser
 * @property {{width: number, height: number, sha256: string}} photo
 * @property {string} createdAt
 *
 * @typedef {{id: string, name: string, box: Box, createdAt: string}} Submission
 */
export {}
