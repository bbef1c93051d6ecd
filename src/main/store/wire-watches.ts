import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** A folder that is watched, and for whom. */
export interface WireWatch {
  id: string
  /** Absolute. */
  folder: string
  /** Whose doing everything is that comes in by it: who set the watch. */
  accountId: string
  /** UTC. */
  at: string
  paused: boolean
}

/** In the order in which they were set. */
export function listWatches(store: Store): WireWatch[] {
  return statement<Omit<WireWatch, 'paused'> & { paused: number }>(
    store,
    'SELECT id, folder, account_id AS accountId, at, paused FROM wire_watch ORDER BY id'
  )
    .all()
    .map((row) => ({ ...row, paused: row.paused === 1 }))
}

export function insertWatch(store: Store, { id, folder, accountId, at, paused }: WireWatch): void {
  statement(store, 'INSERT INTO wire_watch (id, folder, account_id, at, paused) VALUES (?, ?, ?, ?, ?)').run(
    id,
    folder,
    accountId,
    at,
    Number(paused)
  )
}

/** False when there is no such watch. */
export function pauseWatch(store: Store, id: string, paused: boolean): boolean {
  return statement(store, 'UPDATE wire_watch SET paused = ? WHERE id = ?').run(Number(paused), id).changes === 1
}

/** Ends a watch; what came in by it stays. False when there is no such watch. */
export function deleteWatch(store: Store, id: string): boolean {
  return statement(store, 'DELETE FROM wire_watch WHERE id = ?').run(id).changes === 1
}
