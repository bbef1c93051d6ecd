// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import {
  findUnacknowledged,
  forget,
  keepNow,
  openShelf,
  recover,
  type Unacknowledged
} from '#renderer/state/unacknowledged.ts'
import { newArticle } from '#shared/article/article.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Receipt } from '#shared/contract/articles.ts'

const shelf = openShelf(undefined)
const record = (session: string, seq: number, at = '2026-01-05T14:00:00Z'): Unacknowledged => ({
  articleId: 'x',
  session,
  seq,
  version: 3,
  schemaVersion: 1,
  article: newArticle({ slugline: `${session} ${seq}` }),
  emptied: false,
  at
})
const receipt: Result<Receipt> = ok({ seq: 2, version: 4, storedAt: '2026-01-05T14:00:01Z', articleHash: 'h' })

beforeEach(() => localStorage.clear())

test('what is kept in the last moment is found again whole, the oldest sitting first', async () => {
  const [older, newer] = [record('a', 7), record('b', 2, '2026-01-05T15:00:00Z')]
  keepNow(localStorage, newer)
  keepNow(localStorage, older)
  expect(await findUnacknowledged(shelf, localStorage, new Set())).toEqual([older, newer])
})

test('a sitting that another window still holds is left to it', async () => {
  keepNow(localStorage, record('a', 7))
  expect(await findUnacknowledged(shelf, localStorage, new Set(['a']))).toEqual([])
})

test('what cannot be read is passed over, and other keys are left alone', async () => {
  localStorage.setItem('copydesk.unacknowledged.z', '{')
  localStorage.setItem('copydesk.panel', '{}')
  expect(await findUnacknowledged(shelf, localStorage, new Set())).toEqual([])
})

test('an acknowledgement of older words forgets nothing newer', async () => {
  keepNow(localStorage, record('a', 7))
  await forget(shelf, localStorage, 'a', 6)
  expect(await findUnacknowledged(shelf, localStorage, new Set())).toHaveLength(1)
  await forget(shelf, localStorage, 'a', 7)
  expect(await findUnacknowledged(shelf, localStorage, new Set())).toHaveLength(0)
})

test.each<[string, Result<Receipt>, string, boolean]>([
  ['stored words are dropped', receipt, 'stored', true],
  [
    'words whose article moved on are offered, and kept until the person has chosen',
    fail('conflict', 'x'),
    'set-aside',
    false
  ],
  ['words that still cannot be stored are kept', fail('disk-full', 'x'), 'kept', false]
])('%s', async (_, reply, kind, dropped) => {
  let gone = false
  const result = await recover(
    record('a', 2),
    async () => reply,
    async () => void (gone = true)
  )
  expect(result.kind).toBe(kind)
  expect(gone).toBe(dropped)
})
