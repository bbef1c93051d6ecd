import type Database from 'better-sqlite3'
import type { Store } from './open.ts'

const kept = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** The statement of this SQL text, prepared once for each store. `Row` is what its columns are, as the tables have them. */
export function statement<Row = unknown>(store: Store, sql: string): Database.Statement<unknown[], Row> {
  let statements = kept.get(store.database)
  if (!statements) kept.set(store.database, (statements = new Map()))
  let found = statements.get(sql)
  if (!found) statements.set(sql, (found = store.database.prepare(sql)))
  return found as Database.Statement<unknown[], Row>
}
