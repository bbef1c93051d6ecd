import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  approvalsOf,
  emptyStanding,
  foldEvents,
  isStale,
  mayEdit,
  mayMove,
  maySuggest,
  moves,
  type Actor,
  type EventType,
  type Move,
  type Role,
  type Standing,
  type State,
  type Subjected,
  type WorkflowEvent
} from '#shared/article/workflow.ts'

let count = 0
function event(type: EventType, actor = 'ed', hash = 'h1', reason = ''): WorkflowEvent {
  count += 1
  return {
    id: `E${count}`,
    articleId: 'A',
    type,
    actor,
    revision: `r-${hash}`,
    articleHash: hash,
    reason,
    at: `2026-01-01T00:00:${String(count % 60).padStart(2, '0')}Z`,
    detail: {}
  }
}

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

test.each<[EventType[], State]>([
  [[], 'draft'],
  [['created'], 'draft'],
  [['created', 'submit'], 'in_review'],
  [['created', 'submit', 'take_back'], 'draft'],
  [['created', 'submit', 'send_back'], 'changes_requested'],
  [['created', 'submit', 'send_back', 'submit', 'approve'], 'approved'],
  [['created', 'submit', 'approve', 'exported', 'publish'], 'published'],
  [['created', 'submit', 'spike'], 'spiked'],
  [['created', 'submit', 'spike', 'unspike'], 'in_review'],
  [['created', 'submit', 'approve', 'publish', 'reopen'], 'draft'],
  [['created', 'submit', 'approve', 'publish', 'correct'], 'draft'],
  [['created', 'submit', 'approve', 'publish', 'correct', 'submit', 'drop_correction'], 'published'],
  [['created', 'submit', 'approve', 'publish', 'correct', 'submit', 'approve', 'publish'], 'published'],
  [['created', 'submit', 'approve', 'publish', 'kill'], 'published'],
  [['created', 'submit', 'approve', 'exported', 'send_back', 'kill'], 'published']
])('%j adds up to %s', (types, state) => expect(foldEvents(types.map((type) => event(type))).state).toBe(state))

test('a send-back shows its reason until the article is submitted again', () => {
  const sent = foldEvents([event('submit', 'rep'), event('send_back', 'ed', 'h1', 'Who says so?')])
  expect(sent.sentBackWith?.reason).toBe('Who says so?')
  expect(foldEvents([event('submit'), event('send_back'), event('submit')]).sentBackWith).toBeNull()
})

test('an approval names one text: any other is stale', () => {
  const standing = foldEvents([event('submit', 'rep'), event('approve', 'ed', 'h1')])
  expect([isStale(standing, 'h1'), isStale(standing, 'h2')]).toEqual([false, true])
  expect(approvalsOf(standing, 'h1')).toHaveLength(1)
})

test('one person’s newer approval replaces their older one', () => {
  const standing = foldEvents([
    event('submit'),
    event('approve', 'ed', 'h1'),
    event('approve', 'ed', 'h2'),
    event('approve', 'boss', 'h2')
  ])
  expect(approvalsOf(standing, 'h2').map((approval) => approval.by)).toEqual(['ed', 'boss'])
})

test('sign-off lists everybody who handled it, once, in order', () => {
  expect(
    foldEvents([event('created', 'a'), event('submit', 'a'), event('approve', 'b'), event('exported', 'a')]).handledBy
  ).toEqual(['a', 'b'])
})

test('folding in two parts is folding at once', () => {
  const types = fc.array(fc.constantFrom<EventType>('created', 'exported', 'restored', ...moves), { maxLength: 12 })
  fc.assert(
    fc.property(types, fc.nat(12), (list, cut) => {
      const events = list.map((type) => event(type))
      expect(foldEvents(events)).toEqual(foldEvents([...events.slice(0, cut), ...events.slice(cut)]))
      expect(foldEvents(events)).toEqual(foldEvents(JSON.parse(JSON.stringify(events))))
    })
  )
})

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

describe('what was done on another desk', () => {
  const here = (type: WorkflowEvent['type'], id: string): WorkflowEvent => ({
    id,
    articleId: 'article',
    type,
    actor: 'here',
    revision: 'revision',
    articleHash: 'hash',
    reason: 'A reason.',
    at: '2026-01-05T09:00:00.000Z',
    detail: { assignee: 'somebody', at: '2026-01-06T09:00:00.000Z' }
  })
  const elsewhere = (type: WorkflowEvent['type'], id: string) => ({
    ...here(type, id),
    actor: 'there',
    origin: 'device'
  })
  const all: WorkflowEvent['type'][] = ['created', 'exported', 'restored', 'assigned', 'due', ...moves]

  test.each(['approve', 'publish', 'spike'] as const)('takes nothing from an article that is at “%s” here', (last) => {
    const before = [
      here('created', '1'),
      here('submit', '2'),
      here('approve', '3'),
      ...(last === 'approve' ? [] : [here(last, '4')])
    ]
    const standing = foldEvents(before)
    for (const type of all) {
      const after = foldEvents([...before, elsewhere(type, '5')])
      expect([type, after.state, after.approvals, after.assignee]).toEqual([
        type,
        standing.state,
        standing.approvals,
        null
      ])
    }
  })

  test('never brings an article further than to review, and names who approved it', () => {
    for (const first of all)
      for (const second of all) {
        const standing = foldEvents([here('created', '1'), elsewhere(first, '2'), elsewhere(second, '3')])
        expect(['draft', 'in_review', 'changes_requested']).toContain(standing.state)
        expect([standing.approvals, standing.publishedAt, standing.firstApprovedAt, standing.assignee]).toEqual([
          [],
          null,
          null,
          null
        ])
      }
    expect(foldEvents([elsewhere('approve', '1')]).approvedElsewhere).toMatchObject([
      { by: 'there', articleHash: 'hash' }
    ])
  })
})
