import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { seededRandom } from '#test/bench/random.ts'
import { pickWord } from '#test/bench/words.ts'
import { articleHash, canonicalJson, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { write, type Store } from '#main/store/open.ts'
import {
  hasRevision,
  insertRevision,
  keepWhole,
  listRevisions,
  readRevision,
  wholeEvery,
  type NewRevision
} from '#main/store/revisions.ts'
import { addAccount, addArticle, articleOf, at, newStore } from './support.ts'

function revisionOf(
  articleId: string,
  author: string,
  copy = 'The ferry is late.',
  parents: string[] = []
): NewRevision {
  const content: RevisionContent = { schemaVersion: 1, article: articleOf(copy), parents, author }
  return {
    id: revisionId(content),
    articleId,
    at: at(5),
    kind: 'idle',
    articleHash: articleHash(1, content.article),
    headline: 'Ferry',
    words: 4,
    content
  }
}

function deskWith(...copies: string[]): { store: Store; articleId: string; revisions: NewRevision[] } {
  const store = newStore()
  const author = addAccount(store)
  const articleId = addArticle(store, { ownerId: author })
  const revisions: NewRevision[] = []
  for (const copy of copies)
    revisions.push(
      revisionOf(
        articleId,
        author,
        copy,
        revisions.slice(-1).map(({ id }) => id)
      )
    )
  write(store, () => revisions.forEach((revision) => insertRevision(store, revision)))
  return { store, articleId, revisions }
}

/** What a bad disk or a stranger's program does: past the triggers that hold everybody else. */
function spoil(store: Store, sql: string, ...values: unknown[]): void {
  store.database.exec('DROP TRIGGER revision_never_changes')
  store.database.prepare(sql).run(...values)
}

test('a revision is read as it was cut', () => {
  const { store, articleId, revisions } = deskWith('One.', 'Two.')
  const [first, second] = revisions
  if (!first || !second) throw new Error('two were cut')
  const read = readRevision(store, second.id)
  expect(read).toEqual({
    ok: true,
    value: {
      content: second.content,
      info: {
        id: second.id,
        articleId,
        parents: [first.id],
        author: second.content.author,
        authorName: 'Ruth Okafor',
        device: store.deviceId,
        at: at(5),
        kind: 'idle',
        articleHash: second.articleHash,
        headline: 'Ferry',
        words: 4
      }
    }
  })
  expect(hasRevision(store, second.id)).toBe(true)
})

test('revisions are listed newest first, of their article alone', () => {
  const { store, articleId, revisions } = deskWith('One.', 'Two.', 'Three.')
  expect(listRevisions(store, articleId).map(({ id }) => id)).toEqual(revisions.map(({ id }) => id).reverse())
  expect(listRevisions(store, 'another')).toEqual([])
})

test('a revision that is not here is not found', () => {
  const { store } = deskWith()
  expect(readRevision(store, 'f'.repeat(64))).toMatchObject({ ok: false, error: { code: 'not-found' } })
  expect(hasRevision(store, 'f'.repeat(64))).toBe(false)
})

test('a revision whose id is not its hash is never stored', () => {
  const { store, articleId, revisions } = deskWith('One.')
  const forged = { ...revisionOf(articleId, revisions[0]?.content.author ?? '', 'Another text.'), id: 'e'.repeat(64) }
  expect(() => write(store, () => insertRevision(store, forged))).toThrow('is not the hash')
  expect(hasRevision(store, forged.id)).toBe(false)
})

test('every flipped bit of a revision’s text is found when it is read', () => {
  const { store, revisions } = deskWith('The ferry is late.')
  const id = revisions[0]?.id ?? ''
  const body = store.database.prepare('SELECT body FROM revision').pluck().get() as Buffer
  store.database.exec('DROP TRIGGER revision_never_changes')
  for (let bit = 0; bit < body.length * 8; bit += 5) {
    const flipped = Buffer.from(body)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    store.database.prepare('UPDATE revision SET body = ?').run(flipped)
    const read = readRevision(store, id)
    // A flipped bit that unpacks to the same bytes has changed nothing.
    if (read.ok) expect(canonicalJson(read.value.content)).toBe(canonicalJson(revisions[0]?.content))
    else expect(read.error.code).toBe('damaged')
  }
})

test('another text in a revision’s place is damage', () => {
  const { store, revisions } = deskWith('One.')
  const other = zstdCompressSync(canonicalJson({ ...revisions[0]?.content, article: articleOf('Forged.') }))
  spoil(store, 'UPDATE revision SET body = ?', other)
  expect(readRevision(store, revisions[0]?.id ?? '')).toMatchObject({ ok: false, error: { code: 'damaged' } })
})

test('another hash beside a revision than its text’s is damage: approvals name it', () => {
  const { store, revisions } = deskWith('One.')
  spoil(store, 'UPDATE revision SET article_hash = ?', 'a'.repeat(64))
  expect(readRevision(store, revisions[0]?.id ?? '')).toMatchObject({ ok: false, error: { code: 'damaged' } })
})

test.each([
  ["UPDATE revision SET headline = 'x'", 'never changed'],
  ['UPDATE revision SET body = body', 'never changed'],
  ['DELETE FROM revision', 'never deleted'],
  ['INSERT OR REPLACE INTO revision SELECT * FROM revision', 'never deleted'],
  ['UPDATE OR REPLACE revision SET number = 7', 'never changed']
])('a revision stays as it is: %s', (sql, message) => {
  const { store, articleId } = deskWith('One.')
  const before = listRevisions(store, articleId)
  expect(() => store.database.exec(sql)).toThrow(message)
  expect(listRevisions(store, articleId)).toEqual(before)
})

/** An article of 500 words as somebody works on it: each revision adds two words to the one before, and mends one. */
function written(count: number): string[] {
  const random = seededRandom(7)
  const words = Array.from({ length: 500 }, () => pickWord(random))
  return Array.from({ length: count }, () => {
    words.splice(Math.floor(random() * words.length), 1, pickWord(random), pickWord(random), pickWord(random))
    return words.join(' ')
  })
}

test('200 revisions of an article, a megabyte as they are, take at most 50 KB, and every one is read as it was cut', () => {
  const { store, revisions } = deskWith(...written(200))
  const sizes = store.database.prepare('SELECT length(body) FROM revision').pluck().all() as number[]
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(50_000)
  expect(revisions.reduce((sum, { content }) => sum + canonicalJson(content).length, 0)).toBeGreaterThan(1_000_000)
  for (const { id, content } of revisions) expect(expectOk(readRevision(store, id)).content).toEqual(content)
})

test('a revision names the one that it is stored against, and every twentieth stands alone', () => {
  const { store, revisions } = deskWith(...written(2 * wholeEvery + 1))
  const bases = store.database.prepare('SELECT base FROM revision ORDER BY number').pluck().all()
  expect(bases).toEqual(revisions.map((_, index) => (index % wholeEvery === 0 ? null : revisions[index - 1]?.id)))
})

test('an approved revision stands alone: damage to another never reaches it', () => {
  const { store, articleId, revisions } = deskWith('One.', 'Two.')
  const approved = revisionOf(articleId, revisions[0]?.content.author ?? '', 'Three.', [revisions[1]?.id ?? ''])
  write(store, () => insertRevision(store, { ...approved, kind: 'approved' }))
  spoil(store, 'UPDATE revision SET body = ? WHERE number < 3', Buffer.from('nothing'))
  expect(expectOk(readRevision(store, approved.id)).content).toEqual(approved.content)
})

test('a damaged revision takes those that stand on it with it, and nothing new is built on it', () => {
  const { store, articleId, revisions } = deskWith('One.', 'Two.', 'Three.')
  spoil(store, 'UPDATE revision SET body = ? WHERE number = 2', Buffer.from('nothing'))
  expect(revisions.map(({ id }) => readRevision(store, id).ok)).toEqual([true, false, false])
  const next = revisionOf(articleId, revisions[0]?.content.author ?? '', 'Four.', [revisions[2]?.id ?? ''])
  write(store, () => insertRevision(store, next))
  expect(expectOk(readRevision(store, next.id)).content).toEqual(next.content)
  expect(store.database.prepare('SELECT base FROM revision WHERE id = ?').pluck().get(next.id)).toBe(null)
})

test('a chain that leads back to itself is damage, not a search without end', () => {
  const { store, revisions } = deskWith('One.', 'Two.')
  spoil(store, 'UPDATE revision SET base = ? WHERE number = 1', revisions[1]?.id)
  expect(readRevision(store, revisions[1]?.id ?? '')).toMatchObject({ ok: false, error: { code: 'damaged' } })
})

test('what is approved after it was cut stands whole: damage of what it was built on does not reach it', () => {
  const { store, revisions } = deskWith('One.', 'Two.', 'Three.')
  const [first, , third] = revisions
  if (!first || !third) throw new Error('three were cut')
  write(store, () => keepWhole(store, third.id))
  write(store, () => keepWhole(store, third.id))
  spoil(store, 'UPDATE revision SET body = ? WHERE id = ?', zstdCompressSync(Buffer.from('{}')), first.id)
  expect(expectOk(readRevision(store, third.id)).content).toEqual(third.content)
  expect(readRevision(store, first.id)).toMatchObject({ ok: false, error: { code: 'damaged' } })
})

test('a whole copy that is damaged is not believed: the revision is read where it still stands', () => {
  const { store, revisions } = deskWith('One.', 'Two.')
  const second = revisions[1]
  if (!second) throw new Error('two were cut')
  write(store, () => keepWhole(store, second.id))
  store.database.exec('DROP TRIGGER revision_whole_never_changes')
  const other = zstdCompressSync(Buffer.from(canonicalJson({ ...second.content, author: 'somebody' })))
  for (const body of [other, Buffer.from('no zstd')]) {
    store.database.prepare('UPDATE revision_whole SET body = ?').run(body)
    expect(expectOk(readRevision(store, second.id)).content).toEqual(second.content)
  }
})

test('a damaged text is never kept whole', () => {
  const { store, revisions } = deskWith('One.', 'Two.')
  const [first, second] = revisions
  if (!first || !second) throw new Error('two were cut')
  spoil(store, 'UPDATE revision SET body = ? WHERE id = ?', zstdCompressSync(Buffer.from('{}')), first.id)
  expect(() => write(store, () => keepWhole(store, second.id))).toThrow(/not what was stored/)
  expect(store.database.prepare('SELECT count(*) FROM revision_whole').pluck().get()).toBe(0)
})
