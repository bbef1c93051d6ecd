import { preferencesSchema, type Preferences } from '#shared/contract/preferences.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** What the account has chosen. What this version does not know, or a newer one put otherwise, is left out. */
export function readPreferences(store: Store, accountId: string): Preferences {
  const rows = statement<{ name: string; value: string }>(
    store,
    'SELECT name, value FROM preference WHERE account_id = ?'
  ).all(accountId)
  const known = rows
    .map(({ name, value }) => preferencesSchema.safeParse({ [name]: JSON.parse(value) }))
    .flatMap(({ data }) => (data ? [data] : []))
  return Object.assign({}, ...known)
}

/** The caller wraps it in a write. */
export function writePreferences(store: Store, accountId: string, changes: Preferences): void {
  const put = statement(
    store,
    'INSERT INTO preference (account_id, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  )
  for (const [name, value] of Object.entries(changes))
    if (value !== undefined) put.run(accountId, name, JSON.stringify(value))
}
