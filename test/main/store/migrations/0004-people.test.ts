import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { gatherCredits, listWorks } from '#main/store/credits.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore } from '#main/store/open.ts'
import { listPeople } from '#main/store/people.ts'
import { newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('CREATE TABLE credit ('))

test('a desk of before is opened with everybody a person, every passphrase its owner’s, and its credits found', () => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const credits = [{ id: 'c', role: 'by', personId: 'RUTH', profile: { name: 'Ruth Okafor' }, box: false }]
  old.database.exec(`
    INSERT INTO person (id, name, folded_name, job_title, biography, handles, email, updated_at)
      VALUES ('RUTH', 'Ruth Okafor', 'ruth okafor', '', '', '[]', '', '2026-01-01T00:00:00.000Z');
    INSERT INTO account (id, person_id, role, passphrase, disabled, created_at) VALUES ('A', 'RUTH', 'editor', 'sealed', 0, '2026-01-01T00:00:00.000Z');
    INSERT INTO article (id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
      VALUES ('01M86JMHRZBE99PKEAGR6V45BD', 'A', 'wall', 'The wall', '', '', '', 'draft', 0, 0, '2026-01-01T00:00:00.000Z');`)
  old.database
    .prepare(
      `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article) VALUES (1, 1, 's', 0, '', '', 1, ?)`
    )
    .run(JSON.stringify({ meta: { credits }, body: { type: 'doc', content: [] } }))
  old.close()

  const store = expectOk(openStore(folder))
  expect(listPeople(store)).toMatchObject([{ id: 'RUTH', kind: 'person' }])
  expect(store.database.prepare('SELECT must_change, passphrase FROM account').get()).toEqual({
    must_change: 0,
    passphrase: 'sealed'
  })
  expect(gatherCredits(store, 10)).toBe(0)
  expect(listWorks(store, { ids: ['RUTH'], names: [] }, undefined, 5).rows).toMatchObject([
    { headline: 'The wall', roles: ['by'] }
  ])
  store.close()
})
