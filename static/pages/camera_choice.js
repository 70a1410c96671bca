/** A <select> with the machine's cameras. Nothing about it is remembered. */
import { listCameras, onCamerasChange } from './camera.js'
import { el } from './dom.js'

/**
 * Keep a select filled with the cameras, and its row hidden while there is no choice.
 * @param {HTMLSelectElement} select
 * @param {HTMLElement} row          shown only with two cameras or more
 * @param {(deviceId: string) => void} onChoose
 * @returns {(current?: string) => Promise<void>} call it when a camera has started: names are known only then
 */
export function cameraChoice(select, row, onChoose) {
  let chosen = ''
  const refresh = async (current = chosen) => {
    chosen = current
    const cameras = await listCameras()
    select.replaceChildren(...cameras.map(camera => el('option', { value: camera.id, selected: camera.id === chosen }, camera.name)))
    row.hidden = cameras.length < 2
  }
  select.addEventListener('change', () => onChoose(select.value))
  onCamerasChange(() => refresh())
  return refresh
}
