import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { articleHash, canonicalJson, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { write, type Store } from '#main/store/open.ts'
import { hasRevision, insertRevision, listRevisions, readRevision, type NewRevision } from '#main/store/revisions.ts'
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
