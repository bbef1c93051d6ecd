import type { Article, Embargo } from '#shared/article/article.ts'
import type { Placement } from '#shared/article/placements.ts'
import type { State } from '#shared/article/workflow.ts'
import type { LinkedArticle } from '#shared/contract/articles.ts'
import { writeCredits } from './credits.ts'
import { appendJournal } from './journal.ts'
import type { Store } from './open.ts'
import { writeParts } from './parts.ts'
import { writePlacements } from './placements.ts'
import { awaitIndex, type SearchText } from './search-text.ts'
import { holdText } from './sittings.ts'
import { statement } from './statement.ts'
import { parseStored } from './stored-json.ts'

/** What lists, counts and search know of an article; whoever stores the words computes it. */
export interface Listing {
  slugline: string
  headline: string
  /** The standfirst or the first words, plain. */
  snippet: string
  byline: string
  /** Team id; empty is none. */
  desk: string
  state: State
  stale: boolean
  /** How many approve the text as it stands. */
  approvals: number
  words: number
  /** Account id. */
  assignee?: string | null
  /** UTC. */
  dueAt?: string | null
  /** Words ordered. */
  commissioned?: number | null
  /** Withdrawn after it was out; corrected since it was out. */
  killed?: boolean
  corrected?: boolean
  embargo?: Embargo | null
  /** Whose it is beside the owner's: the assignee's account, the people in the credits. Absent leaves what is known. */
  involved?: string[]
  search: SearchText
  /** The article's pictures; absent leaves what is known of them. */
  placements?: Placement[]
}

export interface NewArticle {
  id: string
  /** Account id. */
  ownerId: string
  article: Article
  schemaVersion: number
  articleHash: string
  /** UTC. */
  at: string
  session: string
  listing: Listing
}

/** One save: the whole article as a sitting has it. */
export interface WorkingSave {
  articleId: string
  article: Article
  schemaVersion: number
  articleHash: string
  /** The one after the stored one. */
  version: number
  session: string
  seq: number
  storedAt: string
  accountId: string
  listing: Listing
}

/** The article as it stands on this computer. */
export interface Working {
  articleId: string
  ownerId: string
  /** Account that stored it last. */
  writerId: string
  /** As stored, parsed; nobody has held it against the schema yet. */
  article: unknown
  schemaVersion: number
  version: number
  session: string
  seq: number
  storedAt: string
  articleHash: string
  /** Newest revision, or null before the first. */
  head: string | null
  /** The head's article hash: equal to `articleHash` when nothing has changed since it was cut. */
  headHash: string | null
}

