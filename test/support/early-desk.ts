import { zstdCompressSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import { newId } from '#main/store/ids.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, type Store } from '#main/store/open.ts'
import { eventColumns, seal, type EventRow } from '#main/store/seals.ts'
import { articleHash, canonicalJson, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { expectOk } from '#shared/result.ts'
import { storedArticle } from './stored-articles.ts'

const at = '2026-01-05T09:00:00.000Z'

/** A row for each table that came after the first: of a store of some version, those are written that its tables take. */
const laterRows: Record<string, (known: Known) => Record<string, unknown>> = {
  picture_record: ({ picture }) => ({
    hash: picture,
    added_at: at,
    lacks: 3,
    version: 2,
    changed_at: at,
    record: '{}'
  }),
  placement: ({ number, picture }) => ({
    ...{ article_number: number, place: 0, figure_id: 'f', hash: picture, file_name: 'quay.jpg', role: 'inline' },
    ...{ caption: 'The quay.', credit: 'Ines Moreau', alt: 'A quay', at }
  }),
  picture_use: ({ number, picture }) => ({ hash: picture, article_number: number, first_at: at }),
  part: ({ number, account }) => ({ who: account, owner_id: account, state: 'draft', article_number: number }),
  saved_search: ({ account }) => ({
    id: newId(),
    account_id: account,
    name: 'Late',
    query: 'x',
    filters: '{}',
    created_at: at
  }),
  template: ({ account }) => ({
    ...{ id: newId(), name: 'Court', schema_version: 1, article: '{}', account_id: account, updated_at: at }
  }),
  person_merge: ({ person }) => ({
    ...{ id: newId(), kept_id: person, merged_id: person, actor: 'a', at, kept_before: '{}', kept_after: '{}' },
    accounts: '[]'
  }),
  credit: ({ number, person }) => ({ article_number: number, role: 'by', person_id: person, name: 'Ruth Okafor' }),
  shot: ({ number }) => ({ article_number: number, media: 'm', file_name: 'quay.jpg', name: 'Ines Moreau' }),
  preference: ({ account }) => ({ account_id: account, name: 'look', value: '"dark"' }),
  comment_thread: ({ article, account }) => ({
    ...{ id: 'thread', article_id: article, first: 0, last: 4, quote: 'word', prefix: '', suffix: '' },
    ...{ account_id: account, name: 'Ruth', at }
  }),
  comment_event: ({ account }) => ({
    ...{ id: newId(), thread_id: 'thread', act: 'message', account_id: account, name: 'Ruth', at },
    ...{ text: 'Who says so?', mentions: '[]' }
  }),
  mention: ({ account }) => ({ account_id: account, thread_id: 'thread' }),
  suggestion: ({ number, account }) => ({
    id: newId(),
    article_number: number,
    account_id: account,
    author: 'Ruth',
    at
  }),
  import_record: ({ article, account }) => ({
    ...{ article_id: article, file_name: 'a.docx', format: 'docx', sha256: 's', at, account_id: account },
    ...{ notes: '[]', times: '{}' }
  }),
  revision_whole: ({ revision, body }) => ({ revision, body }),
  sitting: ({ number }) => ({ session: newId(), article_number: number, version: 1, seq: 1, seen_at: at }),
  held_text: ({ number }) => ({ article_number: number, version: 1, schema_version: 1, article: '{}' }),
  conflict: ({ article, revision }) => ({
    ...{ article_id: article, id: newId(), revision, mine_by: 'Ruth', theirs_by: 'Ada', at, conflict: '{}' },
    ...{ decision: 'both', decided_by: 'Ada', decided_at: at }
  }),
  wire_watch: ({ account }) => ({ id: newId(), folder: '/wires', account_id: account, at }),
  wire_file: () => ({ sha256: 's', folder: '/wires', name: 'a.xml', mark: 'm', at, message: '' }),
  wire_item: ({ article }) => ({
    ...{ article_id: article, uri: 'urn:a', version: '1', source: 'PA', status: 'usable', ednote: '', at },
    ...{ applied: 'r', applied_hash: 'h' }
  }),
  wire_arrival: ({ article }) => ({
    ...{ at, folder: '/wires', name: 'a.xml', sha256: 's', outcome: 'new', article_id: article, headline: 'H' },
    ...{ source: 'PA', version: '1', message: '' }
  })
}

interface Known {
  number: number
  article: string
  account: string
  person: string
  picture: string
  revision: string
  body: Buffer
}

/** A desk folder as the Copydesk with so many migrations left it: articles with versions, and a row in every table. */
export function makeEarlyDesk(folder: string, version: number, articles = 3): void {
  const store = expectOk(openStore(folder, migrations.slice(0, version)))
  const { database } = store
  database.transaction(() => {
    const [person, account, picture] = [newId(), newId(), 'a'.repeat(64)]
    const named = { id: person, name: 'Ruth Okafor', folded_name: 'ruth okafor', job_title: '', biography: '' }
    put(database, 'person', { ...named, handles: '[]', email: 'ruth@press.example', updated_at: at })
    put(database, 'account', { id: account, person_id: person, role: 'admin', disabled: 0, created_at: at })
    put(database, 'setting', { key: 'deskName', value: '"The Harbour Gazette"' })
    put(database, 'desk', { id: newId(), name: 'News' })
    const file = { hash: picture, file_name: 'quay.jpg', media_type: 'image/jpeg', size: 9, width: 3, height: 2 }
    put(database, 'picture', { ...file, metadata: '{}', added_at: at })
    let known: Known | null = null
    for (let one = 1; one <= articles; one++) known = { ...addArticle(store, one, account), account, person, picture }
    if (known)
      for (const [table, row] of Object.entries(laterRows)) if (has(database, table)) put(database, table, row(known))
  })()
  store.close()
}

function addArticle(
  store: Store,
  one: number,
  account: string
): Pick<Known, 'number' | 'article' | 'revision' | 'body'> {
  const { database } = store
  const [article, session] = [newId(), newId()]
  const content: RevisionContent = { schemaVersion: 1, article: storedArticle(one), parents: [], author: account }
  const [hash, revision] = [articleHash(1, content.article), revisionId(content)]
  const lists = { slugline: `article-${one}`, headline: `Headline ${one}`, snippet: '', byline: '', desk: '' }
  const row = { id: article, owner_id: account, ...lists, state: 'draft', stale: 0, words: 60, updated_at: at }
  const number = put(database, 'article', row)
  const save = { article_number: number, version: 1, session, seq: 0, article_hash: hash }
  put(database, 'working', { ...save, stored_at: at, schema_version: 1, article: JSON.stringify(content.article) })
  put(database, 'journal', { ...save, at, account_id: account })
  const body = zstdCompressSync(canonicalJson(content))
  const cut = { id: revision, article_id: article, parents: '[]', author: account, device: 'd', at, kind: 'idle' }
  put(database, 'revision', {
    ...cut,
    schema_version: 1,
    article_hash: hash,
    headline: `Headline ${one}`,
    words: 60,
    body
  })
  database.prepare('UPDATE article SET head = ? WHERE number = ?').run(revision, number)
  const event = {
    id: newId(),
    article_id: article,
    article_hash: hash,
    type: 'created',
    actor: account,
    reason: '',
    at
  }
  put(database, 'event', { ...event, detail: '{}' })
  if (has(database, 'event_seal'))
    seal(store, database.prepare(`SELECT ${eventColumns} FROM event WHERE id = ?`).get(event.id) as EventRow)
  put(database, 'outbox', { kind: 'revision', ref: revision, at })
  const words = { headline: `Headline ${one}`, slugline: `article-${one}`, standfirst: '', copy: `word ${one}` }
  put(database, 'search_waiting', { article_number: number, ...words, captions: '', byline: '' })
  return { number, article, revision, body }
}

function put(database: Database.Database, table: string, row: Record<string, unknown>): number {
  const columns = Object.keys(row)
  return Number(
    database
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row)).lastInsertRowid
  )
}

function has(database: Database.Database, table: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
}

/** Made again from the rest, or worked off. */
const derived = /^(sqlite_|search_|picture_index|tally$|picture_waiting$|credit_due$)/

/** Every row of every table, as its columns have it. */
export function rowsOf(database: Database.Database): Map<string, Record<string, unknown>[]> {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
  return new Map(
    (tables as string[])
      .filter((table) => !derived.test(table))
      .map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]])
  )
}

/** What of `before` is not in `after`, in words: rows may have more columns by now, and tables more rows. */
export function missingRows(
  before: Map<string, Record<string, unknown>[]>,
  after: Map<string, Record<string, unknown>[]>
): string[] {
  return [...before].flatMap(([table, rows]) => {
    const columns = Object.keys(rows[0] ?? {})
    const told = (row: Record<string, unknown>) => JSON.stringify(columns.map((column) => row[column]))
    const there = new Set((after.get(table) ?? []).map(told))
    const gone = rows.filter((row) => !there.has(told(row)))
    return gone.length > 0 ? [`${gone.length} of ${rows.length} rows of ${table} are not what they were`] : []
  })
}
