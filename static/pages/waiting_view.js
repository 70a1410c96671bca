/** The Gallery page's view of submissions that wait for approval. */
import { get } from './api.js'
import { byId } from './dom.js'
import { EngineStatus } from './engine_status.js'
import { photoNetworks } from './face_search.js'
import { say } from './messages.js'
import { PagedList } from './paged_list.js'
import { submissionCard } from './submission_card.js'

const PAGE = 12

export class WaitingView {
  constructor() {
    this.engine = new EngineStatus(byId('engine'))
    this.engine.onRetry = () => { this.engine.load(photoNetworks()).catch(() => {}) }
    this.list = new PagedList(byId('waiting'), byId('waiting-more', HTMLButtonElement), {
      fetch: async ({ limit, cursor }) => {
        const { submissions, next, total } = await get('/submissions', { limit, cursor })
        return { items: submissions, next, total }
      },
      build: submission => submissionCard(submission, () => this.engine.load(photoNetworks()), text => this.#done(text)),
      onTotal: total => { byId('waiting-none').hidden = total > 0 },
    }, PAGE)
  }

  async show() {
    await this.list.reload()
    byId('waiting-title').focus()
  }

  /** @param {string} text */
  #done(text) {
    say(text)
    this.list.reload()
  }
}
