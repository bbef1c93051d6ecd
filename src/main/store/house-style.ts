import type { StyleRule } from '#shared/article/house-style.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** The rules of this desk and how often they have been changed; null where the desk goes by those that ship with the app. */
export interface StoredStyle {
  rules: StyleRule[] | null
  version: number
}

const key = 'houseStyle'

export function readStyle(store: Store): StoredStyle {
  const row = statement<{ value: string }>(store, 'SELECT value FROM setting WHERE key = ?').get(key)
  return row ? (JSON.parse(row.value) as StoredStyle) : { rules: null, version: 0 }
}

export function writeStyle(store: Store, style: StoredStyle): void {
  statement(
    store,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  ).run(key, JSON.stringify(style))
}
