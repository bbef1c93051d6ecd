import type { Article } from '#shared/article/article.ts'
import { foldEvents } from '#shared/article/standing.ts'
import { listingOf } from '../handlers/article-record.ts'
import { writeListing } from '../store/articles.ts'
import { listEvents } from '../store/events.ts'
import { newId } from '../store/ids.ts'
import type { Store } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { quoted } from './raw-tables.ts'
import type { Salvage } from './salvage.ts'
import { sealAnew } from './salvage-record.ts'

/**
 * Makes a whole desk of the rows that were saved: an article whose newest words are gone stands at its newest version
 * that holds, an article row that is gone is made again from what names it, and what then still points nowhere goes.
 */
export function mendReferences(store: Store): Pick<Salvage, 'wentBack' | 'lost'> {
  const { database } = store
  database.prepare('INSERT OR IGNORE INTO device (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM device)').run(newId())
  freeEvents(store)
  remakeArticles(store)
  remakePeople(store)
  const wentBack: string[] = []
  const lost: string[] = []
  const articles = database.prepare('SELECT number, id, slugline, headline FROM article').all() as {
    number: number
    id: string
    slugline: string
    headline: string
  }[]
  for (const { number, id, slugline, headline } of articles) {
    const name = slugline || headline || 'An article without a name'
    pointAtNewest(store, id)
    if (hasWords(store, number)) continue
    if (goBack(store, number, id)) wentBack.push(name)
    else lost.push(name)
  }
  dropWithoutWords(store)
  dropDangling(store)
  sealAnew(store)
  nameDesk(store)
  database.exec('INSERT OR IGNORE INTO picture_waiting (number) SELECT number FROM picture_record')
  for (const id of database.prepare('SELECT id FROM article').pluck().all() as string[]) list(store, id)
  return { wentBack, lost }
}

/** A desk whose name is gone is still a desk: without one it would be founded anew. */
function nameDesk({ database }: Store): void {
  if (database.prepare('SELECT 1 FROM account').get() === undefined) return
  database
    .prepare("INSERT OR IGNORE INTO setting (key, value) VALUES ('deskName', ?)")
    .run(JSON.stringify('Recovered desk'))
}

/** An event stays when the version that it names is gone: who did what is worth keeping, and the hash still names the text. */
function freeEvents({ database }: Store): void {
  const guard = String(
    database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'event_never_changes'").pluck().get()
  )
  database.exec('DROP TRIGGER event_never_changes')
  database.exec(
    'UPDATE event SET revision = NULL WHERE revision IS NOT NULL AND revision NOT IN (SELECT id FROM revision)'
  )
  database.exec(guard)
}

const lostName = 'Somebody whose record was lost'

/** Accounts and people that are gone while something is theirs: without a name and disabled, so that what they wrote stays signed. */
function remakePeople({ database }: Store): void {
  const accounts = database
    .prepare('SELECT DISTINCT owner_id FROM article WHERE owner_id NOT IN (SELECT id FROM account)')
    .pluck()
    .all() as string[]
  for (const id of accounts)
    database
      .prepare("INSERT INTO account (id, person_id, role, disabled, created_at) VALUES (?, ?, 'reporter', 1, ?)")
      .run(id, newId(), new Date(0).toISOString())
  const people = database
    .prepare('SELECT DISTINCT person_id FROM account WHERE person_id NOT IN (SELECT id FROM person)')
    .pluck()
    .all() as string[]
  for (const id of people)
    database
      .prepare(
        `INSERT INTO person (id, name, folded_name, job_title, biography, handles, email, updated_at)
         VALUES (?, ?, ?, '', '', '[]', '', ?)`
      )
      .run(id, lostName, lostName.toLowerCase(), new Date(0).toISOString())
}

