import { expect, it } from 'vitest'
import { dayOf, instantOf, languageOf, topicUri, urgencyOf } from '#shared/formats/read-meta.ts'

it.each([
  ['2026-01-05T09:45:00Z', '2026-01-05T09:45:00.000Z'],
  ['2021-09-19T20:57:43+02:00', '2021-09-19T18:57:43.000Z'],
  ['2021-09-19T20:57:43+0200', '2021-09-19T18:57:43.000Z'],
  ['20020225T143000-0500', '2002-02-25T19:30:00.000Z'],
  ['20260105T094500Z', '2026-01-05T09:45:00.000Z'],
  ['20260105', '2026-01-05T00:00:00.000Z'],
  ['2021-05-16T09:00:04', '2021-05-16T09:00:04.000Z'],
  ['Mon, 05 Jan 2026 09:30:00 +0000', '2026-01-05T09:30:00.000Z'],
  ['not a date', null],
  ['20269999', null],
  ['', null],
  [undefined, null]
])('the moment %s is %s', (text, expected) => {
  expect(instantOf(text)).toBe(expected)
})

it.each([
  ['20260105', '2026-01-05'],
  ['2026-01-05T09:00:00Z', '2026-01-05'],
  ['20260231', null],
  ['soon', null]
])('the day of %s is %s', (text, expected) => {
  expect(dayOf(text)).toBe(expected)
})

it.each([
  ['en', 'en'],
  ['en-us', 'en-US'],
  ['nb_NO', 'nb-NO'],
  ['zh-Hans', 'zh-Hans'],
  ['English', null],
  ['', null]
])('the language %s is %s', (text, expected) => {
  expect(languageOf(text)).toBe(expected)
})

it.each([
  ['medtop:20000337', 'http://cv.iptc.org/newscodes/mediatopic/20000337'],
  ['07000000', 'http://cv.iptc.org/newscodes/mediatopic/07000000'],
  ['04001002', 'http://cv.iptc.org/newscodes/subjectcode/04001002'],
  ['subj:04000000', 'http://cv.iptc.org/newscodes/subjectcode/04000000'],
  ['http://x.example/1', null]
])('the code %s is %s', (code, expected) => {
  expect(topicUri(code)).toBe(expected)
})

it('an urgency is 1 to 9 or none', () => {
  expect([1, '4', 9, 0, 10, 'high', '', null, 2.5].map(urgencyOf)).toEqual([
    1,
    4,
    9,
    null,
    null,
    null,
    null,
    null,
    null
  ])
})
