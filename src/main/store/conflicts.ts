import type { ConflictDecision } from '#shared/contract/conflicts.ts'
import type { Conflict } from '#shared/merge/conflict.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

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

/** How it was decided, and by which account. */
export interface DecidedConflict {
  decision: ConflictDecision
  by: string
  /** UTC. */
  at: string
}

/** One that is known already stays as it is. The caller wraps it in a write. */
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

/** Every one that a merge of this article has left, open or decided, in the order in which they came about. */
export function listConflicts(
  store: Store,
  articleId: string
): (StoredConflict & { decided: DecidedConflict | null })[] {
  interface Row extends Omit<StoredConflict, 'conflict'> {
    conflict: string
    decision: ConflictDecision | null
    decidedBy: string | null
    decidedAt: string | null
  }
  return statement<Row>(
    store,
    `SELECT conflict, revision, mine_by AS mineBy, theirs_by AS theirsBy, at, decision, decided_by AS decidedBy,
       decided_at AS decidedAt FROM conflict WHERE article_id = ? ORDER BY number`
  )
    .all(articleId)
    .map(({ conflict, decision, decidedBy, decidedAt, ...row }) => ({
      ...row,
      conflict: JSON.parse(conflict) as Conflict,
      decided: decision && { decision, by: decidedBy ?? '', at: decidedAt ?? row.at }
    }))
}

export function countOpenConflicts(store: Store, articleId: string): number {
  return (
    statement<number>(store, 'SELECT count(*) FROM conflict WHERE article_id = ? AND decision IS NULL')
      .pluck()
      .get(articleId) ?? 0
  )
}

/**
 * False when it is decided already, or not there; that its suggestions have left the text is said more exactly by who
 * chose. The caller wraps it in a write.
 */
export function decideConflict(
  store: Store,
  articleId: string,
  id: string,
  { decision, by, at }: DecidedConflict
): boolean {
  return (
    statement(
      store,
      `UPDATE conflict SET decision = ?, decided_by = ?, decided_at = ?
       WHERE article_id = ? AND id = ? AND (decision IS NULL OR decision = 'text')`
    ).run(decision, by, at, articleId, id).changes === 1
  )
}

/** The caller wraps it in a write. */
export function reopenConflict(store: Store, articleId: string, id: string): void {
  statement(
    store,
    'UPDATE conflict SET decision = NULL, decided_by = NULL, decided_at = NULL WHERE article_id = ? AND id = ?'
  ).run(articleId, id)
}
