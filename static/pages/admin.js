/** The Gallery page: which of its views the address's fragment names, and following the server's changes. */
import { onGalleryChanged } from './changes.js'
import { byId } from './dom.js'
import { complain } from './messages.js'
import { PeopleView } from './people_view.js'
import { PersonView } from './person_view.js'
import { WaitingView } from './waiting_view.js'

const VIEWS = ['people', 'person', 'waiting']
const people = new PeopleView()
const person = new PersonView()
const waiting = new WaitingView()

/**
 * @param {boolean} arriving  true: the person came to this view; false: the gallery changed under it
 */
async function show(arriving) {
  const [name = '', id = ''] = location.hash.slice(1).split('/')
  const view = VIEWS.includes(name) ? name : 'people'
  for (const each of VIEWS) byId(`${each}-view`).hidden = each !== view
  if (arriving) scrollTo(0, 0)
  if (view === 'person') await person.show(decodeURIComponent(id), arriving)
  else if (view === 'people') await people.show()
  else if (arriving) await waiting.show()
}

addEventListener('hashchange', () => show(true).catch(complain))
show(true).catch(complain)
onGalleryChanged(() => show(false).catch(complain)).catch(complain)
