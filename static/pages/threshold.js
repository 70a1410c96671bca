/** The slider for the distance below which two faces count as one person. */
import { byId, find } from './dom.js'

/**
 * @param {() => void} onChange
 * @returns {() => number} the threshold as it stands
 */
export function thresholdSlider(onChange) {
  const slider = byId('threshold', HTMLInputElement)
  slider.addEventListener('input', () => {
    find(document, 'output[for="threshold"]').textContent = slider.value
    onChange()
  })
  return () => slider.valueAsNumber
}
