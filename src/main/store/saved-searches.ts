import type { SavedSearch } from '#shared/contract/searches.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** An account's own, in the order in which they were saved. */
export function listSavedSearches(store: Store, accountId: string): SavedSearch[] {
  return statement<{ id: string; name: string; query: string; filters: string }>(
    store,
    'SELECT id, name, query, filters FROM saved_search WHERE account_id = ? ORDER BY id'
  )
    .all(accountId)
    .map((row) => ({ ...row, filters: JSON.parse(row.filters) as SavedSearch['filters'] }))
}

export function insertSavedSearch(
  store: Store,
  accountId: string,
  { id, name, query, filters }: SavedSearch,
  at: string
): void {
  statement(
    store,
    'INSERT INTO saved_search (id, account_id, name, query, filters, created_at) VALUES (?, ?, ?, ?, ?, ?)'
  ).run(id, accountId, name, query, JSON.stringify(filters), at)
}

/** False when this account has no such search. */
export function updateSavedSearch(store: Store, accountId: string, { id, name, query, filters }: SavedSearch): boolean {
  return (
    statement(store, 'UPDATE saved_search SET name = ?, query = ?, filters = ? WHERE id = ? AND account_id = ?').run(
      name,
      query,
      JSON.stringify(filters),
      id,
      accountId
    ).changes === 1
  )
}

/** False when this account has no such search. */
export function removeSavedSearch(store: Store, accountId: string, id: string): boolean {
  return statement(store, 'DELETE FROM saved_search WHERE id = ? AND account_id = ?').run(id, accountId).changes === 1
}
