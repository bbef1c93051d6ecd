import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  embargoMoment,
  embargoText,
  isEmbargoed,
  localAt,
  meaningOf,
  offsetText,
  spanText,
  zoneChoices
} from '#shared/article/embargo.ts'

test.each([
  ['2026-11-24T18:00', 'Europe/London', '2026-11-24T18:00:00.000Z'],
  ['2026-07-01T18:00', 'Europe/London', '2026-07-01T17:00:00.000Z'],
  ['2026-03-29T00:59', 'Europe/London', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T02:00', 'Europe/London', '2026-03-29T01:00:00.000Z'],
  ['2026-07-01T06:00', 'America/New_York', '2026-07-01T10:00:00.000Z'],
  ['2026-12-01T06:00', 'America/New_York', '2026-12-01T11:00:00.000Z'],
  ['2026-07-01T06:00', 'Asia/Kolkata', '2026-07-01T00:30:00.000Z'],
  ['2026-07-01T06:00', 'Australia/Lord_Howe', '2026-06-30T19:30:00.000Z'],
  ['2026-12-01T06:00', 'Australia/Lord_Howe', '2026-11-30T19:00:00.000Z'],
  ['2026-12-01T06:00', 'UTC', '2026-12-01T06:00:00.000Z'],
  ['2026-12-01T00:00', 'Pacific/Kiritimati', '2026-11-30T10:00:00.000Z']
])('%s in %s is the one moment %s', (local, zone, at) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'once', at })
  expect(localAt(at, zone)).toBe(local)
})

test.each([
  ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']
])('%s in %s comes twice, when the clocks go back', (local, zone, first, second) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'twice', first, second })
})

test.each([
  ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00'],
  ['2026-03-29T01:00', 'Europe/London', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00'],
  ['2026-03-08T02:59', 'America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08T03:00'],
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z', '2026-10-04T02:30'],
  ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31T00:00']
])('%s in %s never comes: the clock goes on at once', (local, zone, next, shown) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'never', next })
  expect(localAt(next, zone)).toBe(shown)
})

test.each([
  ['', 'UTC'],
  ['2026-11-24T10:00', 'Mars/Olympus'],
  ['2026-02-30T10:00', 'UTC'],
  ['0202-11-24T18:00', 'UTC'],
  ['2026-11-24', 'UTC'],
  ['yesterday', 'UTC']
])('%j in %j is not read as a time', (local, zone) => {
  expect(meaningOf(local, zone)).toEqual({ kind: 'unreadable' })
})

test('every moment comes back from its own wall clock, in every zone', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, fc.constantFrom(...zoneChoices(null)), (date, zone) => {
      const at = new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString()
      const meaning = meaningOf(localAt(at, zone), zone)
      expect(
        meaning.kind === 'once' ? [meaning.at] : meaning.kind === 'twice' ? [meaning.first, meaning.second] : []
      ).toContain(at)
    }),
    { numRuns: 400 }
  )
})

const now = new Date('2026-11-24T14:02:00Z')

test.each([
  ['2026-11-24T18:00:00.000Z', 'Europe/London', '18:00 London time, in 3 h 58 min'],
  ['2026-11-24T18:00:00.000Z', 'Asia/Kolkata', '23:30 Kolkata time, in 3 h 58 min'],
  ['2026-11-25T06:00:00.000Z', 'Europe/London', 'Wed 25 Nov 2026, 06:00 London time, in 15 h 58 min'],
  ['2026-11-26T14:02:00.000Z', 'UTC', 'Thu 26 Nov 2026, 14:02 UTC, in 2 d'],
  ['2027-10-31T00:30:00.000Z', 'Europe/London', 'Sun 31 Oct 2027, 01:30 London time (UTC+01:00), in 340 d 10 h'],
  ['2026-11-24T13:00:00.000Z', 'UTC', '13:00 UTC, over'],
  ['2026-11-24T14:02:00.000Z', 'UTC', '14:02 UTC, over']
])('an embargo of %s in %s reads %j', (at, zone, text) => {
  expect(embargoText({ at, zone }, now)).toBe(text)
})

test.each([
  ['2026-11-24T18:00:00.000Z', 'Europe/London', 'Tue 24 Nov 2026, 18:00 London time'],
  ['2026-11-24T18:00:00.000Z', 'America/New_York', 'Tue 24 Nov 2026, 13:00 New York time'],
  ['2026-11-24T18:00:00.000Z', 'Etc/GMT+5', 'Tue 24 Nov 2026, 13:00 Etc/GMT+5'],
  ['2027-10-31T00:30:00.000Z', 'Europe/London', 'Sun 31 Oct 2027, 01:30 London time (UTC+01:00)'],
  ['2026-11-24T18:00:00.000Z', 'Mars/Olympus', '2026-11-24T18:00:00.000Z, in an unknown time zone (Mars/Olympus)']
])('the moment %s in %s is the same whenever it is said: %j', (at, zone, text) => {
  expect(embargoMoment({ at, zone })).toBe(text)
})

test('an embargo holds until its very moment, and one that cannot be read holds for good', () => {
  const held = (at: string) => isEmbargoed({ embargo: { at, zone: 'Europe/London' } }, now)
  expect(['2026-11-24T14:02:00.001Z', '2026-11-24T14:02:00.000Z', 'some day'].map(held)).toEqual([true, false, true])
  expect(isEmbargoed({ embargo: null }, now)).toBe(false)
})

test.each([
  [1, '1 min'],
  [60_001, '2 min'],
  [3_600_000, '1 h'],
  [90_000_000, '1 d 1 h']
])('%d ms left are told as %j', (milliseconds, text) => {
  expect(spanText(milliseconds)).toBe(text)
})

test.each([
  ['2026-07-01T00:00:00.000Z', 'Asia/Kolkata', 'UTC+05:30'],
  ['2026-07-01T00:00:00.000Z', 'America/New_York', 'UTC−04:00'],
  ['2026-07-01T00:00:00.000Z', 'UTC', 'UTC+00:00']
])('at %s %s is %s', (at, zone, text) => {
  expect(offsetText(at, zone)).toBe(text)
})

test('a zone that the article has is offered even where this computer spells it otherwise', () => {
  expect(zoneChoices('Asia/Calcutta', 'Europe/London')).toEqual(
    expect.arrayContaining(['Europe/London', 'UTC', 'Asia/Calcutta'])
  )
  expect(zoneChoices('Asia/Calcutta', 'Europe/London')[0]).toBe('Europe/London')
})
