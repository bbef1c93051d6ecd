import { expect, test } from 'vitest'
import { expectOk } from '#shared/result.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { newId } from '#main/store/ids.ts'
import { openStore } from '#main/store/open.ts'
import { at, newFolder } from '../support.ts'

const before = migrations.findIndex((step) => step.includes('ADD COLUMN approvals'))

/** What was recorded, oldest first: type, who, hash, and the device where it was done if that is another desk's. */
type Told = [type: string, actor: string, hash: string, origin?: string]
const handedIn: Told = ['submit', 'r', 'h']
const approved: Told = ['approve', 'a', 'h']

test.each<[string, Told[], number]>([
  ['one approval', [handedIn, approved], 1],
  ['two people, one of them twice,', [handedIn, approved, ['approve', 'b', 'h'], approved], 2],
  ['an approval of another text', [handedIn, ['approve', 'a', 'other']], 0],
  ['who approved another text since', [handedIn, approved, ['approve', 'a', 'other']], 0],
  ['the round before', [handedIn, approved, ['send_back', 'a', 'h'], handedIn, ['approve', 'b', 'h']], 1],
  ['an approval from elsewhere', [handedIn, approved, ['approve', 'b', 'h', 'device']], 1]
])('of before, %s counts as the record has it', (_, told, expected) => {
  const folder = newFolder()
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const run = (sql: string, ...values: unknown[]) => old.database.prepare(sql).run(...values)
  run(
    `INSERT INTO person (id, name, folded_name, job_title, biography, handles, email, updated_at) VALUES ('p', 'Ada', 'ada', '', '', '[]', '', ?)`,
    at(0)
  )
  run(`INSERT INTO account (id, person_id, role, disabled, created_at) VALUES ('r', 'p', 'admin', 0, ?)`, at(0))
  run(
    `INSERT INTO article (number, id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
     VALUES (1, 'article', 'r', '', '', '', '', '', 'approved', 0, 0, ?)`,
    at(0)
  )
  run(
    `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article) VALUES (1, 1, 's', 0, ?, 'h', 1, '{}')`,
    at(0)
  )
  for (const [index, [type, actor, hash, origin = null]] of told.entries())
    run(
      `INSERT INTO event (id, article_id, revision, article_hash, type, actor, reason, at, detail, origin) VALUES (?, 'article', NULL, ?, ?, ?, '', ?, '{}', ?)`,
      newId(),
      hash,
      type,
      actor,
      at(index),
      origin
    )
  old.close()
  const store = expectOk(openStore(folder))
  expect(store.database.prepare('SELECT approvals FROM article').pluck().get()).toBe(expected)
  store.close()
})
