import type { ArticleList, ArticleRow } from '#shared/contract/articles.ts'
import { conditionOf, listArticles, plainRow, rowColumns, rowJoins, type ListQuery, type ListRow } from './lists.ts'
import type { Store } from './open.ts'
import { readQuery } from './search-query.ts'
import { searchFields } from './search-text.ts'
import { statement } from './statement.ts'

export { indexDirty } from './search-text.ts'

export interface SearchQuery extends ListQuery {
  /** What was typed. */
  query: string
}

/** Hits that are ranked; older ones follow them, newest first. */
const ranked = 2000
const open = '\u0001'
const close = '\u0002'
const snippetWords = 28

interface HitRow extends ListRow {
  number: number
  markedHeadline: string
  standfirst: string
  copy: string
  captions: string
}

const column = (field: (typeof searchFields)[number]) => searchFields.indexOf(field)
const snippetOf = (field: 'standfirst' | 'copy' | 'captions') =>
  `snippet(search_index, ${column(field)}, '${open}', '${close}', '…', ${snippetWords}) AS ${field}`

/**
 * One page of what was searched for. The newest 2,000 hits come ranked, the headline weighing most; every older hit
 * follows by age. A page's place is `ranked <rows before it>` or `older <number of the last article>`.
 */
export function searchArticles(store: Store, { query, after, limit, ...filter }: SearchQuery): ArticleList {
  const match = readQuery(query)
  if (match === 'too-short') return listArticles(store, { ...filter, after, limit })
  if (match === null) return { rows: [], total: 0, next: null }
  const { sql, values } = conditionOf(filter)
  const hits = `FROM search_index JOIN article ON article.number = search_index.rowid WHERE search_index MATCH ? AND ${sql}`
  const numbers = (rest: string, ...more: number[]) =>
    statement<number>(store, `SELECT search_index.rowid ${hits} ${rest}`)
      .pluck()
      .all(match, ...values, ...more)

  const total =
    statement<number>(store, `SELECT count(*) ${hits}`)
      .pluck()
      .get(match, ...values) ?? 0
  const oldest = total > ranked ? (numbers('ORDER BY search_index.rowid DESC LIMIT 1 OFFSET ?', ranked - 1)[0] ?? 0) : 0
  const [kind, at] = placeOf(after)
  const found =
    kind === 'ranked'
      ? numbers(
          'AND search_index.rowid >= ? ORDER BY rank, search_index.rowid DESC LIMIT ? OFFSET ?',
          oldest,
          limit + 1,
          at
        )
      : numbers('AND search_index.rowid < ? ORDER BY search_index.rowid DESC LIMIT ?', at, limit + 1)
  const page = found.slice(0, limit)
  return { rows: hitRows(store, match, page), total, next: next() }

  function next(): string | null {
    if (found.length > limit) return kind === 'ranked' ? `ranked ${at + limit}` : `older ${page.at(-1)}`
    return kind === 'ranked' && total > ranked ? `older ${oldest}` : null
  }
}

/**
 * The hits with their words marked. Marking is what costs, so only what is shown is marked; and setting a search up costs
 * too, so one passes over the span of the page rather than one for each row (the `+` keeps SQLite from doing just that).
 */
function hitRows(store: Store, match: string, numbers: number[]): ArticleRow[] {
  if (numbers.length === 0) return []
  const rows = statement<HitRow>(
    store,
    `SELECT search_index.rowid AS number, ${rowColumns},
       highlight(search_index, ${column('headline')}, '${open}', '${close}') AS markedHeadline,
       ${snippetOf('standfirst')}, ${snippetOf('copy')}, ${snippetOf('captions')}
     FROM search_index JOIN article ON article.number = search_index.rowid ${rowJoins}
     WHERE search_index MATCH ? AND search_index.rowid BETWEEN ? AND ? AND +search_index.rowid IN (SELECT value FROM json_each(?))`
  ).all(match, Math.min(...numbers), Math.max(...numbers), JSON.stringify(numbers))
  const found = new Map(rows.map((row) => [row.number, row]))
  return numbers.map((number) => {
    const row = found.get(number)
    if (!row) throw new Error(`Hit ${number} vanished between two reads.`)
    return markedRow(row)
  })
}

function placeOf(after: string | undefined): ['ranked' | 'older', number] {
  const [, kind, at] = /^(ranked|older) (\d{1,15})$/.exec(after ?? 'ranked 0') ?? []
  if (kind !== 'ranked' && kind !== 'older') throw new RangeError(`No search has a next page “${after}”.`)
  return [kind, Number(at)]
}

/** The row with its hits marked. The headline in the lists may be newer than the one in the index: then it has no marks. */
function markedRow({ number: _number, markedHeadline, standfirst, copy, captions, ...row }: HitRow): ArticleRow {
  const headline = readMarks(markedHeadline)
  const best = [standfirst, copy, captions]
    .map(readMarks)
    .reduce((one, other) => (other.marks.length > one.marks.length ? other : one))
  return {
    ...plainRow(row),
    headlineMarks: headline.text === row.headline ? headline.marks : [],
    ...(best.marks.length > 0 && {
      snippet: best.text.replace(/\n/g, ' '),
      snippetMarks: best.marks,
      snippetInCaption: best.text === readMarks(captions).text
    })
  }
}

/** Text with its marks taken out of it, as runs. */
function readMarks(marked: string): { text: string; marks: [number, number][] } {
  const marks: [number, number][] = []
  let text = ''
  for (const part of marked.split(open)) {
    const end = part.indexOf(close)
    if (end > 0) marks.push([text.length, text.length + end])
    text += part.replace(close, '')
  }
  return { text, marks }
}
