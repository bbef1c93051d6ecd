import type { WireArrival, WireOutcome } from '#shared/contract/wires.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A file of a folder that was read to its end, or that cannot be read. */
export interface WireFile {
  sha256: string
  folder: string
  /** Below the folder, with forward slashes. */
  name: string
  /** Its size and time when it was read: what tells that it has changed. */
  mark: string
  /** UTC. */
  at: string
  /** Why it could not be read, or empty. */
  message: string
}

export interface NewArrival {
  at: string
  folder: string
  name: string
  sha256: string
  outcome: WireOutcome
  articleId: string | null
  headline: string
  source: string
  version: string
  message: string
}

export function putWireFile(store: Store, { sha256, folder, name, mark, at, message }: WireFile): void {
  statement(
    store,
    `INSERT INTO wire_file (sha256, folder, name, mark, at, message) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET folder = excluded.folder, name = excluded.name, mark = excluded.mark, at = excluded.at,
       message = excluded.message`
  ).run(sha256, folder, name, mark, at, message)
}

/** Whether these bytes have been read, wherever they lay and whatever they were called. */
export function hasWireFile(store: Store, sha256: string): boolean {
  return statement(store, 'SELECT 1 FROM wire_file WHERE sha256 = ?').get(sha256) !== undefined
}

/** The marks of a folder's files that have been read, by name. */
export function wireMarks(store: Store, folder: string): Map<string, string> {
  const rows = statement<{ name: string; mark: string }>(
    store,
    'SELECT name, mark FROM wire_file WHERE folder = ? ORDER BY at'
  ).all(folder)
  return new Map(rows.map(({ name, mark }) => [name, mark]))
}

/** Forgets that a file could not be read, so that it is tried once more; gives its folder, or null. */
export function forgetFailedFile(store: Store, sha256: string): string | null {
  return (
    statement<string>(store, "DELETE FROM wire_file WHERE sha256 = ? AND message <> '' RETURNING folder")
      .pluck()
      .get(sha256) ?? null
  )
}

export function insertArrival(store: Store, arrival: NewArrival): void {
  const { at, folder, name, sha256, outcome, articleId, headline, source, version, message } = arrival
  statement(
    store,
    `INSERT INTO wire_arrival (at, folder, name, sha256, outcome, article_id, headline, source, version, message)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  ).run(at, folder, name, sha256, outcome, articleId, headline, source, version, message)
}

/** The newest first. */
export function listArrivals(store: Store, limit: number): WireArrival[] {
  return statement<Omit<WireArrival, 'again'> & { again: number }>(
    store,
    `SELECT number, at, folder, name, sha256, outcome, article_id AS articleId, headline, source, version, message,
       outcome = 'failed' AND EXISTS (SELECT 1 FROM wire_file WHERE wire_file.sha256 = wire_arrival.sha256 AND wire_file.message <> '')
         AND EXISTS (SELECT 1 FROM wire_watch WHERE wire_watch.folder = wire_arrival.folder AND paused = 0) AS again
     FROM wire_arrival ORDER BY number DESC LIMIT ?`
  )
    .all(limit)
    .map((row) => ({ ...row, again: row.again === 1 }))
}

/** How many items came out of a folder, and how many of its files could not be read. */
export function countArrivals(store: Store, folder: string): { items: number; failed: number } {
  return (
    statement<{ items: number; failed: number }>(
      store,
      `SELECT (SELECT count(*) FROM wire_arrival WHERE folder = ? AND outcome <> 'failed') AS items,
         (SELECT count(*) FROM wire_file WHERE folder = ? AND message <> '') AS failed`
    ).get(folder, folder) ?? { items: 0, failed: 0 }
  )
}
