import { expect, test } from 'vitest'
import { revisionKinds, type RevisionInfo } from '#shared/article/revision.ts'
import type { HistoryLine } from '#shared/contract/workflow.ts'
import { byDay, clockText, dayText, kindWords, timeline, type Entry } from '#renderer/features/versions/record.ts'

const revision = (id: string, at: string, more: Partial<RevisionInfo> = {}): RevisionInfo => ({
  id,
  articleId: 'a',
  parents: [],
  author: 'ruth',
  authorName: 'Ruth Okafor',
  device: 'd',
  at,
  kind: 'idle',
  articleHash: `text-${id}`,
  headline: 'Same',
  words: 10,
  ...more
})
const event = (id: string, at: string, more: Partial<HistoryLine> = {}): HistoryLine => ({
  id,
  type: 'submit',
  actor: 'ruth',
  actorName: 'Ruth Okafor',
  at,
  reason: '',
  revision: null,
  detail: {},
  elsewhere: false,
  ...more
})
const shape = (entries: Entry[]) =>
  entries.map((entry) =>
    entry.kind === 'version' ? [entry.info.id, ...entry.events.map(({ id }) => id)].join('+') : entry.line.id
  )

const three = [
  revision('r3', '2026-11-24T12:00:00Z'),
  revision('r2', '2026-11-24T11:00:00Z', { headline: 'Old' }),
  revision('r1', '2026-11-24T10:00:00Z', { headline: 'Old' })
]

test('what was done to a version stands with it, and everything else between by its time', () => {
  const history = [
    event('e1', '2026-11-24T09:59:00Z', { type: 'created' }),
    event('e2', '2026-11-24T11:00:00Z', { revision: 'r2' }),
    event('e3', '2026-11-24T11:05:00Z', { revision: 'r2', type: 'approve' }),
    event('e4', '2026-11-24T11:30:00Z', { type: 'spike' }),
    event('e5', '2026-11-24T13:00:00Z', { type: 'unspike', revision: 'gone' })
  ]
  expect(shape(timeline(three, history, '', [], {}))).toEqual(['e5', 'r3', 'e4', 'r2+e3+e2', 'r1', 'e1'])
})

test('every line of the record is shown exactly once, with or without versions', () => {
  const history = ['e1', 'e2', 'e3'].map((id, index) =>
    event(id, `2026-11-24T1${index}:30:00Z`, index === 1 ? { revision: 'r1' } : {})
  )
  expect(shape(timeline([], history, '', [], {}))).toEqual(['e3', 'e2', 'e1'])
  expect(
    shape(timeline(three, history, '', [], {}))
      .join('+')
      .split('+')
      .toSorted()
  ).toEqual(['e1', 'e2', 'e3', 'r1', 'r2', 'r3'])
})

test('what began in the same millisecond as a version stands below it', () => {
  expect(
    shape(
      timeline(
        [revision('r1', '2026-11-24T10:00:00Z')],
        [event('e1', '2026-11-24T10:00:00Z', { type: 'created' })],
        '',
        [],
        {}
      )
    )
  ).toEqual(['r1', 'e1'])
})

test('versions keep the order in which the store gives them, whatever their clocks say', () => {
  const skewed = [revision('r2', '2026-11-24T09:00:00Z'), revision('r1', '2026-11-24T10:00:00Z')]
  expect(shape(timeline(skewed, [], '', [], {}))).toEqual(['r2', 'r1'])
})

test('a version says its headline where it changed, that it stands now, and who approved it', () => {
  const entries = timeline(
    three,
    [],
    'text-r2',
    [
      { by: 'ruth', revision: 'r2' },
      { by: 'nobody', revision: 'r2' }
    ],
    { ruth: 'Ruth Okafor' }
  )
  const versions = entries.filter((entry) => entry.kind === 'version')
  expect(versions.map(({ headline }) => headline)).toEqual(['Same', null, 'Old'])
  expect(versions.map(({ current }) => current)).toEqual([false, true, false])
  expect(versions.map(({ approvedBy }) => approvedBy)).toEqual([[], ['Ruth Okafor', 'Somebody'], []])
})

test('every kind of version has its words', () => {
  for (const kind of revisionKinds) expect(kindWords[kind]).toMatch(/^[A-Z]/)
})

const now = new Date(2026, 10, 24, 9, 0)

test.each([
  [new Date(2026, 10, 24, 0, 0), 'Today'],
  [new Date(2026, 10, 23, 23, 59), 'Yesterday'],
  [new Date(2026, 10, 22, 12, 0), 'Sunday 22 November'],
  [new Date(2025, 10, 22, 12, 0), 'Saturday 22 November 2025']
])('%s is told as %s', (date, text) => {
  expect(dayText(date.toISOString(), now)).toBe(text)
})

test('entries are gathered by day, and a clock time is told in 24 hours', () => {
  const at = (hour: number, day: number) => new Date(2026, 10, day, hour, 5).toISOString()
  const entries = timeline([revision('r2', at(8, 24)), revision('r1', at(20, 23))], [], '', [], {})
  expect(byDay(entries, now).map(({ day, entries }) => [day, entries.length])).toEqual([
    ['Today', 1],
    ['Yesterday', 1]
  ])
  expect(clockText(at(8, 24))).toBe('08:05')
})
