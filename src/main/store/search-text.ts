import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** What search finds an article by, plain text, one line a textblock. */
export interface SearchText {
  headline: string
  slugline: string
  standfirst: string
  copy: string
  captions: string
  byline: string
  /** Who made and supplied the pictures. */
  credits?: string
  topics?: string
}

/** The fields in the order of the index's columns. */
export const searchFields = [
  'headline',
  'slugline',
  'standfirst',
  'copy',
  'captions',
  'byline',
  'credits',
  'topics'
] as const satisfies (keyof SearchText)[]

const columns = searchFields.join(', ')
const places = searchFields.map(() => '?').join(', ')

/** Leaves an article's words for the index to take in; a save waits for no index. The caller wraps it in a write. */
export function awaitIndex(store: Store, articleNumber: number, text: SearchText): void {
  const values = valuesOf(text)
  if (isIndexed(store, articleNumber, values)) {
    statement(store, 'DELETE FROM search_waiting WHERE article_number = ?').run(articleNumber)
    return
  }
  statement(store, `INSERT OR REPLACE INTO search_waiting (article_number, ${columns}) VALUES (?, ${places})`).run(
    articleNumber,
    ...values
  )
}

function isIndexed(store: Store, articleNumber: number, values: string[]): boolean {
  const row = statement<string[]>(store, `SELECT ${columns} FROM search_text WHERE article_number = ?`)
    .raw()
    .get(articleNumber)
  return row !== undefined && row.every((value, index) => value === values[index])
}

/**
 * Takes the words of articles that wait into the index, in one write; gives how many. It stops after `limit` of them, or
 * when `budget` milliseconds have gone and one at least is done. FTS5 takes a row out by its old words, so the old ones
 * go, the copy of them is replaced, the new ones come.
 */
export function indexDirty(store: Store, limit: number, budget = Infinity): number {
  return store.database
    .transaction(() => {
      const until = performance.now() + budget
      let done = 0
      for (; done < limit && (done === 0 || performance.now() < until); done++) {
        const next = statement<[number, ...string[]]>(
          store,
          `SELECT article_number, ${columns} FROM search_waiting LIMIT 1`
        )
          .raw()
          .get()
        if (!next) break
        const [number, ...values] = next
        const old = statement<string[]>(store, `SELECT ${columns} FROM search_text WHERE article_number = ?`)
          .raw()
          .get(number)
        if (old)
          statement(
            store,
            `INSERT INTO search_index (search_index, rowid, ${columns}) VALUES ('delete', ?, ${places})`
          ).run(number, ...old)
        statement(store, `INSERT OR REPLACE INTO search_text (article_number, ${columns}) VALUES (?, ${places})`).run(
          number,
          ...values
        )
        statement(store, `INSERT INTO search_index (rowid, ${columns}) VALUES (?, ${places})`).run(number, ...values)
        statement(store, 'DELETE FROM search_waiting WHERE article_number = ?').run(number)
      }
      return done
    })
    .immediate()
}

/** Control characters are nobody's words, and search marks its hits with them. */
function valuesOf(text: SearchText): string[] {
  // eslint-disable-next-line no-control-regex
  return searchFields.map((field) => (text[field] ?? '').replace(/[\u0000-\u0008]/g, ' '))
}
