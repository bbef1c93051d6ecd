import type { Store } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { isCorrupt } from './check-text.ts'

/** Takes out every version whose hash does not hold, or that stands on one; gives how many. Only for a store in the making. */
export function dropUnsoundVersions(store: Store): number {
  const { database } = store
  const ids = database.prepare('SELECT id FROM revision ORDER BY number').pluck().all() as string[]
  const unsound = ids.filter((id) => !holds(store, id))
  if (unsound.length === 0) return 0
  const guards = ['revision_never_goes', 'revision_whole_never_goes']
  const guardOf = database.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck()
  const sql = guards.map((name) => String(guardOf.get(name)))
  database
    .transaction(() => {
      for (const name of guards) database.exec(`DROP TRIGGER ${name}`)
      const drop = database.prepare('DELETE FROM revision WHERE id = ?')
      for (const id of unsound) drop.run(id)
      database.exec('DELETE FROM revision_whole WHERE revision NOT IN (SELECT id FROM revision)')
      for (const guard of sql) database.exec(guard)
    })
    .immediate()
  return unsound.length
}

function holds(store: Store, id: string): boolean {
  try {
    return readRevision(store, id).ok
  } catch (error) {
    if (isCorrupt(error)) throw error
    // Not even JSON.
    return false
  }
}
