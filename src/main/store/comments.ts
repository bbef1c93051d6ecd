import { foldThread, type CommentEvent, type CommentStart, type CommentThread } from '#shared/article/comment.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

type StartRow = Omit<CommentStart, 'anchor'> & {
  revision: string | null
  block: string | null
  first: number
  last: number
  quote: string
  prefix: string
  suffix: string
}
type EventRow = Omit<CommentEvent, 'mentions'> & { mentions: string }

// An account is called what its person is called now; who has no account here, what they were called.
const nameOf = (table: string) =>
  `coalesce((SELECT person.name FROM account JOIN person ON person.id = person_id WHERE account.id = ${table}.account_id), ${table}.name) AS name`
const startColumns = `id, article_id AS articleId, revision, block, first, last, quote, prefix, suffix,
  account_id AS accountId, ${nameOf('comment_thread')}, at`
const eventColumns = `comment_event.id, thread_id AS threadId, act, message_id AS messageId, comment_event.account_id AS accountId,
  ${nameOf('comment_event')}, comment_event.at, text, mentions`

/** What one computer, or one file, knows of an article's comments. */
export interface CommentSet {
  starts: readonly CommentStart[]
  events: readonly CommentEvent[]
}

/**
 * Joins comments to those that are here: what is known already is left alone, so a set may come again, whole or in
 * parts; a part must bring its threads. An author is an account or, for comments out of a file, a name alone (`accountId`
 * null), with the time that the file says; the ids are ULIDs in the order of what was said. Gives the ids of what was
 * new. The caller wraps it in a write.
 */
export function uniteComments(store: Store, { starts, events }: CommentSet): string[] {
  const fresh: string[] = []
  for (const start of starts) if (insertStart(store, start)) fresh.push(start.id)
  for (const event of events) if (insertEvent(store, event)) fresh.push(event.id)
  for (const id of new Set([...starts.map((start) => start.id), ...events.map(({ threadId }) => threadId)]))
    writeMentions(store, id)
  return fresh
}

function insertStart(store: Store, { id, articleId, anchor, accountId, name, at }: CommentStart): boolean {
  const { revision, block, start, end, quote, prefix, suffix } = anchor
  return (
    statement(
      store,
      `INSERT INTO comment_thread (id, article_id, revision, block, first, last, quote, prefix, suffix, account_id, name, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
    ).run(id, articleId, revision, block, start, end, quote, prefix, suffix, accountId, name, at).changes === 1
  )
}

function insertEvent(store: Store, event: CommentEvent): boolean {
  const { id, threadId, act, messageId, accountId, name, at, text, mentions } = event
  return (
    statement(
      store,
      `INSERT INTO comment_event (id, thread_id, act, message_id, account_id, name, at, text, mentions)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
    ).run(id, threadId, act, messageId, accountId, name, at, text, JSON.stringify(mentions)).changes === 1
  )
}

function writeMentions(store: Store, threadId: string): void {
  const thread = readThread(store, threadId)
  if (!thread) throw new Error(`There is no thread ${threadId} to wait for anybody.`)
  statement(store, 'DELETE FROM mention WHERE thread_id = ?').run(threadId)
  const put = statement(store, 'INSERT INTO mention (account_id, thread_id) VALUES (?, ?)')
  for (const account of thread.waitingFor) put.run(account, threadId)
}

export function readThread(store: Store, id: string): CommentThread | null {
  const row = statement<StartRow>(store, `SELECT ${startColumns} FROM comment_thread WHERE id = ?`).get(id)
  return row ? foldThread(startOf(row), eventsOf(store, 'thread_id = ?', id)) : null
}

/** In the order in which they were started. */
export function listThreads(store: Store, articleId: string): CommentThread[] {
  const { starts, events } = readComments(store, articleId)
  const byThread = Map.groupBy(events, ({ threadId }) => threadId)
  return starts.map((start) => foldThread(start, byThread.get(start.id) ?? []))
}

/** Everything that is known of an article's comments, as it travels. */
export function readComments(store: Store, articleId: string): CommentSet {
  return {
    starts: statement<StartRow>(store, `SELECT ${startColumns} FROM comment_thread WHERE article_id = ? ORDER BY id`)
      .all(articleId)
      .map(startOf),
    events: eventsOf(store, 'thread_id IN (SELECT id FROM comment_thread WHERE article_id = ?)', articleId)
  }
}

/** Threads that wait for an account, newest first. */
export function waitingThreads(store: Store, accountId: string, most: number): CommentThread[] {
  return statement<string>(store, 'SELECT thread_id FROM mention WHERE account_id = ? ORDER BY thread_id DESC LIMIT ?')
    .pluck()
    .all(accountId, most)
    .flatMap((id) => readThread(store, id) ?? [])
}

export function countWaiting(store: Store, accountId: string): number {
  return statement<number>(store, 'SELECT count(*) FROM mention WHERE account_id = ?').pluck().get(accountId) ?? 0
}

function startOf({ revision, block, first, last, quote, prefix, suffix, ...rest }: StartRow): CommentStart {
  return { ...rest, anchor: { revision, block, start: first, end: last, quote, prefix, suffix } }
}

function eventsOf(store: Store, condition: string, value: string): CommentEvent[] {
  return statement<EventRow>(store, `SELECT ${eventColumns} FROM comment_event WHERE ${condition} ORDER BY id`)
    .all(value)
    .map((row) => ({ ...row, mentions: JSON.parse(row.mentions) as string[] }))
}
