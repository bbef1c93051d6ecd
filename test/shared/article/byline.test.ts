import { expect, test } from 'vitest'
import { bylineStyleSchema, type BylineStyle, type Credit, type CreditRole } from '#shared/article/article.ts'
import { bylineStyles, bylineText, houseByline } from '#shared/article/byline.ts'
import { emptyProfile } from '#shared/article/person.ts'

const credit = ([role, name]: [CreditRole, string], index: number): Credit => ({
  id: `c${index}`,
  role,
  personId: null,
  profile: { ...emptyProfile, name },
  box: false
})

test.each<[[CreditRole, string][], string, string]>([
  [[], 'en', ''],
  [[['by', 'A']], 'en', 'By A'],
  [
    [
      ['by', 'A'],
      ['by', 'B']
    ],
    'en-GB',
    'By A and B'
  ],
  [
    [
      ['by', 'A'],
      ['by', 'B'],
      ['by', 'C']
    ],
    'en',
    'By A, B and C'
  ],
  [
    [
      ['photographs', 'D'],
      ['by', 'A'],
      ['reporting', 'C'],
      ['by', 'B']
    ],
    'en',
    'By A and B; additional reporting by C; photographs by D'
  ],
  [[['photographs', 'D']], 'en', 'Photographs by D'],
  [
    [
      ['by', 'A'],
      ['photographs', 'D']
    ],
    'de',
    'Von A; Fotos: D'
  ],
  [[['by', 'A']], 'xx', 'By A']
])('%j in %s prints “%s”', (credits, language, line) =>
  expect(bylineText(credits.map(credit), language, undefined)).toBe(line)
)

const all: [CreditRole, string][] = [
  ['by', 'Ana Ó'],
  ['by', 'B'],
  ['by', 'C'],
  ['photographs', 'D'],
  ['editing', 'E']
]
const english = bylineStyles.en!

test.each<[string, Partial<BylineStyle>, string]>([
  ['a serial comma', { serialComma: true }, 'By Ana Ó, B, and C; photographs by D; editing by E'],
  ['capitals', { capitals: true }, 'By ANA Ó, B and C; photographs by D; editing by E'],
  [
    'another order',
    { order: ['photographs', 'editing', 'reporting', 'by'] },
    'Photographs by D; editing by E; by Ana Ó, B and C'
  ],
  ['no labels', { labels: { by: '', reporting: '', photographs: '', editing: '' } }, 'Ana Ó, B and C; D; E'],
  ['an ampersand', { and: '&' }, 'By Ana Ó, B & C; photographs by D; editing by E'],
  ['no word at all', { and: ' ' }, 'By Ana Ó, B, C; photographs by D; editing by E']
])('house style: %s', (_name, over, line) => {
  expect(bylineText(all.map(credit), 'en-GB', { ...english, ...over, language: 'en' })).toBe(line)
})

test('a style is for one language: an article that is translated is printed by the other language', () => {
  const own = { ...english, labels: { ...english.labels, by: 'Words:' }, language: 'en' }
  expect(bylineText([credit(['by', 'A'], 0)], 'en-US', own)).toBe('Words: A')
  expect(bylineText([credit(['by', 'A'], 0)], 'de', own)).toBe('Von A')
})

test('an article takes a copy of the house style only where the house has one', () => {
  expect(houseByline({}, 'en-GB')).toEqual({})
  expect(houseByline({ en: english }, 'en-GB')).toEqual({ bylineStyle: { ...english, language: 'en' } })
})

test('every style that ships is a whole one', () => {
  for (const [language, style] of Object.entries(bylineStyles))
    expect([language, bylineStyleSchema.safeParse(style).success]).toEqual([language, true])
  expect(bylineStyleSchema.safeParse({ ...english, order: ['by', 'by', 'editing', 'reporting'] }).success).toBe(false)
})
