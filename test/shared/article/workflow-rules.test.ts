import { expect, test } from 'vitest'
import { emptyStanding, type Standing } from '#shared/article/standing.ts'
import { mayEdit, mayMove, maySuggest, type Actor, type Subjected } from '#shared/article/workflow-rules.ts'
import type { Move, Role, State } from '#shared/article/workflow.ts'

const rules = { ownApproval: false, approvalsNeeded: 1 }
const actor = (role: Role, accountId: string = role): Actor => ({ accountId, personId: `person-${accountId}`, role })
function article(state: State, over: Partial<Subjected> = {}, standing: Partial<Standing> = {}): Subjected {
  return {
    standing: { ...emptyStanding, state, ...standing },
    ownerId: 'reporter',
    creditedIds: [],
    articleHash: 'h1',
    ...over
  }
}

const own: Partial<Subjected> = { ownerId: 'reporter' }
const others: Partial<Subjected> = { ownerId: 'somebody' }
test.each<[Role, Move, State, Partial<Subjected>, boolean]>([
  ['reporter', 'submit', 'draft', own, true],
  ['reporter', 'submit', 'changes_requested', own, true],
  ['reporter', 'submit', 'in_review', own, false],
  ['reporter', 'submit', 'draft', others, false],
  ['reporter', 'submit', 'draft', { ...others, creditedIds: ['person-reporter'] }, true],
  ['reporter', 'take_back', 'in_review', own, true],
  ['reporter', 'send_back', 'in_review', own, false],
  ['reporter', 'approve', 'in_review', others, false],
  ['reporter', 'publish', 'approved', own, false],
  ['reporter', 'spike', 'draft', own, true],
  ['reporter', 'spike', 'in_review', own, false],
  ['reporter', 'spike', 'draft', others, false],
  ['reporter', 'unspike', 'spiked', own, true],
  ['editor', 'submit', 'draft', others, true],
  ['editor', 'send_back', 'in_review', others, true],
  ['editor', 'send_back', 'draft', others, false],
  ['editor', 'approve', 'in_review', others, true],
  ['editor', 'approve', 'draft', others, false],
  ['editor', 'approve', 'in_review', { ownerId: 'editor' }, false],
  ['editor', 'approve', 'in_review', { ...others, creditedIds: ['person-editor'] }, false],
  ['admin', 'approve', 'in_review', others, true],
  ['admin', 'publish', 'approved', others, true],
  ['admin', 'publish', 'in_review', others, false],
  ['editor', 'correct', 'published', others, true],
  ['reporter', 'correct', 'published', own, false],
  ['reporter', 'kill', 'published', own, false],
  ['editor', 'kill', 'draft', others, false],
  ['editor', 'drop_correction', 'draft', others, false],
  ['editor', 'spike', 'published', others, false]
])('a %s may %s an article that is %s %j: %s', (role, move, state, over, may) =>
  expect(mayMove(actor(role), move, article(state, over), rules).ok).toBe(may)
)

test('a desk where one works alone lets its editor approve an article of their own', () => {
  expect(
    mayMove(actor('admin'), 'approve', article('in_review', { ownerId: 'admin' }), { ...rules, ownApproval: true }).ok
  ).toBe(true)
})

test.each<[string, Partial<Subjected>, boolean, boolean]>([
  ['as it was sent, where the desk says so', { asSent: true }, true, true],
  ['as it was sent, where the desk says nothing', { asSent: true }, false, false],
  ['changed since', { asSent: false }, true, false],
  ['with their own credit', { asSent: true, creditedIds: ['person-editor'] }, true, false]
])('who brought an agency item in may approve it %s: %j', (_what, over, wireApproval, may) => {
  const brought = article('in_review', { ownerId: 'editor', ...over })
  expect(mayMove(actor('editor'), 'approve', brought, { ...rules, wireApproval }).ok).toBe(may)
  expect(mayMove(actor('admin'), 'approve', brought, { ...rules, wireApproval }).ok).toBe(true)
})

test('nobody approves the same text twice, but may once it has changed', () => {
  const approved = { approvals: [{ by: 'editor', at: '', revision: 'r', articleHash: 'h1' }] }
  expect(mayMove(actor('editor'), 'approve', article('approved', others, approved), rules).ok).toBe(false)
  expect(
    mayMove(actor('editor'), 'approve', article('approved', { ...others, articleHash: 'h2' }, approved), rules).ok
  ).toBe(true)
})

test.each<[Role, State, Partial<Subjected>, boolean]>([
  ['reporter', 'draft', own, true],
  ['reporter', 'changes_requested', own, true],
  ['reporter', 'in_review', own, false],
  ['reporter', 'approved', own, false],
  ['reporter', 'draft', others, false],
  ['editor', 'draft', others, true],
  ['editor', 'in_review', others, true],
  ['editor', 'approved', others, true],
  ['editor', 'published', others, false],
  ['admin', 'spiked', others, false]
])('a %s may type into an article that is %s %j: %s', (role, state, over, may) =>
  expect(mayEdit(actor(role), article(state, over)).ok).toBe(may)
)

test.each<[Role, State, Partial<Subjected>, boolean]>([
  ['reporter', 'draft', others, true],
  ['reporter', 'in_review', others, true],
  ['reporter', 'in_review', own, true],
  ['reporter', 'changes_requested', others, true],
  ['reporter', 'approved', others, false],
  ['editor', 'draft', others, true],
  ['editor', 'approved', others, false],
  ['admin', 'published', others, false],
  ['admin', 'spiked', others, false]
])('a %s may suggest changes to an article that is %s %j: %s', (role, state, over, may) =>
  expect(maySuggest(actor(role), article(state, over)).ok).toBe(may)
)
