import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeArticle } from '#shared/article/anchor.ts'
import type { CommentEvent, CommentStart } from '#shared/article/comment.ts'
import { countWaiting, listThreads, readComments, uniteComments, waitingThreads } from '#main/store/comments.ts'
import { newId } from '#main/store/ids.ts'
import { write, type Store } from '#main/store/open.ts'
import { addAccount, addArticle, at, newStore } from './support.ts'

function startOf(articleId: string, more: Partial<CommentStart> = {}): CommentStart {
  const anchor = { ...wholeArticle, revision: null }
  return { id: newId(), articleId, anchor, accountId: null, name: 'A stranger', at: at(1), ...more }
}

function said(threadId: string, text: string, more: Partial<CommentEvent> = {}): CommentEvent {
  const id = newId()
  return {
    id,
    threadId,
    act: 'message',
    messageId: id,
    accountId: null,
    name: 'A stranger',
    at: at(2),
    text,
    mentions: [],
    ...more
  }
}

function setUp() {
  const store = newStore()
  const ruth = addAccount(store)
  return { store, ruth, articleId: addArticle(store, { ownerId: ruth }) }
}

const unite = (store: Store, starts: CommentStart[], events: CommentEvent[]) =>
  write(store, () => uniteComments(store, { starts, events }))

test('comments out of a file keep their author’s name and time; those of an account have the name it has now', () => {
  const { store, ruth, articleId } = setUp()
  const start = startOf(articleId, { at: '2025-11-02T08:00:00.000Z' })
  unite(store, [start], [said(start.id, 'Check this.'), said(start.id, 'Done.', { accountId: ruth, name: 'R. O.' })])
  const [thread] = listThreads(store, articleId)
  expect(thread).toMatchObject({ accountId: null, name: 'A stranger', at: '2025-11-02T08:00:00.000Z' })
  expect(thread?.messages.map(({ name, text }) => [name, text])).toEqual([
    ['A stranger', 'Check this.'],
    ['Ruth Okafor', 'Done.']
  ])
})

test('sets that are joined in any order, in parts and more than once are the same set', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (keys) => {
      const [one, other] = [setUp(), setUp()]
      const start = startOf('', { id: newId() })
      const events = ['a', 'b', 'c', 'd'].map((text) => said(start.id, text, { mentions: [one.ruth] }))
      events.push(
        said(start.id, '', { act: 'resolve', messageId: null }),
        said(start.id, '', { act: 'reopen', messageId: null })
      )
      unite(one.store, [{ ...start, articleId: one.articleId }], events)
      const mixed = events.map((event, index) => ({ event, key: keys[index] ?? 0 })).sort((a, b) => a.key - b.key)
      for (const { event } of mixed) unite(other.store, [{ ...start, articleId: other.articleId }], [event])
      expect(unite(other.store, [{ ...start, articleId: other.articleId }], events)).toEqual([])
      const plain = (store: Store, articleId: string) =>
        listThreads(store, articleId).map((thread) => ({ ...thread, articleId: '' }))
      expect(plain(other.store, other.articleId)).toEqual(plain(one.store, one.articleId))
      expect(countWaiting(other.store, one.ruth)).toBe(countWaiting(one.store, one.ruth))
      const known = readComments(other.store, other.articleId)
      expect(unite(other.store, [...known.starts], [...known.events])).toEqual([])
    }),
    { numRuns: 5 }
  )
})

test('whom a thread waits for is known without folding every thread', () => {
  const { store, ruth, articleId } = setUp()
  const start = startOf(articleId)
  unite(store, [start], [said(start.id, '@Ruth Okafor?', { mentions: [ruth] })])
  expect(waitingThreads(store, ruth, 10).map(({ id }) => id)).toEqual([start.id])
  unite(store, [], [said(start.id, '', { act: 'seen', messageId: null, accountId: ruth })])
  expect(countWaiting(store, ruth)).toBe(0)
})

test.each(['comment_thread', 'comment_event'])('nothing in %s is ever changed or deleted', (table) => {
  const { store, articleId } = setUp()
  const start = startOf(articleId)
  unite(store, [start], [said(start.id, 'Words.')])
  expect(() => store.database.prepare(`UPDATE ${table} SET name = 'x'`).run()).toThrow(/never changed/)
  expect(() => store.database.prepare(`DELETE FROM ${table}`).run()).toThrow(/never deleted/)
})
