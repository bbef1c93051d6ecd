import { expect, test } from 'vitest'
import { changeDateline, datelineProposal, localToday } from '#renderer/features/details/dateline-change.ts'

const today = '2026-11-24'
const empty = { place: '', date: null, text: '' }

test('the printed text follows place and date while it is house style’s own', () => {
  const placed = changeDateline(empty, { place: 'Port Ellen' }, 'en', today)
  expect(placed.text).toBe('PORT ELLEN')
  expect(changeDateline(placed, { date: today }, 'en', today).text).toBe('PORT ELLEN, Tuesday')
  expect(changeDateline(placed, { place: '' }, 'en', today).text).toBe('')
})

test.each(['At sea', ''])('a text that a person has set to %j stays, and house style’s is only proposed', (text) => {
  const own = { place: 'Port Ellen', date: null, text }
  const changed = changeDateline(own, { date: today }, 'en', today)
  expect(changed.text).toBe(text)
  expect(datelineProposal(changed, 'en', today)).toBe('PORT ELLEN, Tuesday')
})

test('nothing is proposed where there is nothing to add', () => {
  expect(datelineProposal(empty, 'en', today)).toBeNull()
  expect(datelineProposal({ place: 'Oban', date: null, text: 'OBAN' }, 'en', today)).toBeNull()
})

test('today is the day where this computer is', () => {
  expect(localToday(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
