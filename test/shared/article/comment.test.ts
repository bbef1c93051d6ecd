import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeArticle } from '#shared/article/anchor.ts'
import {
  commentActs,
  foldThread,
  mayChangeMessage,
  maySettle,
  mentionParts,
  mentionsIn,
  type CommentEvent,
  type CommentStart
} from '#shared/article/comment.ts'
import { emptyStanding } from '#shared/article/standing.ts'
import type { Actor, Subjected } from '#shared/article/workflow-rules.ts'

const start: CommentStart = {
  id: 't',
  articleId: 'a',
  anchor: { ...wholeArticle, revision: null },
  accountId: 'ruth',
  name: 'Ruth',
  at: '2026-03-04T10:00:00Z'
}
let count = 0
const event = (act: CommentEvent['act'], by: string, more: Partial<CommentEvent> = {}): CommentEvent => ({
  id: String(++count).padStart(6, '0'),
  threadId: 't',
  act,
  messageId: null,
  accountId: by,
  name: by,
  at: '2026-03-04T10:00:00Z',
  text: '',
  mentions: [],
  ...more
})

test('a thread is what its events add up to: written, answered, edited, removed, resolved', () => {
  const thread = foldThread(start, [
    event('message', 'ruth', { messageId: '1', text: 'On tape?' }),
    event('message', 'tom', { messageId: '2', text: 'Yes.' }),
    event('edit', 'tom', { messageId: '2', text: 'Yes, 41 minutes in.' }),
    event('message', 'tom', { messageId: '3', text: 'Oops.' }),
    event('remove', 'tom', { messageId: '3' }),
    event('resolve', 'ruth')
  ])
  expect(thread.messages.map(({ text, removed, editedAt }) => [text, removed, editedAt !== null])).toEqual([
    ['On tape?', false, false],
    ['Yes, 41 minutes in.', false, true],
    ['', true, false]
  ])
  expect(thread.resolved).toMatchObject({ accountId: 'ruth' })
})

test('nobody changes another’s message, whatever events say', () => {
  const thread = foldThread(start, [
    event('message', 'ruth', { messageId: '1', text: 'Mine.' }),
    event('edit', 'tom', { messageId: '1', text: 'Not yours.' }),
    event('remove', 'tom', { messageId: '1' })
  ])
  expect(thread.messages).toMatchObject([{ text: 'Mine.', removed: false }])
})

test.each<[string, (CommentEvent | (() => CommentEvent))[], string[]]>([
  ['who is named', [event('message', 'ruth', { messageId: '1', mentions: ['tom'] })], ['tom']],
  [
    'nobody once they have answered',
    [event('message', 'ruth', { messageId: '1', mentions: ['tom'] }), event('message', 'tom', { messageId: '2' })],
    []
  ],
  [
    'nobody once they have taken note',
    [event('message', 'ruth', { messageId: '1', mentions: ['tom'] }), event('seen', 'tom')],
    []
  ],
  [
    'who is named again after they answered',
    [
      event('message', 'ruth', { messageId: '1', mentions: ['tom'] }),
      event('seen', 'tom'),
      event('message', 'ruth', { messageId: '2', mentions: ['tom'] })
    ],
    ['tom']
  ],
  [
    'who is named by an edit',
    [event('message', 'ruth', { messageId: '1' }), event('edit', 'ruth', { messageId: '1', mentions: ['tom'] })],
    ['tom']
  ],
  [
    'not for who is named no longer',
    [
      event('message', 'ruth', { messageId: '1', mentions: ['tom'] }),
      event('edit', 'ruth', { messageId: '1', mentions: [] })
    ],
    []
  ],
  [
    'nobody when it is resolved',
    [event('message', 'ruth', { messageId: '1', mentions: ['tom'] }), event('resolve', 'ruth')],
    []
  ],
  ['nobody who names themselves', [event('message', 'ruth', { messageId: '1', mentions: ['ruth'] })], []]
])('a thread waits for %s', (_who, events, waiting) => {
  expect(foldThread(start, events as CommentEvent[]).waitingFor).toEqual(waiting)
})

test('the same events in any order, and however often, give the same thread', () => {
  const people = ['ruth', 'tom', 'ines']
  const events = fc.array(
    fc.record({
      act: fc.constantFrom(...commentActs),
      by: fc.constantFrom(...people),
      messageId: fc.constantFrom('1', '2', '3'),
      text: fc.string({ maxLength: 4 }),
      mentions: fc.subarray(people)
    }),
    { maxLength: 12 }
  )
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat()), (list, random) => {
      const made = list.map(({ act, by, ...more }, index) =>
        event(act, by, { ...more, id: `e${String(index).padStart(3, '0')}` })
      )
      const mixed = [...made, ...made.slice(0, 3)]
        .map((one) => ({ one, key: random.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
      expect(foldThread(start, mixed)).toEqual(foldThread(start, made))
    }),
    { numRuns: 100 }
  )
})

const actor = (accountId: string, role: Actor['role']): Actor => ({ accountId, personId: `p-${accountId}`, role })
const article: Subjected = { standing: emptyStanding, ownerId: 'owner', creditedIds: ['p-writer'], articleHash: '' }

test.each<[string, Actor, boolean]>([
  ['its author', actor('ruth', 'reporter'), true],
  ['who started the article', actor('owner', 'reporter'), true],
  ['who is credited in it', actor('writer', 'reporter'), true],
  ['an editor', actor('ed', 'editor'), true],
  ['another reporter', actor('other', 'reporter'), false]
])('%s may or may not resolve a thread', (_who, who, may) => {
  expect(maySettle(who, start, article).ok).toBe(may)
})

test('only one’s own messages are changed, and not when they are gone', () => {
  const { messages } = foldThread(start, [
    event('message', 'ruth', { messageId: '1', text: 'Mine.' }),
    event('message', 'ruth', { messageId: '2', text: 'Gone.' }),
    event('remove', 'ruth', { messageId: '2' })
  ])
  const may = (who: Actor) => messages.map((message) => mayChangeMessage(who, message).ok)
  expect(may(actor('ruth', 'reporter'))).toEqual([true, false])
  expect(may(actor('ed', 'admin'))).toEqual([false, false])
})

const people = [
  { id: '1', name: 'Ruth' },
  { id: '2', name: 'Ruth Okafor' },
  { id: '3', name: 'Tomas Lind' },
  { id: '4', name: 'Tomas Lind' }
]

test.each<[string, string[]]>([
  ['@Ruth Okafor, is it on tape?', ['2']],
  ['@Ruth is it on tape?', ['1']],
  ['@tomas lind and @Ruth Okafor', ['3', '2']],
  ['ruth@Ruth.example and @Ruthless', []],
  ['@Nobody', []]
])('“%s” names whom it says', (text, expected) => {
  expect(mentionsIn(text, people)).toEqual(expected)
  expect(
    mentionParts(text, people)
      .map((part) => part.text)
      .join('')
  ).toBe(text)
})

test('of two people of one name, the one that was picked is meant', () => {
  expect(mentionsIn('@Tomas Lind', people, ['4'])).toEqual(['4'])
})
