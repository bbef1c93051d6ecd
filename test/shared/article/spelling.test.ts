import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dictionaryFor,
  KnownWords,
  readWordList,
  sortWords,
  wordsToSpell,
  writeWordList
} from '#shared/article/spelling.ts'

test.each([
  ['en-GB', 'en-GB'],
  ['en-AU', 'en-GB'],
  ['en-IE', 'en-GB'],
  ['en', 'en-US'],
  ['en-US', 'en-US'],
  ['en-Latn-US', 'en-US'],
  ['EN-gb', 'en-GB'],
  ['fr-FR', null],
  ['de', null],
  ['enm', null]
])('%s is spelled by %s', (language, dictionary) => expect(dictionaryFor(language)).toBe(dictionary))

describe.each([
  ['words with their apostrophes made straight', 'The quay’s wall don’t', ['The', "quay's", 'wall', "don't"]],
  ['the parts of a compound', 'well-known sea–wall', ['well', 'known', 'sea', 'wall']],
  [
    'no addresses',
    'see https://exmple.org/pth?a=b or www.exmple.org or mial@exmple.org or exmple.org/pth now',
    ['see', 'or', 'or', 'or', 'now']
  ],
  ['no handles and tags', 'by @rokafor on #hrbour today', ['by', 'on', 'today']],
  ['nothing with figures', 'the M25 and 3rd A1b x2', ['the', 'and']],
  ['no abbreviations', 'NATO, MPs, the BBC’s and UNs', ['the', 'and']],
  ['no gaps', 'TK words TKTK here', ['words', 'here']],
  ['no single letters', 'a b I', []],
  ['nothing that a suggestion would take out', 'one \ufffc\ufffctwo three', ['one', 'three']],
  ['accents as one letter', 'cafe\u0301 society', ['café', 'society']]
])('%s', (_, text, words) => {
  test(text, () => expect(wordsToSpell(text).map(({ word }) => word)).toEqual(words))
})

test('a word stands where it is said to stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) =>
      wordsToSpell(text).every(
        ({ word, start, end }) => text.slice(start, end).normalize('NFC').replace(/’/g, "'") === word
      )
    )
  )
})

const known = new KnownWords(['Ruth Okafor-Lind', 'lapwing', 'McAllister', 'O’Brien'])

test.each([
  ['Okafor', true],
  ["Okafor's", true],
  ['OKAFOR', true],
  ['okafor', false],
  ['Lind', true],
  ['lapwing', true],
  ['Lapwing', true],
  ['LAPWING', true],
  ["lapwing's", true],
  ['lapwings', false],
  ['McAllister', true],
  ["O'Brien", true],
  ["O'Brien's", true],
  ['Ruthh', false]
])('%s is known: %s', (word, is) => expect(known.has(word)).toBe(is))

test('a word list is read as it was written, whatever its line ends', () => {
  const words = sortWords(['zeta', 'alpha', 'Ångström', 'sea-wall', "o'clock", 'alpha'])
  expect(words).toEqual(['alpha', 'Ångström', "o'clock", 'sea-wall', 'zeta'])
  for (const end of ['\n', '\r\n', '\r']) {
    const file = `\ufeff# ours\n${writeWordList(words)}\n  quay # a place\n`.replaceAll('\n', end)
    expect(readWordList(file)).toMatchObject({ ok: true, value: sortWords([...words, 'quay']) })
  }
})

test('a file that is no word list is refused with the line that says so', () => {
  expect(readWordList('quay\n<html>\n')).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('Line 2') }
  })
  expect(readWordList('two words')).toMatchObject({ ok: false })
  expect(readWordList('a\n'.repeat(30_000))).toMatchObject({ ok: false, error: { code: 'too-large' } })
})