/** Stores a new article as version 1, with no save of a sitting yet (seq 0). The caller wraps it in a write. */
export function insertArticle(
  store: Store,
  { id, ownerId, article, schemaVersion, articleHash, at, session, listing }: NewArticle
): void {
  const { lastInsertRowid } = statement(
    store,
    `INSERT INTO article (slugline, headline, snippet, byline, desk, state, stale, approvals, words, assignee, due_at, commissioned,
       killed, corrected, embargo_at, embargo_zone, updated_at, owner_id, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(...columnsOf(listing), at, ownerId, id)
  const number = Number(lastInsertRowid)
  statement(
    store,
    `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article)
     VALUES (?, 1, ?, 0, ?, ?, ?, ?)`
  ).run(number, session, at, articleHash, schemaVersion, JSON.stringify(article))
  appendJournal(store, number, { version: 1, session, seq: 0, at, accountId: ownerId, articleHash })
  writeCredits(store, number, article)
  if (listing.placements) writePlacements(store, number, listing.placements, at)
  if (listing.involved) writeParts(store, number, listing.involved)
  awaitIndex(store, number, listing.search)
}

export function readWorking(store: Store, id: string): Working | null {
  const row = statement<Omit<Working, 'article'> & { article: string }>(
    store,
    `SELECT article.id AS articleId, owner_id AS ownerId,
       (SELECT account_id FROM journal WHERE journal.article_number = article.number ORDER BY journal.version DESC LIMIT 1) AS writerId, working.article, working.schema_version AS schemaVersion, version, session, seq,
       stored_at AS storedAt, working.article_hash AS articleHash, head, revision.article_hash AS headHash
     FROM article JOIN working ON article_number = article.number LEFT JOIN revision ON revision.id = head
     WHERE article.id = ?`
  ).get(id)
  return row ? { ...row, article: parseStored(row.article) } : null
}

/** The article's text as it lies in the store, letter for letter; null when there is no such article. */
export function readStoredText(store: Store, id: string): string | null {
  const text = statement<string>(
    store,
    'SELECT article FROM working WHERE article_number = (SELECT number FROM article WHERE id = ?)'
  )
    .pluck()
    .get(id)
  return text === undefined ? null : String(text)
}

/** The hash of the article as it stands. */
export function readHash(store: Store, id: string): string {
  return String(
    statement<string>(
      store,
      'SELECT article_hash FROM working WHERE article_number = (SELECT number FROM article WHERE id = ?)'
    )
      .pluck()
      .get(id)
  )
}

/** Stores a save. The caller wraps it in a write and acknowledges only after that has returned. */
export function writeWorking(store: Store, save: WorkingSave): void {
  const { articleId, article, schemaVersion, articleHash, version, session, seq, storedAt, accountId, listing } = save
  const number = writeColumns(store, articleId, listing, storedAt)
  holdText(store, number, session)
  const { changes } = statement(
    store,
    `UPDATE working SET version = ?, session = ?, seq = ?, stored_at = ?, article_hash = ?, schema_version = ?, article = ?
     WHERE article_number = ? AND version = ?`
  ).run(version, session, seq, storedAt, articleHash, schemaVersion, JSON.stringify(article), number, version - 1)
  if (changes !== 1) throw new Error(`Save ${version} of ${articleId} does not follow the stored one.`)
  appendJournal(store, number, { version, session, seq, at: storedAt, accountId, articleHash })
  writeCredits(store, number, article)
  if (listing.placements) writePlacements(store, number, listing.placements, storedAt)
  if (listing.involved) writeParts(store, number, listing.involved)
  awaitIndex(store, number, listing.search)
}

/** Brings the lists up to date where no words were stored: after a move. The caller wraps it in a write. */
export function writeListing(store: Store, articleId: string, listing: Listing): void {
  const number = writeColumns(store, articleId, listing, null)
  if (listing.involved) writeParts(store, number, listing.involved)
  awaitIndex(store, number, listing.search)
}

/** The one compare-and-set by which an article moves on; false when its head is not `from` any more. */
export function advanceHead(store: Store, articleId: string, from: string | null, to: string): boolean {
  return (
    statement(store, 'UPDATE article SET head = ? WHERE id = ? AND head IS ?').run(to, articleId, from).changes === 1
  )
}

function writeColumns(store: Store, articleId: string, listing: Listing, storedAt: string | null): number {
  const number = statement<number>(
    store,
    `UPDATE article SET slugline = ?, headline = ?, snippet = ?, byline = ?, desk = ?, state = ?, stale = ?, approvals = ?, words = ?,
       assignee = ?, due_at = ?, commissioned = ?, killed = ?, corrected = ?, embargo_at = ?, embargo_zone = ?,
       updated_at = coalesce(?, updated_at)
     WHERE id = ? RETURNING number`
  )
    .pluck()
    .get(...columnsOf(listing), storedAt, articleId)
  if (number === undefined) throw new Error(`There is no article ${articleId} to store.`)
  return number
}

function columnsOf(listing: Listing): unknown[] {
  const { slugline, headline, snippet, byline, desk, state, stale, approvals, words } = listing
  const {
    assignee = null,
    dueAt = null,
    commissioned = null,
    killed = false,
    corrected = false,
    embargo = null
  } = listing
  return [
    slugline,
    headline,
    snippet,
    byline,
    desk,
    state,
    Number(stale),
    approvals,
    words,
    assignee,
    dueAt,
    commissioned,
    Number(killed),
    Number(corrected),
    embargo?.at ?? null,
    embargo?.zone ?? null
  ]
}

/** How articles that are linked to another are called, in the order asked for; those that are not here are left out. */
export function readLinked(store: Store, ids: string[]): LinkedArticle[] {
  return ids.flatMap((id) => {
    const row = statement<Omit<LinkedArticle, 'killed'> & { killed: number }>(
      store,
      'SELECT id, slugline, headline, state, killed FROM article WHERE id = ?'
    ).get(id)
    return row ? [{ ...row, killed: row.killed === 1 }] : []
  })
}
