import { expect, test } from 'vitest'
import { offeredMoves } from '#renderer/features/article/moves.ts'
import type { Move } from '#shared/article/workflow.ts'

test.each<[string, Move[], number, string | null, string | null, string[]]>([
  ['a reporter’s draft', ['submit', 'spike'], 0, 'submit', null, ['spike']],
  [
    'an editor in review',
    ['take_back', 'send_back', 'approve', 'spike'],
    0,
    'approve',
    'send_back',
    ['take_back', 'spike']
  ],
  ['a reporter in review', ['take_back'], 0, null, 'take_back', []],
  ['approved', ['send_back', 'approve', 'publish', 'spike'], 1, 'publish', 'send_back', ['approve', 'spike']],
  [
    'approved and changed since',
    ['send_back', 'approve', 'publish', 'spike'],
    0,
    'approve',
    'send_back',
    ['publish', 'spike']
  ],
  ['published', ['correct', 'kill'], 1, null, 'correct', ['kill']],
  ['spiked', ['unspike'], 0, 'unspike', null, []],
  ['nothing may be done', [], 0, null, null, []]
])('%s', (_, moves, approvals, primary, quiet, more) => {
  expect(offeredMoves({ moves, approvals, approvalsNeeded: 1 })).toEqual({ primary, quiet, more })
})
