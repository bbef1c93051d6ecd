// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { RevisionInfo } from '#shared/article/revision.ts'
import { shortcutsFor, versionLabel } from '#renderer/features/versions/comparison.svelte.ts'

const revision = (id: string, author: string, more: Partial<RevisionInfo> = {}): RevisionInfo => ({
  id,
  articleId: 'a',
  parents: [],
  author,
  authorName: author,
  device: 'd',
  at: new Date(2026, 10, 24, 14, 2).toISOString(),
  kind: 'idle',
  articleHash: `text-${id}`,
  headline: '',
  words: 1,
  ...more
})

const revisions = [revision('r4', 'ruth'), revision('r3', 'ada'), revision('r2', 'ruth'), revision('r1', 'ruth')]
const labels = (hash: string, approvals: string[], submitted: string | null, account: string) =>
  shortcutsFor(
    revisions,
    hash,
    approvals.map((id) => ({ revision: id })),
    submitted ? [{ type: 'submit', revision: submitted }] : [],
    account
  ).map(({ label, from }) => `${label}: ${from}`)

test.each([
  [
    'text-r4',
    ['r2'],
    'r1',
    'ada',
    ['Since it was approved: r2', 'Since it was submitted: r1', 'Since I had it last: r3']
  ],
  ['text-r4', ['r4'], null, 'ada', ['Since I had it last: r3']],
  ['text-r4', ['r1'], 'r1', 'ada', ['Since it was approved: r1', 'Since I had it last: r3']],
  ['text-r4', ['gone'], null, 'nobody', []],
  ['text-new', [], null, 'ruth', ['Since I had it last: r4']]
] as const)(
  'with %s standing, %s approved and %s submitted, %s is offered %s',
  (hash, approvals, submitted, account, expected) =>
    expect(labels(hash, [...approvals], submitted, account)).toEqual(expected)
)

test('a version in a list says when, why, whether it is approved, and by whom', () => {
  const now = new Date(2026, 10, 24, 18)
  expect(versionLabel(revision('r', 'Ruth', { kind: 'submitted' }), true, now)).toBe(
    'Today 14:02, Submitted, approved, Ruth'
  )
  expect(versionLabel(revision('r', 'Ruth', { kind: 'approved' }), true, now)).toBe('Today 14:02, Approved, Ruth')
})
