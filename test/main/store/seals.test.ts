import { beforeEach, expect, test } from 'vitest'
import type { EventType } from '#shared/article/workflow.ts'
import { appendEvent, listEvents } from '#main/store/events.ts'
import { newId } from '#main/store/ids.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { checkSeals, type BrokenSeal } from '#main/store/seals.ts'
import { expectOk } from '#shared/result.ts'
import { makeEarlyDesk } from '#test/support/early-desk.ts'
import { addAccount, addArticle, at, newFolder, newStore } from './support.ts'

let store: Store
let article: string
let other: string

beforeEach(() => {
  store = newStore()
  const ownerId = addAccount(store)
  ;[article, other] = [addArticle(store, { ownerId }), addArticle(store, { ownerId })]
  for (const type of ['created', 'submit', 'send_back', 'submit', 'approve'] as const) {
    tell(store, article, type)
    tell(store, other, type)
  }
})

function tell(into: Store, articleId: string, type: EventType): void {
  const event = { id: newId(), articleId, type, actor: 'somebody', revision: null, articleHash: null }
  write(into, () => appendEvent(into, { ...event, reason: 'Because.', at: at(1), detail: {}, origin: null }))
}

function readThrough(from: Store): BrokenSeal[] {
  const all: BrokenSeal[] = []
  for (let after: number | null = 0; after !== null;) {
    const { broken, next } = checkSeals(from, after)
    all.push(...broken)
    after = next
  }
  return all
}

/** Whoever has the file and a copy of SQLite: no trigger holds them. */
function tamper(sql: string): void {
  const triggers = store.database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('event', 'event_seal')")
    .pluck()
    .all()
  for (const name of triggers) store.database.exec(`DROP TRIGGER ${String(name)}`)
  store.database.exec(sql)
}

test('a record that nobody touched holds, also while it grows and in a desk opened again', () => {
  expect(readThrough(store)).toEqual([])
  tell(store, article, 'publish')
  expect(readThrough(store)).toEqual([])
  const { folder } = store
  store.close()
  const again = newStore(folder)
  tell(again, other, 'publish')
  expect(readThrough(again)).toEqual([])
})

const nth = (place: number, column = 'id') => `(SELECT ${column} FROM event ORDER BY id LIMIT 1 OFFSET ${place})`

const changed: [string, string][] = [
  ['who did it', "UPDATE event SET actor = 'somebody else'"],
  ['what was done', "UPDATE event SET type = 'approve'"],
  ['the text that was approved', `UPDATE event SET article_hash = '${'a'.repeat(64)}'`],
  ['the reason', "UPDATE event SET reason = 'Because of this.'"],
  ['the time', `UPDATE event SET at = '${at(2)}'`],
  ['the details', `UPDATE event SET detail = '{"by":"x"}'`],
  ['whether it was done on this desk', "UPDATE event SET origin = 'elsewhere'"],
  ['the article that it was done to', `UPDATE event SET article_id = ${nth(5, 'article_id')}`]
]

test.each(changed)('a row in which %s was changed is seen, and where', (_what, sql) => {
  tamper(`${sql} WHERE id = ${nth(4)}`)
  const [stands] = store.database
    .prepare(`SELECT article_id FROM event WHERE id = ${nth(4)}`)
    .pluck()
    .all()
  expect(readThrough(store)).toEqual([{ kind: 'entry-changed', articleId: stands }])
})

test('a row that was removed is seen, with and without its seal, in the middle and at either end', () => {
  for (const place of [9, 4, 0]) {
    tamper(`DELETE FROM event WHERE id = ${nth(place)}`)
    expect(readThrough(store)).toContainEqual({ kind: 'entry-gone', articleId: null })
  }
  expect(readThrough(store)).toHaveLength(3)
  tamper('DELETE FROM event_seal WHERE event NOT IN (SELECT id FROM event)')
  expect(readThrough(store).map(({ kind }) => kind)).toEqual(['entry-gone', 'entry-gone', 'entry-gone'])
})

test('the newest rows cannot be taken away with their seals', () => {
  tamper(`DELETE FROM event_seal WHERE number > 6; DELETE FROM event WHERE id NOT IN (SELECT event FROM event_seal)`)
  expect(readThrough(store)).toEqual([{ kind: 'entry-gone', articleId: null }])
})

test('all of the rows cannot be taken away with their seals', () => {
  tamper('DELETE FROM event_seal; DELETE FROM event')
  expect(readThrough(store)).toEqual([{ kind: 'entry-gone', articleId: null }])
})

