/** What every page does: signing out. */
import { request } from './api.js'
import { busy } from './messages.js'

const signOut = document.getElementById('sign-out')
if (signOut instanceof HTMLButtonElement) {
  signOut.addEventListener('click', () => busy(signOut, async () => {
    await request('DELETE', '/session')
    location.assign('/')
  }))
}
