import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { articleHash, canonicalJson, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { expectOk } from '#shared/result.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write } from '#main/store/open.ts'
import { insertRevision, readRevision } from '#main/store/revisions.ts'
import { addEarlyAccount, addEarlyArticle, articleOf, at, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('ADD COLUMN base'))

test('revisions of before, each stored whole, are read as they were cut, and new ones stand on them', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const author = addEarlyAccount(old)
  const articleId = addEarlyArticle(old, author, articleOf('As it was.'))
  const content: RevisionContent = { schemaVersion: 1, article: articleOf('As it was.'), parents: [], author }
  const id = revisionId(content)
  old.database
    .prepare(
      `INSERT INTO revision (id, article_id, parents, author, device, at, kind, schema_version, article_hash, headline, words, body)
       VALUES (?, ?, '[]', ?, 'd', ?, 'idle', 1, ?, '', 3, ?)`
    )
    .run(id, articleId, author, at(1), articleHash(1, content.article), zstdCompressSync(canonicalJson(content)))
  old.close()

  const store = expectOk(openStore(folder))
  expect(expectOk(readRevision(store, id)).content).toEqual(content)
  const next: RevisionContent = { ...content, article: articleOf('As it is.'), parents: [id] }
  write(store, () =>
    insertRevision(store, {
      id: revisionId(next),
      articleId,
      at: at(2),
      kind: 'idle',
      articleHash: articleHash(1, next.article),
      headline: '',
      words: 3,
      content: next
    })
  )
  expect(store.database.prepare('SELECT base FROM revision ORDER BY number').pluck().all()).toEqual([null, id])
  expect(expectOk(readRevision(store, revisionId(next))).content).toEqual(next)
  store.close()
})
