import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A window at an article: the version that it goes on from. */
export interface Sitting {
  session: string
  version: number
  /** Its newest save that was stored. */
  seq: number
  /** The version of the merge with which it was last answered, and what it had sent then; null when it has taken it. */
  merged: number | null
  sent: string | null
}

/** Days after which a window that never said that it left is taken to have left. */
const longest = 14

/** A window has read the article. The caller wraps it in a write. */
export function beginSitting(store: Store, articleId: string, session: string, version: number, at: string): void {
  statement(
    store,
    `INSERT INTO sitting (session, article_number, version, seq, seen_at)
     VALUES (?, (SELECT number FROM article WHERE id = ?), ?, 0, ?)
     ON CONFLICT (session) DO UPDATE SET before = sitting.version, version = excluded.version, seen_at = excluded.seen_at
       WHERE sitting.article_number = excluded.article_number`
  ).run(session, articleId, version, at)
  const before = new Date(Date.parse(at) - longest * 86_400_000).toISOString()
  statement(
    store,
    'DELETE FROM sitting WHERE seen_at < ? AND article_number = (SELECT number FROM article WHERE id = ?)'
  ).run(before, articleId)
}

export function readSitting(store: Store, session: string): Sitting | null {
  return (
    statement<Sitting>(store, 'SELECT session, version, seq, merged, sent FROM sitting WHERE session = ?').get(
      session
    ) ?? null
  )
}

export function endSitting(store: Store, session: string): void {
  statement(store, 'DELETE FROM sitting WHERE session = ?').run(session)
}

/** A save of a sitting was stored as it was sent. The caller wraps it in a write. */
export function advanceSitting(store: Store, session: string, version: number, seq: number, at: string): void {
  statement(
    store,
    'UPDATE sitting SET version = ?, before = NULL, seq = ?, merged = NULL, sent = NULL, seen_at = ? WHERE session = ?'
  ).run(version, seq, at, session)
}

/** A save of a sitting was answered with a merge, which it has not taken yet. The caller wraps it in a write. */
export function answerSitting(
  store: Store,
  session: string,
  { merged, sent, seq, at }: { merged: number; sent: string; seq: number; at: string }
): void {
  statement(store, 'UPDATE sitting SET version = ?, merged = ?, sent = ?, seq = ?, seen_at = ? WHERE session = ?').run(
    merged,
    merged,
    sent,
    seq,
    at,
    session
  )
}

/** Keeps the text that is about to be stored over where another sitting goes on from it. */
export function holdText(store: Store, articleNumber: number, session: string): void {
  statement(
    store,
    `INSERT OR IGNORE INTO held_text (article_number, version, schema_version, article)
     SELECT article_number, version, schema_version, article FROM working WHERE article_number = ? AND EXISTS (
       SELECT 1 FROM sitting WHERE sitting.article_number = working.article_number
         AND working.version IN (sitting.version, sitting.before) AND sitting.session <> ?)`
  ).run(articleNumber, session)
  statement(
    store,
    `DELETE FROM held_text WHERE article_number = ? AND NOT EXISTS (
       SELECT 1 FROM sitting WHERE sitting.article_number = held_text.article_number
         AND held_text.version IN (sitting.version, sitting.before))`
  ).run(articleNumber)
}

/** The text of a version that a sitting went on from, as stored; null when it is not kept. */
export function readHeldText(
  store: Store,
  articleId: string,
  version: number
): { schemaVersion: number; article: string } | null {
  return (
    statement<{ schemaVersion: number; article: string }>(
      store,
      `SELECT schema_version AS schemaVersion, article FROM held_text
       WHERE article_number = (SELECT number FROM article WHERE id = ?) AND version = ?`
    ).get(articleId, version) ?? null
  )
}
