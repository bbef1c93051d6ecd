import { expect, test } from 'vitest'
import { datelineText } from '#shared/article/dateline.ts'

const today = '2026-11-24'

test.each([
  ['Port Ellen', '2026-11-24', 'en-GB', 'PORT ELLEN, Tuesday'],
  ['Port Ellen', '2026-11-30', 'en', 'PORT ELLEN, Monday'],
  ['Port Ellen', '2026-11-18', 'en', 'PORT ELLEN, Wednesday'],
  ['Port Ellen', '2026-11-17', 'en', 'PORT ELLEN, Nov. 17'],
  ['Port Ellen', '2026-12-01', 'en', 'PORT ELLEN, Dec. 1'],
  ['Port Ellen', '2026-09-05', 'en', 'PORT ELLEN, Sept. 5'],
  ['Port Ellen', '2026-03-05', 'en', 'PORT ELLEN, March 5'],
  ['Port Ellen', '2027-01-05', 'en', 'PORT ELLEN, Jan. 5, 2027'],
  ['  Port Ellen ', null, 'en', 'PORT ELLEN'],
  ['', '2026-11-24', 'en', 'Tuesday'],
  ['', null, 'en', ''],
  ['İzmir', null, 'tr', 'İZMİR'],
  ['Gießen', '2026-11-24', 'de', 'Gießen, Dienstag'],
  ['Gießen', '2026-01-05', 'de-AT', 'Gießen, 5. Januar'],
  ['Orléans', '2026-01-05', 'fr', 'ORLÉANS, 5 janvier'],
  ['Port Ellen', '2026-11-24', 'cy', 'PORT ELLEN, Tuesday']
])('a dateline from %j and %j in %s is proposed as %j', (place, date, language, expected) => {
  expect(datelineText({ place, date }, language, today)).toBe(expected)
})

test('a weekday near the turn of the year needs no year', () => {
  expect(datelineText({ place: 'Oban', date: '2027-01-01' }, 'en', '2026-12-30')).toBe('OBAN, Friday')
})
