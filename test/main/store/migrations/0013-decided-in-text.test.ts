import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore } from '#main/store/open.ts'
import { addEarlyAccount, addEarlyArticle, articleOf, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE conflict_now'))

test('conflicts of before stay as they were decided, and one may be decided in the text', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const article = addEarlyArticle(old, addEarlyAccount(old), articleOf('As it was.'))
  old.database
    .prepare(
      `INSERT INTO revision (id, article_id, parents, author, device, at, kind, schema_version, article_hash, headline, words, body)
       VALUES ('r', ?, '[]', 'm', 'd', 'now', 'merged', 1, 'h', '', 0, x'00')`
    )
    .run(article)
  const insert = `INSERT INTO conflict (article_id, id, revision, mine_by, theirs_by, at, conflict, decision, decided_by) VALUES ('${article}', ?, 'r', 'm', 't', 'now', '{}', ?, ?)`
  old.database.prepare(insert).run('one', null, null)
  old.database.prepare(insert).run('other', 'both', 'm')
  expect(() => old.database.prepare(insert).run('third', 'text', 'm')).toThrow(/CHECK/)
  old.close()
  const store = expectOk(openStore(folder))
  const rows = store.database.prepare('SELECT number, id, decision, decided_by AS by FROM conflict ORDER BY number')
  expect(rows.all()).toEqual([
    { number: 1, id: 'one', decision: null, by: null },
    { number: 2, id: 'other', decision: 'both', by: 'm' }
  ])
  expect(store.database.prepare("UPDATE conflict SET decision = 'text' WHERE id = 'one'").run().changes).toBe(1)
  store.close()
})