/** Article rows that are gone, for whatever still has words. Lists fill in the rest. */
function remakeArticles({ database }: Store): void {
  const known = database.prepare('SELECT id FROM account ORDER BY created_at LIMIT 1').pluck().get()
  const owner = typeof known === 'string' ? known : newId()
  const insert = database.prepare(
    `INSERT INTO article (number, id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
     VALUES (?, ?, ?, '', '', '', '', '', 'draft', 0, 0, ?)`
  )
  const orphans = database
    .prepare(
      `SELECT article_id AS id, max(at) AS at FROM revision WHERE article_id NOT IN (SELECT id FROM article) GROUP BY article_id`
    )
    .all() as { id: string; at: string }[]
  for (const { id, at } of orphans) {
    const created = database
      .prepare("SELECT actor FROM event WHERE article_id = ? AND type = 'created'")
      .pluck()
      .get(id)
    insert.run(null, id, typeof created === 'string' ? created : owner, at)
  }
  const wordsAlone = database
    .prepare(
      'SELECT article_number AS number, stored_at AS at FROM working WHERE article_number NOT IN (SELECT number FROM article)'
    )
    .all() as { number: number; at: string }[]
  for (const { number, at } of wordsAlone) insert.run(number, newId(), owner, at)
}

function pointAtNewest(store: Store, id: string): void {
  const newest = listRevisions(store, id).find(({ kind }) => kind !== 'set-aside' && kind !== 'wire-aside')
  store.database
    .prepare('UPDATE article SET head = ? WHERE id = ? AND (head IS NULL OR head NOT IN (SELECT id FROM revision))')
    .run(newest?.id ?? null, id)
}

function hasWords({ database }: Store, number: number): boolean {
  return database.prepare('SELECT 1 FROM working WHERE article_number = ?').get(number) !== undefined
}

function goBack(store: Store, number: number, id: string): boolean {
  for (const { id: revision } of listRevisions(store, id)) {
    const read = readRevision(store, revision)
    if (!read.ok) continue
    const { info, content } = read.value
    const version =
      Number(
        store.database.prepare('SELECT max(version) FROM journal WHERE article_number = ?').pluck().get(number) ?? 0
      ) + 1
    store.database
      .prepare(
        `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?)`
      )
      .run(number, version, newId(), info.at, info.articleHash, content.schemaVersion, JSON.stringify(content.article))
    store.database
      .prepare(
        `INSERT INTO journal (article_number, version, session, seq, at, account_id, article_hash)
         SELECT article_number, version, session, seq, stored_at, ?, article_hash FROM working WHERE article_number = ?`
      )
      .run(info.author, number)
    return true
  }
  return false
}

/** An article of which nothing can be read is not one; its record goes with it. */
function dropWithoutWords({ database }: Store): void {
  const guard = String(database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'event_never_goes'").pluck().get())
  const gone = 'SELECT id FROM article WHERE number NOT IN (SELECT article_number FROM working)'
  database.exec('DROP TRIGGER event_never_goes')
  database.exec(`DELETE FROM event WHERE article_id IN (${gone}) OR article_id NOT IN (SELECT id FROM article)`)
  database.exec(guard)
  database.exec('DELETE FROM article WHERE number NOT IN (SELECT article_number FROM working)')
}

/** What points at something that is gone goes too, until nothing does. */
function dropDangling({ database }: Store): void {
  for (let round = 0; round < 10; round++) {
    const broken = database.pragma('foreign_key_check') as { table: string; rowid: number | null; fkid: number }[]
    if (broken.length === 0) return
    for (const { table, rowid } of broken)
      if (rowid !== null) database.prepare(`DELETE FROM ${quoted(table)} WHERE rowid = ?`).run(rowid)
    for (const table of new Set(broken.filter(({ rowid }) => rowid === null).map((row) => row.table)))
      dropWithoutParent(database, table)
  }
  throw new Error('Rows still point nowhere after ten rounds.')
}

/** In a table WITHOUT ROWID a row has no number to be named by. */
function dropWithoutParent(database: Store['database'], table: string): void {
  const keys = database.pragma(`foreign_key_list(${quoted(table)})`) as {
    table: string
    from: string
    to: string | null
  }[]
  for (const { table: parent, from, to } of keys)
    database.exec(
      `DELETE FROM ${quoted(table)} WHERE ${quoted(from)} IS NOT NULL AND ${quoted(from)} NOT IN (SELECT ${to === null ? 'rowid' : quoted(to)} FROM ${quoted(parent)})`
    )
}

/** Lists and search, from the words that are there now. */
function list(store: Store, id: string): void {
  const row = store.database
    .prepare(
      'SELECT working.article, working.article_hash AS hash FROM working JOIN article ON number = article_number WHERE article.id = ?'
    )
    .get(id) as { article: string; hash: string } | undefined
  if (!row) return
  const standing = foldEvents(listEvents(store, id))
  writeListing(store, id, listingOf(JSON.parse(row.article) as Article, standing, row.hash))
}
