/** Gives the pages' modules their English texts, or another language's: import it before them. */
import { readFileSync, readdirSync } from 'node:fs'
import { useTexts } from '../../../static/pages/texts.js'

const FOLDER = new URL('../../../texts/', import.meta.url)

/** @param {string} language @returns {Record<string, any>} all texts by key */
export function catalogue(language) {
  const folder = new URL(`${language}/`, FOLDER)
  const files = readdirSync(folder).filter(name => name.endsWith('.json')).map(name => /** @type {const} */ ([name.replace('.json', ''), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]))
  return Object.fromEntries(files.flatMap(([page, texts]) => Object.entries(texts).map(([key, text]) => [`${page}.${key}`, text])))
}

/** @param {string} language */
export const speak = language => useTexts(language, catalogue(language))

speak('en')
