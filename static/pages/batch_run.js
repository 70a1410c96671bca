/** Analyses many pictures: several at once, and, to compare, the same ones one by one. Pure but for the engine and the clock. */

/**
 * @typedef {import('../faces/types.js').Request} Request
 * @typedef {import('./types.js').Face} Face
 * @typedef {import('./types.js').Size} Size
 * @typedef {{faces: Face[], size: Size, ms: number}} Answer  ms: from file to result, alone where that was measured, else a share
 * @typedef {{pictures: number, faces: number, ms: number}} Tally
 * @typedef {{together: Tally, alone: Tally}} Tallies
 * @typedef {{blob: Blob, pixels: number}} Item  a picture that can be read
 *
 * @typedef {object} Engine  what a run needs of the library's engine
 * @property {(input: Blob, request: Request) => Promise<{faces: Face[], size: Size}>} analyze
 * @property {(inputs: Blob[], request: Request) => Promise<{pictures: {faces: Face[], size: Size}[]}>} analyzeMany
 *
 * @typedef {object} Plan
 * @property {Request} request
 * @property {number} atATime  pictures that are analysed together, 1 or more; fewer where they are large
 * @property {boolean} compare
 * @property {AbortSignal} signal  stops after the pictures that are under way
 */

const PIXELS = 64_000_000  // decoded at once: a quarter of a gigabyte

export class BatchRun {
  /** @type {Tallies} */
  tallies = { together: { pictures: 0, faces: 0, ms: 0 }, alone: { pictures: 0, faces: 0, ms: 0 } }

  /**
   * @param {Engine} engine  with the networks that the request needs
   * @param {Plan} plan
   * @param {() => number} [now]  ms
   */
  constructor(engine, plan, now = () => performance.now()) {
    this.engine = engine
    this.plan = plan
    this.now = now
  }

  /**
   * Have everything compiled, so that nobody's first picture is measured.
   * @param {Item[]} items
   */
  async warmUp(items) {
    const { atATime, request, compare } = this.plan
    const [first = []] = portions(items, atATime)
    await this.engine.analyzeMany(first, request)
    if (compare && first[0]) await this.engine.analyze(first[0], request)
  }

  /**
   * @param {Item[]} items
   * @param {(from: number, answers: Answer[]) => void} onAnswers  for those from this index on
   * @throws {Error} FamiliarError of the library
   */
  async work(items, onAnswers) {
    let done = 0
    for (const [turn, portion] of portions(items, this.plan.atATime).entries()) {
      if (this.plan.signal.aborted) return
      onAnswers(done, await this.#portion(portion, turn % 2 === 1))
      done += portion.length
    }
  }

  /**
   * Both ways take turns at going first, so that neither always finds the files in memory.
   * @param {Blob[]} portion
   * @param {boolean} aloneFirst
   * @returns {Promise<Answer[]>}
   */
  async #portion(portion, aloneFirst) {
    if (!this.plan.compare) return this.#together(portion)
    if (aloneFirst) {
      const alone = await this.#alone(portion)
      await this.#together(portion)
      return alone
    }
    await this.#together(portion)
    return this.#alone(portion)
  }

  /** @param {Blob[]} portion @returns {Promise<Answer[]>} */
  async #together(portion) {
    const start = this.now()
    const { pictures } = await this.engine.analyzeMany(portion, this.plan.request)
    const ms = this.now() - start
    const answers = pictures.map(({ faces, size }) => ({ faces, size, ms: ms / portion.length }))
    count(this.tallies.together, answers)
    return answers
  }

  /** @param {Blob[]} portion @returns {Promise<Answer[]>} */
  async #alone(portion) {
    const answers = []
    for (const blob of portion) {
      const start = this.now()
      const { faces, size } = await this.engine.analyze(blob, this.plan.request)
      answers.push({ faces, size, ms: this.now() - start })
    }
    count(this.tallies.alone, answers)
    return answers
  }
}

/**
 * @param {Item[]} items
 * @param {number} most  pictures in a portion
 * @returns {Blob[][]} in their order; no portion has more pixels than memory should hold, unless it is one picture
 */
export function portions(items, most) {
  /** @type {Blob[][]} */
  const cut = []
  let room = 0
  for (const { blob, pixels } of items) {
    const last = cut.at(-1)
    room -= pixels
    if (last && last.length < most && room >= 0) last.push(blob)
    else {
      cut.push([blob])
      room = PIXELS - pixels
    }
  }
  return cut
}

/** @param {Tally} tally @param {Answer[]} answers */
function count(tally, answers) {
  for (const { faces, ms } of answers) {
    tally.pictures += 1
    tally.faces += faces.length
    tally.ms += ms
  }
}

/**
 * @param {Tally} tally
 * @returns {{pictures: number, faces: number} | null} a second; null where nothing was measured
 */
export function throughput({ pictures, faces, ms }) {
  return ms > 0 ? { pictures: pictures / ms * 1000, faces: faces / ms * 1000 } : null
}

const NOTICED = 0.03  // a smaller difference is chance

/**
 * @param {Tallies} tallies
 * @returns {{way: 'faster' | 'slower' | 'same', factor: number} | null} of the time one by one to the time together; null where one
 *   was not measured
 */
export function verdict({ together, alone }) {
  if (!(together.ms > 0 && alone.ms > 0)) return null
  const gain = (alone.ms / alone.pictures) / (together.ms / together.pictures)
  if (Math.abs(gain - 1) <= NOTICED) return { way: 'same', factor: 1 }
  return gain > 1 ? { way: 'faster', factor: gain } : { way: 'slower', factor: 1 / gain }
}
