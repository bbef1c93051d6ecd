import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findExpression, findRanges, type FindQuery } from '#shared/document/find.ts'

function found(text: string, query: Partial<FindQuery> & { text: string }): string[] {
  const expression = findExpression({ matchCase: false, wholeWord: false, ...query })
  return expression ? findRanges(text, expression).map(({ start, end }) => text.slice(start, end)) : []
}

test('nothing is found for nothing', () =>
  expect(findExpression({ text: '', matchCase: true, wholeWord: true })).toBeNull())

describe.each([
  ['any case', 'Wall', {}, 'The wall, the WALL, the Walls', ['wall', 'WALL', 'Wall']],
  ['its own case', 'Wall', { matchCase: true }, 'The wall, the WALL, the Walls', ['Wall']],
  ['whole words', 'wall', { wholeWord: true }, 'wall walls wall’s x_wall 3wall wall', ['wall', 'wall', 'wall']],
  ['whole words that begin with a sign', '£40m', { wholeWord: true }, '£40m £40million a£40m', ['£40m']],
  ['accents as they are', 'resume', {}, 'resume résumé resumé', ['resume']],
  ['accents typed apart', 'e', {}, 'cafe\u0301 e', ['e']],
  ['both spellings of an accent', 'café', {}, 'café cafe\u0301 cafe', ['café', 'cafe\u0301']],
  ['what looks like an expression, as it stands', '(a+)+$.', {}, 'x (a+)+$. y', ['(a+)+$.']],
  ['a no-break space for a space', '20 %', {}, '20\u00a0% 20 % 20\n%', ['20\u00a0%', '20 %']],
  ['curly for straight', `don't "x"`, {}, 'don’t “x”', ['don’t “x”']],
  ['curly alone for curly', '’', {}, "don't don’t", ['’']],
  ['none inside another', 'aa', {}, 'aaaaa', ['aa', 'aa']],
  ['letters of every script', 'стена', {}, 'Стена и стены', ['Стена']],
  ['signs beyond the first plane', '😀', {}, 'a😀b😀', ['😀', '😀']]
] as const)('%s', (_, text, options, where, what) => {
  test(`“${text}”`, () => expect(found(where, { text, ...options })).toEqual(what))
})

test('whatever is typed is found where it stands, and what is found reads as it was typed', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u00a0\u2009\u202f]/g, ' ')
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/[\u2010\u2011]/g, '-')
  fc.assert(
    fc.property(words, words, words, (before, text, after) => {
      const whole = `${before} ${text} ${after}`
      const hits = found(whole, { text, matchCase: true })
      return hits.length > 0 && hits.every((hit) => plain(hit) === plain(text))
    })
  )
})
