import Database from 'better-sqlite3'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Store } from '../store/open.ts'
import { articlesAfter, checkText } from './check-text.ts'

/** What a store's file holds, counted. */
export interface Holding {
  /** Of the store. */
  version: number
  articles: number
  versions: number
  pictures: number
  newest: { name: string; at: string }[]
}

export function readHolding({ database }: Pick<Store, 'database'>): Holding {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  const newest = database
    .prepare<[], { slugline: string; headline: string; at: string }>(
      'SELECT slugline, headline, updated_at AS at FROM article ORDER BY updated_at DESC LIMIT 5'
    )
    .all()
  return {
    version: Number(database.pragma('user_version', { simple: true })),
    articles: count('article'),
    versions: count('revision'),
    pictures: count('picture'),
    newest: newest.map(({ slugline, headline, at }) => ({
      name: (slugline || headline || 'An article without a name').slice(0, 300),
      at
    }))
  }
}

/** Opens a store's file to read it alone, as it is: nothing is migrated. The caller closes it. */
export function openAlone(file: string): Store {
  const database = new Database(file, { readonly: true, fileMustExist: true })
  database.pragma('trusted_schema = 0')
  database.pragma('cache_size = -8000')
  return { folder: '', database, deviceId: '', close: () => void database.close() }
}

/**
 * Reads a copy from end to end: SQLite’s own structure, references, and the hash of every text. It has to hold what the
 * desk held, and what does not hold in it must not hold in the desk either: gives how much that is.
 */
export function verifyCopy(file: string, expected: Holding, original: Store): Result<number> {
  const store = openAlone(file)
  try {
    const integrity = store.database.pragma('integrity_check(1)', { simple: true })
    if (integrity !== 'ok') return fail('damaged', `The copy is not whole: ${String(integrity)}.`)
    if ((store.database.pragma('foreign_key_check') as unknown[]).length > 0)
      return fail('damaged', 'The copy has rows that point nowhere.')
    const holding = readHolding(store)
    if (JSON.stringify(expected) !== JSON.stringify(holding))
      return fail('damaged', 'The copy does not hold what the desk holds.')
    let damaged = 0
    for (let after = 0; ;) {
      const articles = articlesAfter(store, after, 200)
      for (const { number, id } of articles) {
        after = number
        const found = checkText(store, id)
        if (found.length === 0) continue
        if (checkText(original, id).length !== found.length)
          return fail('damaged', `The copy’s text of “${found[0]?.name}” is not the desk’s.`)
        damaged += found.length
      }
      if (articles.length === 0) return ok(damaged)
    }
  } finally {
    store.close()
  }
}
