import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalsOf, foldEvents, isStale } from '#shared/article/standing.ts'
import { moves, type EventType, type State, type WorkflowEvent } from '#shared/article/workflow.ts'

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
