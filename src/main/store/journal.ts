import { states } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** One save, as it was acknowledged. */
export interface JournalLine {
  version: number
  session: string
  seq: number
  at: string
  accountId: string
  articleHash: string
}

const kept = 50

/** The caller wraps it in the write that stores the words. */
export function appendJournal(
  store: Store,
  articleNumber: number,
  { version, session, seq, at, accountId, articleHash }: JournalLine
): void {
  statement(
    store,
    'INSERT INTO journal (article_number, version, session, seq, at, account_id, article_hash) VALUES (?, ?, ?, ?, ?, ?, ?)'
  ).run(articleNumber, version, session, seq, at, accountId, articleHash)
  statement(store, 'DELETE FROM journal WHERE article_number = ? AND version <= ?').run(articleNumber, version - kept)
}

/** The newest 50 saves of an article, newest first. */
export function listJournal(store: Store, articleId: string): JournalLine[] {
  return statement<JournalLine>(
    store,
    `SELECT version, session, seq, at, account_id AS accountId, article_hash AS articleHash FROM journal
     WHERE article_number = (SELECT number FROM article WHERE id = ?) ORDER BY version DESC`
  ).all(articleId)
}

/** Whether any article was stored after this moment (UTC); one look into an index for each state. */
export function storedSince(store: Store, at: string): boolean {
  const newer = statement(store, 'SELECT 1 FROM article WHERE state = ? AND updated_at > ? LIMIT 1')
  return states.some((state) => newer.get(state, at) !== undefined)
}
