/** Files that are dropped, pasted or chosen. */
import { byId } from './dom.js'

/**
 * @param {(files: File[]) => void} onFiles
 * @param {{input: string, button: string}} [ids]  of the file input and the button that opens it
 */
export function dropZone(onFiles, ids = { input: 'photo-input', button: 'choose-photos' }) {
  const zone = byId('drop-zone')
  const input = byId(ids.input, HTMLInputElement)
  byId(ids.button).addEventListener('click', () => input.click())
  /** @param {FileList | null | undefined} files */
  const hand = files => { if (files?.length) onFiles([...files]) }

  input.addEventListener('change', () => {
    hand(input.files)
    input.value = ''
  })
  document.addEventListener('paste', event => hand(event.clipboardData?.files))
  document.addEventListener('dragover', event => {
    event.preventDefault()
    zone.classList.toggle('over', event.dataTransfer?.types.includes('Files') ?? false)
  })
  document.addEventListener('dragleave', event => { if (!event.relatedTarget) zone.classList.remove('over') })
  document.addEventListener('drop', event => {
    event.preventDefault()
    zone.classList.remove('over')
    hand(event.dataTransfer?.files)
  })
}
