import { expect, test } from 'vitest'
import { rowTime } from '#renderer/features/desk/row-time.ts'

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
