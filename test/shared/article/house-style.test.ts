import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newArticle } from '#shared/article/article.ts'
import { checkContext } from '#shared/article/checks/check.ts'
import {
  checkRules,
  compileStyle,
  hitKey,
  readStyleFile,
  styleChange,
  styleFindings,
  styleHits,
  writeStyleFile,
  type StyleRule
} from '#shared/article/house-style.ts'
import { expectOk } from '#shared/result.ts'
import { typicalCopy } from '#test/fixtures/typical-copy.ts'
import { body, paragraphs } from '#test/support/bodies.ts'

const shipped = readFileSync('resources/house-style-en.json', 'utf8')
const rules = expectOk(readStyleFile(shipped))
const rule = (more: Partial<StyleRule>): StyleRule => ({
  id: 'r',
  pattern: { words: ['fireman'] },
  suggestion: 'firefighter',
  reason: 'Why.',
  exceptions: [],
  language: 'en',
  matchCase: false,
  ...more
})

/** A text with every change of these rules made. */
function write(text: string, given: StyleRule[], language = 'en-GB'): string {
  return styleHits(text, compileStyle(given, language)).reduceRight((done, hit) => {
    const change = styleChange(text, hit)
    return change ? done.slice(0, change.start) + change.after + done.slice(change.end) : done
  }, text)
}
const found = (text: string, given: StyleRule[], language = 'en-GB') =>
  styleHits(text, compileStyle(given, language)).map((hit) => hit.found)

test.each<[string, string, string?]>([
  ['The fireman left.', 'The firefighter left.'],
  ['Fireman hurt', 'Firefighter hurt'],
  ['FIREMAN HURT', 'FIREFIGHTER HURT'],
  ['He met in order to vote.', 'He met to vote.'],
  ['In order to vote', 'To vote'],
  ['It is, needless to say, late.', 'It is late.'],
  ['It went up 20 %.', 'It went up 20%.'],
  ['On 5th of May', 'On 5 May'],
  ['On May 5th, they met', 'On May 5th, they met'],
  ['On June 5th, they met', 'On June 5, they met'],
  ['in the 1990’s', 'in the 1990s'],
  ['between 5-10 people', 'between 5 and 10 people'],
  ['from 1990–95', 'from 1990 to 95'],
  ['It cost £3 million pounds', 'It cost £3 million'],
  ['at 10.00 am', 'at 10am'],
  ['at 10 am', 'at 10am'],
  ['at 10:30am', 'at 10:30 a.m.', 'en-US'],
  ['Dr. Okafor', 'Dr Okafor'],
  ['Dr Okafor', 'Dr. Okafor', 'en-US'],
  ['the Prime Minister said', 'the prime minister said'],
  ['the grey center', 'the grey centre'],
  ['the grey center', 'the gray center', 'en-US'],
  ['towards the harbour', 'toward the harbour', 'en-US'],
  ['they organised travelling shows', 'they organized traveling shows', 'en-US'],
  ['e-mails and web sites of advisors', 'emails and websites of advisers'],
  ['utilised', 'used'],
  ['alot of accomodation', 'a lot of accommodation'],
  ['a very unique wall', 'a unique wall'],
  ['passed away', 'died'],
  ['free reign', 'free rein']
])('the house writes “%s” as “%s”', (text, expected, language = 'en-GB') =>
  expect(write(text, rules, language)).toBe(expected)
)

test.each([
  'He could of course come.',
  'Fireman Sam is on at five.',
  'Less than ten people came.',
  'St Louis',
  'See example.org/web-site for it.',
  'Write to advisor@example.org.',
  'The centre of grey Colchester.',
  'He has 412 homes.'
])('nothing is found in “%s”', (text) => expect(found(text, rules)).toEqual([]))

test('ordinary copy is left alone by the rules that ship', () => {
  expect(typicalCopy.flatMap((text) => found(text, rules))).toEqual([])
})

test.each<[string, Partial<StyleRule>, string, string[]]>([
  ['whole words only', {}, 'firemanship and a fireman', ['fireman']],
  ['any case', {}, 'FIREMAN, Fireman', ['FIREMAN', 'Fireman']],
  ['this case alone', { matchCase: true }, 'Fireman, fireman', ['fireman']],
  [
    'a phrase over any space',
    { pattern: { words: ['at this point'] } },
    'at  this\u00a0point',
    ['at  this\u00a0point']
  ],
  ['either apostrophe', { pattern: { words: ["can't"] } }, "can’t and can't", ['can’t', "can't"]],
  ['a possessive', {}, 'the fireman’s hat', ['fireman']],
  ['not in an address', {}, 'fireman@example.org and example.org/fireman', []],
  [
    'not in an exception',
    { exceptions: ['Fireman Sam', 'old fireman'] },
    'Fireman Sam, an old fireman, a fireman',
    ['fireman']
  ],
  ['the longer of two', { pattern: { words: ['past', 'past history'] } }, 'its past history', ['past history']],
  [
    'signs that mean something elsewhere',
    { pattern: { words: ['a.b(c', 'R&D'] } },
    'a.b(c and R&D, axb',
    ['a.b(c', 'R&D']
  ],
  ['an expression', { pattern: { expression: String.raw`\d+ ?kms?\b` } }, '5 km and 6kms', ['5 km', '6kms']],
  ['letters beyond English', { pattern: { words: ['café'] }, language: 'en' }, 'a café, cafés', ['café']]
])('%s', (_name, more, text, expected) => expect(found(text, [rule(more)])).toEqual(expected))

