import { expect, test } from 'vitest'
import { approvalWords, savingWords } from '#renderer/features/article/status-words.ts'
import { emptyStanding } from '#shared/article/standing.ts'

test.each([
  [{ kind: 'stored', at: '2026-01-05T14:02:07.000Z' } as const, false, 'ok', 'On this computer'],
  [{ kind: 'storing', at: '2026-01-05T14:02:07.000Z' } as const, false, 'ok', 'On this computer'],
  [{ kind: 'storing', at: '2026-01-05T14:02:07.000Z' } as const, true, 'waiting', 'Storing…'],
  [{ kind: 'unstored', message: 'The disk is full.', since: '' } as const, false, 'bad', 'Not saved:']
])('%j, late %s', (saving, late, tone, strong) => {
  expect(savingWords(saving, late)).toMatchObject({ tone, strong })
})

test('a failure is told as the rest of its sentence', () => {
  expect(savingWords({ kind: 'unstored', message: 'The disk is full. Make room.', since: '' }, false).rest).toBe(
    ' the disk is full. Make room.'
  )
  expect(savingWords({ kind: 'unstored', message: 'Copydesk’s core does not answer.', since: '' }, false).rest).toBe(
    ' Copydesk’s core does not answer.'
  )
})

const approval = (by: string) => ({ by, at: '', revision: '', articleHash: 'h' })
const info = {
  standing: emptyStanding,
  names: { r: 'Ruth Okafor', t: 'Tomas Lind' },
  articleHash: 'h',
  stale: false,
  approvals: 0,
  approvalsNeeded: 1
}

test.each([
  [info, 'Approved by nobody yet · needs 1 approval'],
  [
    { ...info, standing: { ...emptyStanding, state: 'approved' as const, approvals: [approval('r')] }, approvals: 1 },
    'Approved by Ruth Okafor'
  ],
  [
    {
      ...info,
      standing: { ...emptyStanding, approvals: [approval('r'), approval('t')] },
      approvals: 2,
      approvalsNeeded: 3
    },
    'Approved by Ruth Okafor and Tomas Lind · needs 1 more approval'
  ],
  [{ ...info, stale: true }, 'Changed since it was approved']
])('approvals %#: %s', (of, words) => {
  expect(approvalWords(of)).toBe(words)
})
