import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** Something that another computer has not been given yet. `ref` is its id, or a picture's hash. */
export interface OutboxEntry {
  kind: 'revision' | 'event' | 'media' | 'person' | 'comment'
  ref: string
  at: string
}

/** The caller wraps it in the write that makes the thing itself. */
export function appendOutbox(store: Store, { kind, ref, at }: OutboxEntry): void {
  statement(store, 'INSERT INTO outbox (kind, ref, at) VALUES (?, ?, ?)').run(kind, ref, at)
}
