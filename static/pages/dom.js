/** Small helpers for building and finding elements. Text is always set as text, never as HTML. */

const SVG = 'http://www.w3.org/2000/svg'

/**
 * Build an element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | number | null | undefined>} [attributes]  false, null and undefined leave the attribute out
 * @param {...(Node | string)} children  strings become text nodes
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children)
  return element
}

/**
 * The element with this id.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [kind]  the class it must have
 * @returns {T}
 * @throws {Error} when the template lacks it: page and template do not fit
 */
export function byId(id, kind) {
  const element = document.getElementById(id)
  if (!element || (kind && !(element instanceof kind))) throw new Error(`The page lacks #${id}.`)
  return /** @type {T} */ (element)
}

/**
 * The first match of a selector inside a root.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const element = root.querySelector(selector)
  if (!(element instanceof HTMLElement)) throw new Error(`The page lacks ${selector}.`)
  return element
}

/**
 * An icon of static/css/icons.svg, hidden from assistive technology.
 * @param {string} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `${new URL('../css/icons.svg', import.meta.url).pathname}#${name}`)
  svg.append(use)
  return svg
}

/**
 * A button.
 * @param {string} text  empty for a button with an icon only: then give `aria-label`
 * @param {() => void} action
 * @param {Record<string, string | boolean | undefined>} [attributes]
 * @param {string} [symbol]  an icon's name
 * @returns {HTMLButtonElement}
 */
export function button(text, action, attributes = {}, symbol) {
  const element = el('button', { type: 'button', ...attributes }, ...(symbol ? [icon(symbol)] : []), text)
  element.addEventListener('click', action)
  return element
}

/**
 * Put new elements in the place of others without losing the keyboard's place: what stands where the focus was gets it.
 * @param {HTMLElement} root
 * @param {Node[]} children
 */
export function rebuild(root, children) {
  const place = focusable(root).findIndex(each => each === document.activeElement)
  root.replaceChildren(...children)
  if (place >= 0) (focusable(root)[place] ?? focusable(root).at(-1))?.focus()
}

/** @param {HTMLElement} root @returns {HTMLElement[]} */
const focusable = root => [...root.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')].filter(each => each instanceof HTMLElement)

/**
 * The content of a <meta> that the server wrote.
 * @param {string} name
 * @returns {string}
 */
export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? ''
}

/** @returns {boolean} whether somebody is signed in */
export const signedIn = () => meta('viewer') !== ''

/** @returns {boolean} whether people without an account may send photos in */
export const openEnrolment = () => meta('open-enrolment') === 'yes'
