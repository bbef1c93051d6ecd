import { expect, test } from 'vitest'
import { readQuery, readSearch } from '#main/store/search-query.ts'
import { ageLimit, dueLimit } from '#main/store/search-fields.ts'

const now = new Date(2026, 2, 4, 14, 30)
const day = (year: number, month: number, date = 1) => new Date(year, month - 1, date).toISOString()
const read = (typed: string) => {
  const { match, narrowing, asks } = readSearch(typed, now)
  return { match, ...narrowing, asks }
}

test.each([
  ['harbour', '"harbour"*'],
  ['harbour wall', '"harbour" AND "wall"*'],
  ['harbour "sea wall"', '"harbour" AND "sea wall"'],
  ['“sea wall', '"sea wall"*'],
  ['"sea w', '"sea"*'],
  ['"sea w"', '"sea w"'],
  ['by:okafor', 'byline : "okafor"*'],
  ['BY:okafor harbour', 'byline : "okafor"* AND "harbour"*'],
  ['by:"Ruth Okafor" harbour', 'byline : "Ruth Okafor" AND "harbour"*'],
  ['credit:brontë', 'credits : "brontë"*'],
  ['topic:"flood defence"', 'topics : "flood defence"'],
  ['harbour -wall', '("harbour") NOT ("wall"*)'],
  ['harbour -wall -sea quay', '("harbour" AND "quay"*) NOT ("wall" OR "sea")'],
  ['harbour -"sea wall"', '("harbour") NOT ("sea wall")'],
  ['-wall', '"wall"*'],
  ['well-known', '"well-known"*'],
  ['page:3', '"page:3"*'],
  ['headline:ferry', '"headline:ferry"*'],
  ['before:never', '"before never"*'],
  ['state:gone', '"state gone"*'],
  ['by: okafor', '"by:" AND "okafor"*'],
  ['https://example.org', '"https://example.org"*']
])('%s asks the index for %s', (typed, match) => {
  expect(read(typed)).toEqual({ match, asks: 'words' })
})

test.each([
  ['state:draft', { states: ['draft'] }],
  ['state:review', { states: ['in_review'] }],
  ['state:"in review"', { states: ['in_review'] }],
  ['state:changes state:approved', { states: ['changes_requested', 'approved'] }],
  ['desk:City', { deskNames: ['city'] }],
  ['desk:"Señor News"', { deskNames: ['senor news'] }],
  ['before:2025', { until: day(2025, 1) }],
  ['before:2025-11', { until: day(2025, 11) }],
  ['after:2025-11-03', { from: day(2025, 11, 3) }],
  ['after:yesterday', { from: day(2026, 3, 3) }],
  ['after:2025 before:2026-02-03', { from: day(2025, 1), until: day(2026, 2, 3) }],
  ['due:18:00', { dueBefore: new Date(2026, 2, 4, 18).toISOString() }],
  ['due:today', { dueBefore: day(2026, 3, 5) }],
  ['due:late', { dueBefore: now.toISOString() }],
  ['source:Reuters source:none', { sourceNames: ['reuters', 'none'] }],
  ['credit:none', { uncredited: true }]
])('%s narrows the list', (typed, narrowing) => {
  expect(read(typed)).toEqual({ match: null, ...narrowing, asks: 'fields' })
})

test('words and fields go together', () => {
  expect(read('harbour state:draft wall')).toEqual({ match: '"harbour" AND "wall"*', states: ['draft'], asks: 'words' })
})

test.each([
  ['', 'nothing'],
  ['—', 'nothing'],
  ['🚢', 'nothing'],
  ['h', 'first-letter'],
  ['before:2025-13-45', 'words'],
  ['before:2025-02-30', 'words'],
  ['state:draft h', 'fields']
])('“%s” asks for %s', (typed, asks) => {
  expect(read(typed).asks).toBe(asks)
})

test('an index without fields takes field words for words', () => {
  expect([readQuery('by:okafor'), readQuery('h'), readQuery('—'), readQuery('state:draft wall')]).toEqual([
    '"by:okafor"*',
    'too-short',
    null,
    '"state:draft" AND "wall"*'
  ])
})

test.each([
  ['today', day(2026, 3, 5)],
  ['tomorrow', day(2026, 3, 6)],
  ['week', day(2026, 3, 11)],
  ['9:05', new Date(2026, 2, 4, 9, 5).toISOString()],
  ['2026-03-07', day(2026, 3, 8)],
  ['25:00', null],
  ['soon', null]
])('due:%s is before %s', (text, limit) => {
  expect(dueLimit(text, now)).toBe(limit)
})

test('ages begin with a day', () => {
  expect([ageLimit('today', now), ageLimit('week', now)]).toEqual([day(2026, 3, 4), day(2026, 2, 26)])
})
