import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newArticle } from '#shared/article/article.ts'
import { articleHash, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { advanceHead, readWorking, writeListing, writeWorking } from '#main/store/articles.ts'
import { checkText } from '#main/safety/check-text.ts'
import { listJournal } from '#main/store/journal.ts'
import { listArticles } from '#main/store/lists.ts'
import { openStore, write } from '#main/store/open.ts'
import { insertRevision } from '#main/store/revisions.ts'
import { expectOk } from '#shared/result.ts'
import { addAccount, addArticle, articleOf, at, listingOf, newFolder, newStore, saveArticle } from './support.ts'

test('a new article is version 1, with no save and no revision yet', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const article = articleOf('The ferry is late.')
  const id = addArticle(store, { ownerId, article })
  expect(readWorking(store, id)).toMatchObject({
    articleId: id,
    ownerId,
    article,
    schemaVersion: 1,
    version: 1,
    seq: 0,
    storedAt: at(1),
    articleHash: articleHash(1, article),
    head: null,
    headHash: null
  })
})

test('an article that is not here is null', () => {
  expect(readWorking(newStore(), '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBeNull()
})

test('a save replaces the text and everything that names it', () => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store) })
  const article = articleOf('Other words.')
  saveArticle(store, id, article, listingOf({ headline: 'Ferry', copy: 'Other words.' }, { words: 2 }), at(7))
  expect(readWorking(store, id)).toMatchObject({
    article,
    version: 2,
    seq: 1,
    storedAt: at(7),
    articleHash: articleHash(1, article)
  })
  const [row] = listArticles(store, { view: 'all', accountId: '', limit: 1 }).rows
  expect(row).toMatchObject({
    headline: 'Ferry',
    snippet: 'Other words.',
    words: 2,
    updatedAt: at(7),
    ownerName: 'Ruth Okafor'
  })
})

test.each([0, 1, 3])('a save that says it is version %i after version 1 is never stored', (version) => {
  const store = newStore()
  const ownerId = addAccount(store)
  const id = addArticle(store, { ownerId })
  const before = readWorking(store, id)
  const save = {
    articleId: id,
    article: newArticle(),
    schemaVersion: 1,
    articleHash: 'x',
    version,
    session: 's',
    seq: 1,
    storedAt: at(3),
    accountId: ownerId,
    listing: listingOf()
  }
  expect(() => write(store, () => writeWorking(store, save))).toThrow(`Save ${version} of ${id}`)
  expect(readWorking(store, id)).toEqual(before)
  expect(listArticles(store, { view: 'all', accountId: '', limit: 1 }).rows[0]?.updatedAt).toBe(at(1))
})

test('the journal keeps the newest 50 saves of each article', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const id = addArticle(store, { ownerId })
  const other = addArticle(store, { ownerId })
  for (let save = 2; save <= 60; save++) saveArticle(store, id, articleOf(`Save ${save}.`), listingOf(), at(save))
  const lines = listJournal(store, id)
  expect(lines.map((line) => line.version)).toEqual(Array.from({ length: 50 }, (_, index) => 60 - index))
  expect(lines[0]).toMatchObject({
    seq: 59,
    at: at(60),
    accountId: ownerId,
    articleHash: articleHash(1, articleOf('Save 60.'))
  })
  expect(listJournal(store, other)).toHaveLength(1)
})

test('the head moves on from where it is, and from nowhere else', () => {
  const store = newStore()
  const ownerId = addAccount(store)
  const article = articleOf('The ferry is late.')
  const id = addArticle(store, { ownerId, article })
  const cut = (parents: string[]) => {
    const content: RevisionContent = { schemaVersion: 1, article, parents, author: ownerId }
    const revision = revisionId(content)
    write(store, () =>
      insertRevision(store, {
        id: revision,
        articleId: id,
        at: at(2),
        kind: 'idle',
        articleHash: articleHash(1, article),
        headline: '',
        words: 4,
        content
      })
    )
    return revision
  }
  const first = cut([])
  const second = cut([first])
  expect(advanceHead(store, id, second, first)).toBe(false)
  expect(advanceHead(store, id, null, first)).toBe(true)
  expect(advanceHead(store, id, null, second)).toBe(false)
  expect(advanceHead(store, id, first, second)).toBe(true)
  expect(readWorking(store, id)).toMatchObject({ head: second, headHash: articleHash(1, article) })
})

test('a listing alone changes the lists and not the time of the words', () => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store) })
  write(store, () => writeListing(store, id, listingOf({}, { state: 'in_review', stale: true })))
  const { rows } = listArticles(store, { view: 'review', accountId: '', limit: 5 })
  expect(rows).toMatchObject([{ id, state: 'in_review', stale: true, updatedAt: at(1) }])
  expect(readWorking(store, id)).toMatchObject({ version: 1, storedAt: at(1) })
})

test('a stored text that is no JSON any more is damage, not an empty article', () => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store) })
  store.database.exec('UPDATE working SET article = substr(article, 1, 40)')
  expect(JSON.stringify(readWorking(store, id)?.article)).toContain('slugline')
  expect(checkText(store, id)).toMatchObject([{ kind: 'text', articleId: id }])
})

test('whatever is saved, reopening the desk gives the same article and the same hash', () => {
  const copy = fc.string({ unit: 'grapheme', maxLength: 200 })
  const steps = fc.array(fc.record({ article: fc.nat(2), copy, reopen: fc.boolean() }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(steps, (saves) => {
      const folder = newFolder()
      let store = expectOk(openStore(folder))
      const ownerId = addAccount(store)
      const ids = [0, 1, 2].map(() => addArticle(store, { ownerId }))
      const expected = new Map(ids.map((id) => [id, articleOf('Words.')]))
      for (const save of saves) {
        const id = ids[save.article] ?? ''
        const article = articleOf(save.copy)
        saveArticle(store, id, article, listingOf({ copy: save.copy }))
        expected.set(id, article)
        if (!save.reopen) continue
        store.close()
        store = expectOk(openStore(folder))
      }
      store.close()
      store = expectOk(openStore(folder))
      for (const [id, article] of expected) {
        const working = readWorking(store, id)
        expect(working?.article).toEqual(article)
        expect(working?.articleHash).toBe(articleHash(1, article))
      }
      store.close()
    }),
    { numRuns: 25 }
  )
})
