import type { Store } from './open.ts'
import { statement } from './statement.ts'

const key = 'dictionary'

/** The words that this desk holds for right, sorted. */
export function readDictionary(store: Store): string[] {
  const row = statement<{ value: string }>(store, 'SELECT value FROM setting WHERE key = ?').get(key)
  return row ? (JSON.parse(row.value) as string[]) : []
}

export function writeDictionary(store: Store, words: string[]): void {
  statement(
    store,
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'
  ).run(key, JSON.stringify(words))
}
