import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExpression } from '#shared/article/safe-expression.ts'

const compile = (typed: string) => {
  const read = readExpression(typed)
  if (!read.ok) throw new Error(read.error.message)
  return new RegExp(read.value, 'iu')
}

test.each<[string, string, string | null]>([
  ['colou?r', 'the Colour', 'Colour'],
  [String.raw`\b\d{1,2}(?:st|nd)\b`, 'on the 21st of', '21st'],
  ['[a-z]+ing', 'he was walking', 'walking'],
  [String.raw`(?<=£)\d+`, '£40 and 30', '40'],
  ['a(?!b)', 'ab ac', 'a'],
  [String.raw`\p{Lu}\w*`, '1 Émile', 'Émile'],
  ['x*y', 'xxxy', 'xxxy'],
  ['a{2,}', 'aaaa', 'aaaa'],
  [String.raw`[^\]]x`, 'qx', 'qx'],
  [String.raw`[^\]]x`, ']x', null],
  ['cat|dog', 'a dog', 'dog']
])('%s in “%s” matches %s', (typed, text, expected) => expect(compile(typed).exec(text)?.[0] ?? null).toBe(expected))

test.each<[string, RegExp]>([
  ['', /empty/],
  ['x'.repeat(201), /200 characters/],
  ['(a+)+', /too many ways/],
  ['(a*)*b', /nothing at all|too many ways/],
  ['(a|aa)+$', /too many ways/],
  [String.raw`(\w+\s?)*!`, /too many ways/],
  [String.raw`\w+\w+\w+\w+x`, /too many ways/],
  ['(.*)(.*)(.*)x', /too many ways/],
  ['(a{1,30}){1,30}', /too many ways/],
  [String.raw`(a)\1`, /refers back/],
  [String.raw`\k<x>`, /refers back/],
  ['(?<x>a)', /names a group/],
  ['(a', /never closed/],
  ['a)', /too many/],
  ['a*', /nothing at all/],
  ['^', /nothing at all/],
  ['a{101}', /more than 100/],
  ['[a', /cannot be read/],
  ['{2}', /cannot be read/],
  [String.raw`\p{Nonsense}`, /cannot be read/]
])('%s is refused', (typed, why) => {
  const read = readExpression(typed)
  expect(read.ok ? 'taken' : read.error.message).toMatch(why)
})

test('a repetition reaches thirty times', () => expect(compile('xa+').exec(`x${'a'.repeat(50)}`)?.[0].length).toBe(31))

test('whatever is typed gives an expression that compiles, or a sentence', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '*',
    '+',
    '?',
    '(',
    ')',
    '[',
    ']',
    '|',
    '{',
    '}',
    '1',
    ',',
    '\\',
    '^',
    '$',
    '(?:',
    '(?=',
    '{2,3}',
    '\\d',
    '\\b',
    ' ',
    'é'
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
      (typed) => {
        const read = readExpression(typed)
        if (read.ok) new RegExp(read.value, 'giu').test('aab ab 12 '.repeat(20))
        else expect(read.error.message).toMatch(/\.$/)
      }
    ),
    { numRuns: 1500 }
  )
})
