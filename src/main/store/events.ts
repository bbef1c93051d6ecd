import type { WorkflowEvent } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { eventColumns, seal, type EventRow } from './seals.ts'
import { statement } from './statement.ts'

/** The event and its seal, which the next one stands on. The caller wraps it in a write. */
export function appendEvent(store: Store, event: WorkflowEvent): void {
  const row: EventRow = { ...event, detail: JSON.stringify(event.detail), origin: event.origin ?? null }
  const { id, articleId, revision, articleHash, type, actor, reason, at, detail, origin } = row
  statement(
    store,
    'INSERT INTO event (id, article_id, revision, article_hash, type, actor, reason, at, detail, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  ).run(id, articleId, revision, articleHash, type, actor, reason, at, detail, origin)
  seal(store, row)
}

/** Oldest first. */
export function listEvents(store: Store, articleId: string): WorkflowEvent[] {
  const rows = statement<EventRow>(store, `SELECT ${eventColumns} FROM event WHERE article_id = ? ORDER BY id`).all(
    articleId
  )
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}
