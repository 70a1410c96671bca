/** A photo with a box over each face. */
import { button, el } from './dom.js'
import { t } from './texts.js'

const TALLEST_REM = 26
const HIGH = 0.12  // share of the picture above which a box's tag would be cut off

/**
 * A photo whose faces can be chosen.
 * @param {HTMLImageElement} image
 * @param {import('./types.js').Size} size  pixels
 * @param {import('./types.js').Box[]} boxes  pixels
 * @param {(index: number) => void} onPress
 * @returns {{element: HTMLElement, buttons: HTMLButtonElement[]}} buttons carry aria-pressed
 */
export function facePicker(image, size, boxes, onPress) {
  const buttons = boxes.map((box, index) => {
    const label = t('face.face_of', { number: index + 1, n: boxes.length })
    const face = button('', () => onPress(index), { class: 'face', 'aria-label': label, 'aria-pressed': 'false' })
    face.append(el('span', { 'aria-hidden': 'true' }, String(index + 1)))
    place(face, box, size)
    return face
  })
  return { element: framed(image, size, buttons), buttons }
}

/**
 * A photo with one box that only shows.
 * @param {HTMLImageElement} image
 * @param {import('./types.js').Size} size
 * @param {import('./types.js').Box} box
 * @returns {HTMLElement}
 */
export function markedPhoto(image, size, box) {
  const mark = el('div', { class: 'face', 'aria-hidden': 'true' })
  place(mark, box, size)
  return framed(image, size, [mark])
}

/** @param {HTMLElement} element @param {import('./types.js').Box} box @param {import('./types.js').Size} size */
function place(element, box, size) {
  element.style.left = `${box.x / size.width * 100}%`
  element.style.top = `${box.y / size.height * 100}%`
  element.style.width = `${box.width / size.width * 100}%`
  element.style.height = `${box.height / size.height * 100}%`
  element.classList.toggle('high', box.y / size.height < HIGH)
}

/** @param {HTMLImageElement} image @param {import('./types.js').Size} size @param {HTMLElement[]} marks @returns {HTMLElement} */
export function framed(image, size, marks) {
  const frame = el('div', { class: 'frame' }, image, ...marks)
  frame.style.width = `min(100%, ${(TALLEST_REM * size.width / size.height).toFixed(2)}rem)`
  return el('div', { class: 'picker' }, frame)
}
