import type { WorkflowEvent } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export function appendEvent(
  store: Store,
  { id, articleId, revision, articleHash, type, actor, reason, at, detail, origin = null }: WorkflowEvent
): void {
  statement(
    store,
    'INSERT INTO event (id, article_id, revision, article_hash, type, actor, reason, at, detail, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(id, articleId, revision, articleHash, type, actor, reason, at, JSON.stringify(detail), origin)
}

/** Oldest first. */
export function listEvents(store: Store, articleId: string): WorkflowEvent[] {
  const rows = statement<Omit<WorkflowEvent, 'detail'> & { detail: string }>(
    store,
    `SELECT id, article_id AS articleId, revision, article_hash AS articleHash, type, actor, reason, at, detail, origin FROM event
     WHERE article_id = ? ORDER BY id`
  ).all(articleId)
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}
