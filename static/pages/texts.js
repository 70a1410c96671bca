/** What the page says, in its language: see texts/README.md. The server writes the texts into the page. */

/** @typedef {string | {one?: string, other: string}} Text */

let language = 'en'
/** @type {Record<string, Text>} */
let texts = {}
let plurals = new Intl.PluralRules(language)

const embedded = globalThis.document?.getElementById('texts')
if (embedded) useTexts(document.documentElement.lang, JSON.parse(embedded.textContent ?? '{}'))

/**
 * Speak with these texts from now on.
 * @param {string} name  the language, BCP 47
 * @param {Record<string, Text>} catalogue  by key
 */
export function useTexts(name, catalogue) {
  language = name
  texts = catalogue
  plurals = new Intl.PluralRules(name)
}

/** @returns {string} the page's language, BCP 47, for Intl */
export const pageLanguage = () => language

/**
 * @param {string} key  "page.name"
 * @param {Record<string, string | number>} [values]  for the placeholders; `n` also chooses the plural
 * @returns {string} the text; the key itself where there is no such text
 */
export function t(key, values = {}) {
  const text = texts[key]
  if (text === undefined) return key
  return formOf(text, values.n).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}

/**
 * A text with elements where its placeholders stand.
 * @param {string} key
 * @param {Record<string, Node>} nodes  for the placeholders
 * @returns {(Node | string)[]}
 */
export function rich(key, nodes) {
  return t(key).split(/\{(\w+)\}/).map((part, index) => index % 2 ? nodes[part] ?? `{${part}}` : part)
}

/** @param {Text} text @param {string | number | undefined} n @returns {string} */
function formOf(text, n) {
  if (typeof text === 'string') return text
  const one = plurals.select(Number(n)) === 'one' ? text.one : undefined
  return one ?? text.other
}
