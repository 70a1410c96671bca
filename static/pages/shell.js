/** What every page does: signing out, another gallery, another language at the same place of the page, showing which tool this is. */
import { request } from './api.js'
import { busy } from './messages.js'

const signOut = document.getElementById('sign-out')
if (signOut instanceof HTMLButtonElement) {
  signOut.addEventListener('click', () => busy(signOut, async () => {
    await request('DELETE', '/session')
    location.assign('/')
  }))
}

document.getElementById('gallery-choice')?.addEventListener('change', ({ target }) => {
  const there = new URL(location.href)
  there.searchParams.set('gallery', /** @type {HTMLSelectElement} */ (target).value)
  location.assign(there)
})

for (const link of document.querySelectorAll('#languages a')) {
  link.addEventListener('click', () => link.setAttribute('href', `${link.getAttribute('href')?.split('#')[0]}${location.hash}`))
}

document.querySelector('.tool-strip [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
