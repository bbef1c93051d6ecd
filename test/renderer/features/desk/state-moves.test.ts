import { expect, test } from 'vitest'
import { applyEvent, emptyStanding } from '#shared/article/standing.ts'
import { moves, states, type State, type WorkflowEvent } from '#shared/article/workflow.ts'
import { listedState, moveBetween, moveMenu } from '#renderer/features/desk/state-moves.ts'

test.each([
  ['draft', 'in_review', 'submit'],
  ['changes_requested', 'in_review', 'submit'],
  ['in_review', 'draft', 'take_back'],
  ['in_review', 'changes_requested', 'send_back'],
  ['approved', 'changes_requested', 'send_back'],
  ['in_review', 'approved', 'approve'],
  ['approved', 'published', 'publish'],
  ['published', 'draft', 'correct']
] as const)('a card that is dragged from %s to %s means %s', (from, to, move) => {
  expect(moveBetween(from, to)).toEqual({ move })
})

test.each([
  ['draft', 'approved', /Submit it first/],
  ['draft', 'published', /Only an approved article/],
  ['draft', 'changes_requested', /in review or approved/],
  ['approved', 'draft', /sent back with a reason/],
  ['published', 'in_review', /opened for a correction first/]
] as [State, State, RegExp][])('from %s to %s there is no way, and it says why', (from, to, words) => {
  expect(moveBetween(from, to)).toEqual({ refused: expect.stringMatching(words) })
})

test.each([
  ['approved by all who have to', 'approved', false, undefined, 'approved'],
  ['short of an approval', 'approved', false, { given: 1, needed: 2 }, 'in_review'],
  ['changed since', 'approved', true, undefined, 'in_review'],
  ['a draft', 'draft', false, undefined, 'draft']
] as const)('a card that is %s stands in its column', (_, state, stale, approvals, column) => {
  expect(listedState({ state, stale, ...(approvals && { approvals }) })).toBe(column)
})

test('whatever way there is leads where the card was dropped, as the record has it', () => {
  for (const from of states)
    for (const to of states) {
      const way = moveBetween(from, to)
      if (!('move' in way)) continue
      const event = { type: way.move, actor: 'A', reason: '', at: '', detail: {} } as unknown as WorkflowEvent
      expect([from, to, applyEvent({ ...emptyStanding, state: from }, event).state]).toEqual([from, to, to])
    }
})

test('every move has its words', () => {
  for (const move of moves) expect(moveMenu[move].to).not.toBe('')
})
