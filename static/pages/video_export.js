/** A film's time line as files: CSV for a spreadsheet, JSON with every sighting. Pure. */
import { csvText } from './handing_out.js'

/** @typedef {import('./video_names.js').NamedPerson} NamedPerson */

/**
 * @typedef {object} Film
 * @property {{file: string, width: number, height: number, duration: number}} video  pixels, seconds
 * @property {{framesPerSecond: number, frames: number, complete: boolean, detector: string, recogniser: string}} analysis
 * @property {NamedPerson[]} people
 */

const COLUMNS = ['person', 'from_seconds', 'to_seconds', 'seconds', 'known', 'distance']

/**
 * @param {NamedPerson[]} people
 * @returns {string} one line an appearance, in order of time
 */
export function csvOf(people) {
  const appearances = people.flatMap(person => person.appearances.map(appearance => ({ ...appearance, person })))
  const lines = appearances.sort((a, b) => a.from - b.from).map(({ from, to, person }) =>
    [person.name, rounded(from), rounded(to), rounded(to - from), person.known ? 'yes' : 'no', person.known && person.distance !== null ? rounded(person.distance) : ''])
  return csvText([COLUMNS, ...lines])
}

/**
 * @param {Film} film
 * @returns {string} JSON; boxes in pixels of the film, times in seconds
 */
export function jsonOf({ video, analysis, people }) {
  const told = people.map(({ name, known, distance, seconds, appearances, sightings, descriptor }) => ({
    name, known, distance, seconds: rounded(seconds),
    appearances: appearances.map(({ from, to }) => ({ from: rounded(from), to: rounded(to) })),
    descriptor: descriptor && [...descriptor],
    sightings: sightings.map(({ time, box, score }) => ({ time: rounded(time), box: roundedBox(box), score: rounded(score) })),
  }))
  return `${JSON.stringify({ video, analysis, people: told }, null, 1)}\n`
}

/** @param {number} value @returns {number} */
const rounded = value => Math.round(value * 1000) / 1000

/** @param {import('./types.js').Box} box @returns {import('./types.js').Box} */
const roundedBox = ({ x, y, width, height }) => ({ x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) })