test('two rows that were exchanged are seen, as are two seals', () => {
  tamper(`UPDATE event SET id = 'held' WHERE id = ${nth(2)}`)
  const [held, early] = store.database
    .prepare('SELECT id FROM event ORDER BY id DESC LIMIT 2')
    .pluck()
    .all() as string[]
  const missing = store.database
    .prepare('SELECT event FROM event_seal WHERE event NOT IN (SELECT id FROM event)')
    .pluck()
    .get() as string
  store.database.exec(`UPDATE event SET id = '${missing}' WHERE id = '${early}'`)
  store.database.exec(`UPDATE event SET id = '${early}' WHERE id = '${held}'`)
  expect(readThrough(store).map(({ kind }) => kind)).toEqual(['entry-changed', 'entry-changed'])
})

test('a row that was put in past Copydesk is seen, and does not hide what comes after it', () => {
  const put = `INSERT INTO event SELECT 'put in', article_id, revision, article_hash, 'approve', actor, reason, at, detail, seq, origin FROM event LIMIT 1`
  tamper(put)
  expect(readThrough(store)).toEqual([{ kind: 'entry-added', articleId: article }])
  tell(store, other, 'publish')
  expect(readThrough(store)).toEqual([{ kind: 'entry-added', articleId: article }])
})

test('a row that was put in with a seal of its own making is seen', () => {
  tamper(`INSERT INTO event SELECT 'put in', article_id, revision, article_hash, 'approve', actor, reason, at, detail, seq, origin FROM event LIMIT 1;
    INSERT INTO event_seal (event, hash) VALUES ('put in', '${'b'.repeat(64)}')`)
  expect(readThrough(store)).toEqual([{ kind: 'entry-changed', articleId: article }])
})

test('a row that was put in as if it were from before there were seals is seen', () => {
  tamper(`INSERT INTO event SELECT 'put in', article_id, revision, article_hash, 'approve', actor, reason, at, detail, seq, origin FROM event LIMIT 1;
    INSERT INTO event_seal (event, hash) VALUES ('put in', NULL)`)
  tell(store, other, 'publish')
  expect(readThrough(store)).toEqual([{ kind: 'entry-added', articleId: article }])
})

test.each([
  ["UPDATE event_seal SET hash = 'x'", 'never changed'],
  ['DELETE FROM event_seal', 'never removed'],
  ["INSERT INTO event_seal (event) VALUES ('x')", 'has a hash'],
  ['INSERT OR REPLACE INTO event_seal SELECT * FROM event_seal', 'never removed']
])('a seal stays as it is: %s', (sql, message) => {
  expect(() => store.database.exec(sql)).toThrow(message)
  expect(readThrough(store)).toEqual([])
})

test('what a desk recorded before there were seals is held by the first one', () => {
  const folder = newFolder()
  const before = migrations.findIndex((step) => step.includes('CREATE TABLE event_seal'))
  makeEarlyDesk(folder, before, 1)
  const old = expectOk(openStore(folder, migrations.slice(0, before)))
  const id = old.database.prepare('SELECT id FROM article').pluck().get() as string
  const recorded = listEvents(old, id).length
  const insert = old.database.prepare(
    `INSERT INTO event (id, article_id, type, actor, reason, at, detail) VALUES (?, ?, ?, 'a', '', ?, '{}')`
  )
  for (const type of ['created', 'submit']) insert.run(newId(), id, type, at(1))
  old.close()
  store = newStore(folder)
  expect(readThrough(store)).toEqual([])
  tell(store, id, 'approve')
  expect(readThrough(store)).toEqual([])
  expect(listEvents(store, id)).toHaveLength(recorded + 3)
  tamper("UPDATE event SET actor = 'b' WHERE type = 'submit'")
  expect(readThrough(store)).toEqual([{ kind: 'entry-changed', articleId: id }])
})

test('a long record is read in steps, and a break at the seam is seen once', () => {
  write(store, () => {
    for (let more = 0; more < 1100; more++) tell(store, article, 'named')
  })
  expect(readThrough(store)).toEqual([])
  expect(checkSeals(store, 0).next).toBe(500)
  for (const number of [500, 501])
    tamper(`UPDATE event SET reason = 'x' WHERE id = (SELECT event FROM event_seal WHERE number = ${number})`)
  expect(readThrough(store)).toHaveLength(2)
})
