import { expect, test } from 'vitest'
import type { EventType } from '#shared/article/workflow.ts'
import type { HistoryLine } from '#shared/contract/workflow.ts'
import { marksOf } from '#renderer/features/versions/marks.ts'

const line = (id: string, type: EventType, detail: Record<string, unknown> = {}): HistoryLine => ({
  id,
  type,
  actor: 'e',
  actorName: 'Ed Itor',
  at: '2026-01-05T12:00:00.000Z',
  reason: '',
  revision: 'r',
  elsewhere: false,
  detail
})

test.each<[string, HistoryLine[], string[]]>([
  ['nothing', [], []],
  ['what marks no version', [line('1', 'created'), line('2', 'assigned'), line('3', 'override')], []],
  [
    'each once, in the order of the flow',
    [line('4', 'publish'), line('3', 'exported'), line('1', 'submit'), line('2', 'approve'), line('5', 'exported')],
    ['Submitted', 'Approved', 'Exported', 'Published']
  ],
  ['a correction that went out', [line('1', 'publish', { correction: { before: 'old' } })], ['Corrected']],
  [
    'the newest name, first of all',
    [line('2', 'named', { name: 'Cleared' }), line('1', 'named', { name: 'To the lawyer' }), line('3', 'submit')],
    ['Cleared', 'Submitted']
  ],
  ['a name that was taken away', [line('1', 'named', { name: 'Cleared' }), line('2', 'named', { name: '' })], []]
])('a version is marked with %s', (_what, events, marks) => {
  expect(marksOf(events).map(({ text }) => text)).toEqual(marks)
})
