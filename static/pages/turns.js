/** Pictures of several sources, each worked on in its turn; those that had to wait for networks are done when these are here. */
import { byId } from './dom.js'
import { PictureSource } from './picture_source.js'

/**
 * @typedef {import('./picture_files.js').Picture} Picture
 * @typedef {{source: PictureSource, picture: Picture, job: () => Promise<void>}} Turn
 */

export class Turns {
  #queue = Promise.resolve()
  /** Turns that failed while there was no engine. @type {Turn[]} */
  #lost = []

  /**
   * @param {import('./page_engine.js').PageEngine} engine  its button "Try again" works on what was lost
   * @param {(name: string) => void} [onTurn]  the picture that is worked on; empty afterwards
   */
  constructor(engine, onTurn = () => {}) {
    this.engine = engine
    this.onTurn = onTurn
    engine.onRetry = () => { for (const turn of this.#lost.splice(0)) this.add(turn) }
  }

  /**
   * A source whose pictures are taken in one after another.
   * @param {string} id  of the place that the macro picture_source made
   * @param {(picture: Picture) => Promise<void>} take
   * @returns {PictureSource}
   */
  source(id, take) {
    const source = new PictureSource(byId(id), { onPictures: pictures => {
      source.shrink()
      for (const picture of pictures) this.add({ source, picture, job: () => take(picture) })
    } })
    return source
  }

  /**
   * Work on a picture after those that came before. What goes wrong is said beside the source, or where the engine says it.
   * @param {Turn} turn
   * @returns {Promise<boolean>} whether it went well
   */
  add(turn) {
    const done = this.#queue.then(() => this.#do(turn))
    this.#queue = done.then(() => {})
    return done
  }

  /** @param {Turn} turn @returns {Promise<boolean>} */
  async #do(turn) {
    this.onTurn(turn.picture.name)
    try {
      await turn.job()
      return true
    } catch (error) {
      if (this.engine.failed) this.#lost.push(turn)
      else turn.source.complain(turn.picture.name, error)
      return false
    } finally {
      this.onTurn('')
    }
  }
}
