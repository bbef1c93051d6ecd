import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { countArticles, listArticles } from '#main/store/lists.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore } from '#main/store/open.ts'
import { at, newFolder, newStore } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE revision_whole'))

test('embargoes of before stand in the lists, and nothing counts as killed or corrected', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const run = (sql: string, ...values: unknown[]) => old.database.prepare(sql).run(...values)
  run(
    `INSERT INTO person (id, name, folded_name, job_title, biography, handles, email, updated_at) VALUES ('p', 'Ada', 'ada', '', '', '[]', '', ?)`,
    at(0)
  )
  run(`INSERT INTO account (id, person_id, role, disabled, created_at) VALUES ('a', 'p', 'admin', 0, ?)`, at(0))
  const embargo = { at: '2026-02-01T14:00:00.000Z', zone: 'Europe/London' }
  for (const [number, meta] of [{ embargo }, { embargo: null }].entries()) {
    run(
      `INSERT INTO article (number, id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
       VALUES (?, ?, 'a', '', '', '', '', '', 'published', 0, 0, ?)`,
      number + 1,
      `article-${number}`,
      at(number)
    )
    run(
      `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article) VALUES (?, 1, 's', 0, ?, 'h', 1, ?)`,
      number + 1,
      at(number),
      JSON.stringify({ meta, body: { type: 'doc' } })
    )
  }
  old.close()
  const store = expectOk(openStore(folder))
  const { rows } = listArticles(store, { view: 'published', accountId: 'a', limit: 5 })
  expect(rows.map(({ embargo, killed, corrected }) => [embargo, killed, corrected])).toEqual([
    [null, false, false],
    [embargo, false, false]
  ])
  expect(countArticles(store, 'a').views).toMatchObject({ published: 2, killed: 0, corrected: 0 })
  store.close()
})

test.each([
  ['changed', "UPDATE revision_whole SET body = x'00'"],
  ['deleted', 'DELETE FROM revision_whole']
])('a whole copy is never %s', (_what, sql) => {
  const store = newStore()
  store.database.pragma('foreign_keys = OFF')
  store.database.prepare("INSERT INTO revision_whole VALUES ('r', x'01')").run()
  expect(() => store.database.prepare(sql).run()).toThrow(/A revision is never/)
  store.close()
})
