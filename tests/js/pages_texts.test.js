/** The pages' texts in their scripts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FamiliarError } from '../../static/faces/errors.js'
import { sentenceOf } from '../../static/pages/text.js'
import { pageLanguage, rich, t, useTexts } from '../../static/pages/texts.js'
import { speak } from './support/texts.js'

const faces = { 'x.faces': { one: '{n} face', other: '{n} faces' }, 'x.who': '{name} is {age}, {name}!' }

test('a text is filled with its values, and n chooses the plural', () => {
  useTexts('en', faces)
  assert.deepEqual([0, 1, 2].map(n => t('x.faces', { n })), ['0 faces', '1 face', '2 faces'])
  assert.equal(t('x.who', { name: '$& {age}', age: 7 }), '$& {age} is 7, $& {age}!')
  assert.equal(t('x.who', { name: 'Ann' }), 'Ann is {age}, Ann!')
})

test('a language without a form for one uses the other', () => {
  useTexts('zh-Hant', { 'x.faces': { other: '{n} 張臉' } })
  assert.equal(t('x.faces', { n: 1 }), '1 張臉')
  assert.equal(pageLanguage(), 'zh-Hant')
})

test('elements stand where a text has their placeholders', () => {
  useTexts('en', faces)
  const name = /** @type {Node} */ (/** @type {unknown} */ ({ tag: 'bdi' }))
  assert.deepEqual(rich('x.who', { name }), ['', name, ' is ', '{age}', ', ', name, '!'])
})

test('a key without a text stays visible', () => {
  assert.equal(t('x.nothing'), 'x.nothing')
})

test('both languages are there', () => {
  for (const [language, text] of [['en', 'Live'], ['zh-Hant', '即時']]) {
    speak(language)
    assert.equal(t('common.live'), text)
  }
})

test('errors of the library are told in the page\'s language, with its own words as a detail', () => {
  const error = new FamiliarError('weights-missing', 'No file x.', { cure: 'Run set-up.' })
  speak('en')
  assert.equal(sentenceOf(error), 'No file x. Run set-up.')
  assert.equal(sentenceOf(new Error('Plain.')), 'Plain.')
  assert.equal(sentenceOf('thrown'), 'Something went wrong.')
  speak('zh-Hant')
  assert.match(sentenceOf(error), /^伺服器上缺少.*（No file x\. Run set-up\.）$/)
})
