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
 * Reads a file from end to end: SQLite’s own structure, references, and the hash of every text. Given what the file it
 * was copied from held, it has to hold the same.
 */
export function verifyFile(file: string, expected?: Holding): Result<Holding> {
  const store = openAlone(file)
  try {
    const integrity = store.database.pragma('integrity_check(1)', { simple: true })
    if (integrity !== 'ok') return fail('damaged', `The copy is not whole: ${String(integrity)}.`)
    if ((store.database.pragma('foreign_key_check') as unknown[]).length > 0)
      return fail('damaged', 'The copy has rows that point nowhere.')
    const holding = readHolding(store)
    if (expected && JSON.stringify(expected) !== JSON.stringify(holding))
      return fail('damaged', 'The copy does not hold what the desk holds.')
    for (let after = 0; ;) {
      const articles = articlesAfter(store, after, 200)
      for (const { number, id } of articles) {
        after = number
        const [first] = checkText(store, id)
        if (first)
          return fail(
            'damaged',
            first.kind === 'text'
              ? `The text of “${first.name}” is damaged.`
              : `A version of “${first.name}” is damaged.`
          )
      }
      if (articles.length === 0) return ok(holding)
    }
  } finally {
    store.close()
  }
}
