import type { Desk } from '#shared/contract/desk.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

export function listDesks(store: Store): Desk[] {
  return statement<Desk>(store, 'SELECT id, name FROM desk ORDER BY name COLLATE NOCASE, id').all()
}

export function insertDesk(store: Store, { id, name }: Desk): void {
  statement(store, 'INSERT INTO desk (id, name) VALUES (?, ?)').run(id, name)
}

export function renameDesk(store: Store, { id, name }: Desk): void {
  const { changes } = statement(store, 'UPDATE desk SET name = ? WHERE id = ?').run(name, id)
  if (changes !== 1) throw new Error(`There is no desk ${id} to rename.`)
}