test.each<[string, string, boolean]>([
  ['en', 'en-GB', true],
  ['en', 'en', true],
  ['en-GB', 'en-GB', true],
  ['en-GB', 'en-US', false],
  ['en-GB', 'en', false],
  ['en', 'de', false],
  ['de', 'de-CH', true],
  ['EN-gb', 'en-GB', true]
])('a rule for %s in an article in %s', (wanted, language, holds) =>
  expect(found('fireman', [rule({ language: wanted })], language).length > 0).toBe(holds)
)

test.each<[string, string]>([
  ['It is indeed late.', 'It is late.'],
  ['It is late indeed', 'It is late'],
  ['Indeed it is.', 'Indeed it is.'],
  ['(indeed)', '()'],
  ['It is, indeed, late.', 'It is late.']
])('words that are left out leave one space: “%s”', (text, expected) =>
  expect(write(text, [rule({ pattern: { words: ['indeed'] }, suggestion: '' })])).toBe(expected)
)

test('of hits that overlap the first stands, then the longer', () => {
  const given = [
    rule({ id: 'a', pattern: { words: ['very unique'] } }),
    rule({ id: 'b', pattern: { words: ['unique wall'] } }),
    rule({ id: 'c', pattern: { words: ['very'] } })
  ]
  expect(found('a very unique wall', given)).toEqual(['very unique'])
})

test('what is ignored is not listed again, and nothing is found in words that go', () => {
  const given = { ...newArticle({ language: 'en-GB' }), body: body('Head', ...paragraphs('A fireman came.')) }
  const context = checkContext(given, new Date(0))
  const style = compileStyle([rule({})], 'en-GB')
  expect(styleFindings(context, style, new Set())).toMatchObject([
    {
      rule: 'r',
      place: 'p0',
      range: { start: 2, end: 9 },
      severity: 'warn',
      mend: [{ before: 'fireman', after: 'firefighter' }]
    }
  ])
  expect(styleFindings(context, style, new Set([hitKey('r', 'Fireman')]))).toEqual([])
  expect(styleHits('A \ufffc\ufffcfireman', style).map((hit) => hit.found)).toEqual(['fireman'])
})

test('a file gives back the rules it was written from', () => {
  expect(expectOk(readStyleFile(writeStyleFile(rules)))).toEqual(rules)
  expect(rules.length).toBeGreaterThanOrEqual(60)
})

const file = (...given: unknown[]) => JSON.stringify({ format: 'copydesk-house-style', version: 1, rules: given })
test.each<[string, string, RegExp]>([
  ['no JSON', 'rules', /not JSON/],
  ['another file', '{"rules": []}', /its head/],
  ['a rule without a reason', file(rule({}), { id: 'x' }), /rule 2/],
  ['two rules of one name', file(rule({}), rule({})), /Two rules/],
  ['a pattern that would hang', file(rule({ pattern: { expression: '(a+)+' } })), /“r” cannot be used.*too many ways/],
  ['words that begin with a sign', file(rule({ pattern: { words: ['%'] } })), /begin with a letter/],
  ['an unknown field', file({ ...rule({}), more: 1 }), /rule 1/]
])('a file with %s is refused', (_name, text, why) => {
  const read = readStyleFile(text)
  expect(read.ok ? 'taken' : read.error.message).toMatch(why)
})

test('hits lie inside the text and never overlap', () => {
  const style = compileStyle(rules, 'en-GB')
  const piece = fc.constantFrom(
    'in order to ',
    'fireman',
    'very unique ',
    '20 %',
    'e-mail',
    ' ',
    '\n',
    '’',
    'é',
    '🌊',
    '5th of May',
    'TK',
    '. ',
    'The '
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
      (text) => {
        let end = 0
        for (const hit of styleHits(text, style)) {
          expect(hit.start).toBeGreaterThanOrEqual(end)
          expect(text.slice(hit.start, hit.end)).toBe(hit.found)
          end = hit.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }
    )
  )
})

test('a rule with an expression that cannot be run is refused', () =>
  expect(checkRules([rule({ pattern: { expression: '(' } })]).ok).toBe(false))
