import type { Conflict } from '#shared/merge/conflict.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export type ConflictDecision = 'mine' | 'theirs' | 'both' | 'undone'

/** A place at which a merge needs somebody, as it was left. */
export interface StoredConflict {
  conflict: Conflict
  /** The merge. */
  revision: string
  /** Account ids. */
  mineBy: string
  theirsBy: string
  at: string
}

/** The caller wraps it in a write. */
export function insertConflict(
  store: Store,
  articleId: string,
  { conflict, revision, mineBy, theirsBy, at }: StoredConflict
): void {
  statement(
    store,
    `INSERT OR IGNORE INTO conflict (article_id, id, revision, mine_by, theirs_by, at, conflict) VALUES (?, ?, ?, ?, ?, ?, ?)`
  ).run(articleId, conflict.id, revision, mineBy, theirsBy, at, JSON.stringify(conflict))
}

/** In the order in which they came about. */
export function listOpenConflicts(store: Store, articleId: string): StoredConflict[] {
  return statement<Omit<StoredConflict, 'conflict'> & { conflict: string }>(
    store,
    `SELECT conflict, revision, mine_by AS mineBy, theirs_by AS theirsBy, at FROM conflict
     WHERE article_id = ? AND decision IS NULL ORDER BY number`
  )
    .all(articleId)
    .map((row) => ({ ...row, conflict: JSON.parse(row.conflict) as Conflict }))
}

export function countOpenConflicts(store: Store, articleId: string): number {
  return (
    statement<number>(store, 'SELECT count(*) FROM conflict WHERE article_id = ? AND decision IS NULL')
      .pluck()
      .get(articleId) ?? 0
  )
}

/** False when it is decided already, or not there. The caller wraps it in a write. */
export function decideConflict(
  store: Store,
  articleId: string,
  id: string,
  { decision, by, at }: { decision: ConflictDecision; by: string; at: string }
): boolean {
  return (
    statement(
      store,
      `UPDATE conflict SET decision = ?, decided_by = ?, decided_at = ? WHERE article_id = ? AND id = ? AND decision IS NULL`
    ).run(decision, by, at, articleId, id).changes === 1
  )
}
