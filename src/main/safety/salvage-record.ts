import type { Store } from '../store/open.ts'
import { eventColumns, seal, type EventRow } from '../store/seals.ts'

/**
 * The record of a desk that was saved is sealed anew, in the order in which it was told: entries may be gone that the old
 * seals stand on. Only for a store in the making; the damaged file is kept, and still shows what its seals show.
 */
export function sealAnew(store: Store): void {
  const { database } = store
  const guards = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event_seal'")
    .all() as { name: string; sql: string }[]
  // A desk from before there were seals.
  if (guards.length === 0) return
  const events = database
    .prepare(
      `SELECT ${eventColumns} FROM event LEFT JOIN event_seal ON event_seal.event = event.id ORDER BY number IS NULL, number, event.rowid`
    )
    .all() as EventRow[]
  for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`)
  database.exec("DELETE FROM event_seal; DELETE FROM sqlite_sequence WHERE name = 'event_seal'")
  for (const event of events) seal(store, event)
  for (const { sql } of guards) database.exec(sql)
}
