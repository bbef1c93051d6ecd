import { expect, test } from 'vitest'
import { wholeArticle } from '#shared/article/anchor.ts'
import { keepDrafts, readDrafts } from '#renderer/state/comment-drafts.ts'

function storageOf(limit = Infinity): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > limit) throw new Error('full')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
    get length() {
      return kept.size
    }
  } as unknown as Storage
}

const comment = { id: 't', messageId: 'm', text: 'How wide?', chosen: ['a'], anchor: wholeArticle }
const reply = { messageId: 'n', text: 'Very.', chosen: [] }

test('what is begun is kept for one person in one article, and nothing else', () => {
  const storage = storageOf()
  keepDrafts(storage, 'ruth', 'article', { comment, replies: { t: reply, u: { ...reply, text: ' ' } } })
  expect(readDrafts(storage, 'ruth', 'article')).toEqual({ comment, replies: { t: reply } })
  expect(readDrafts(storage, 'tom', 'article')).toEqual({ comment: null, replies: {} })
  keepDrafts(storage, 'ruth', 'article', { comment: null, replies: {} })
  expect(storage).toHaveLength(0)
})

test('a full or damaged storage loses nothing that is on the screen, and is no failure', () => {
  const storage = storageOf(5)
  expect(() => keepDrafts(storage, 'ruth', 'article', { comment, replies: {} })).not.toThrow()
  const damaged = { ...storageOf(), getItem: () => '{"comment":' } as unknown as Storage
  expect(readDrafts(damaged, 'ruth', 'article')).toEqual({ comment: null, replies: {} })
})
