import { expect, test } from 'vitest'
import { rowDue, rowTime, rowWords } from '#renderer/features/desk/row-time.ts'

const now = new Date(2026, 10, 24, 9, 30)
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

test.each([
  ['the hour today', at(2026, 10, 24, 0, 5), '00:05'],
  ['the weekday yesterday, however late it was', at(2026, 10, 23, 23, 59), 'Mon'],
  ['the weekday six days ago', at(2026, 10, 18, 12, 0), 'Wed'],
  ['the date a week ago', at(2026, 10, 17, 12, 0), '17 Nov'],
  ['the year too in another year', at(2025, 10, 24, 12, 0), '24 Nov 2025'],
  ['the date where the clock ran ahead', at(2026, 10, 26, 12, 0), '26 Nov']
])('says %s', (_, utc, words) => {
  expect(rowTime(utc, now)).toBe(words)
})

test.each([
  ['the hour today', at(2026, 10, 24, 15, 30), 'draft', { text: 'due 15:30', late: false }],
  ['late once it has passed', at(2026, 10, 24, 9, 0), 'in_review', { text: 'due 09:00', late: true }],
  ['the weekday within the week', at(2026, 10, 27, 12, 0), 'draft', { text: 'due Fri', late: false }],
  ['the date beyond it', at(2026, 11, 24, 12, 0), 'draft', { text: 'due 24 Dec', late: false }],
  ['nothing late of what is approved', at(2026, 10, 23, 12, 0), 'approved', { text: 'due Mon', late: false }],
  ['nothing of what is out', at(2026, 10, 23, 12, 0), 'published', null],
  ['nothing where none is set', null, 'draft', null]
] as const)('of a due time it says %s', (_, dueAt, state, due) => {
  expect(rowDue({ dueAt, state }, now)).toEqual(due)
})

test('words are held against what was ordered', () => {
  expect([rowWords({ words: 486, commissioned: 550 }), rowWords({ words: 1486, commissioned: null })]).toEqual([
    '486 of 550',
    null
  ])
})
