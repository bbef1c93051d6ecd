import { typingCap, type Age, type ArticleList, type ArticleRow, type Due } from '#shared/contract/articles.ts'
import {
  conditionOf,
  countListed,
  listArticles,
  plainRow,
  rowColumns,
  rowJoins,
  type Condition,
  type ListFilter,
  type ListQuery,
  type ListRow
} from './lists.ts'
import { listDesks } from './desks.ts'
import type { Store } from './open.ts'
import { ageLimit, dueLimit, fold } from './search-fields.ts'
import { readSearch, type ReadSearch } from './search-query.ts'
import { searchFields } from './search-text.ts'
import { statement } from './statement.ts'

export { indexDirty } from './search-text.ts'

export interface SearchQuery extends ListQuery {
  /** What was typed. */
  query: string
  /** Every hit by relevance; else only the newest are looked at. */
  whole?: boolean | undefined
  /** Days are of this computer's calendar as it is now. */
  now?: Date
}

/** Beside a list of at most so many articles, hits are held against the list; else each hit is looked up. */
const shortList = 5000
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

/** The filters with their days made instants of this computer's calendar. */
export function datedFilter<Filter extends object>(
  { age, due, ...filter }: Filter & { age?: Age | undefined; due?: Due | undefined },
  now: Date
): Omit<Filter, 'age' | 'due'> & Pick<ListFilter, 'from' | 'dueBefore'> {
  return {
    ...filter,
    ...(age && { from: ageLimit(age, now) }),
    ...(due && { dueBefore: dueLimit(due, now) ?? now.toISOString() })
  }
}

/**
 * One page of what was searched for. While somebody types, the newest 2,000 hits come, ranked, the headline weighing
 * most; `capped` says that there are more. With `whole` every hit comes by its rank.
 */
export function searchArticles(
  store: Store,
  { query, whole = false, now = new Date(), after, limit, ...asked }: SearchQuery
): ArticleList {
  const read = readSearch(query, now)
  const filter = narrowed(store, asked, read)
  if (read.asks === 'nothing') return { rows: [], total: 0, next: null }
  if (read.match === null) return listArticles(store, { ...filter, after, limit })
  const at = placeOf(after)
  const hits = whole ? allRanked(store, read.match, filter, at > 0) : newestRanked(store, read.match, filter)
  const numbers = hits.numbers.slice(at, at + limit)
  return {
    rows: hitRows(store, read.match, numbers),
    total: hits.numbers.length,
    ...(hits.capped && { capped: true }),
    next: at + limit < hits.numbers.length ? `ranked ${at + limit}` : null
  }
}

/** How many articles a search finds, counted no further than while somebody types. */
export function countFound(
  store: Store,
  { query, now = new Date(), ...asked }: Omit<SearchQuery, 'limit' | 'after' | 'whole'>
): { count: number; capped: boolean } {
  const read = readSearch(query, now)
  const filter = narrowed(store, asked, read)
  if (read.match === null)
    return { count: read.asks === 'nothing' && query.trim() !== '' ? 0 : countListed(store, filter), capped: false }
  const found = newestHits(store, read.match, filter).length
  return { count: Math.min(found, typingCap), capped: found > typingCap }
}

function narrowed<Filter extends ListFilter>(store: Store, filter: Filter, { narrowing }: ReadSearch): Filter {
  const { deskNames, from, until, ...rest } = narrowing
  const named = (name: string) =>
    name === 'none'
      ? ['']
      : listDesks(store)
          .filter((desk) => fold(desk.name).startsWith(name))
          .map(({ id }) => id)
  return {
    ...filter,
    ...rest,
    ...(from !== undefined && { from: filter.from !== undefined && filter.from > from ? filter.from : from }),
    ...(until !== undefined && { until }),
    ...(deskNames && { desks: deskNames.flatMap(named) })
  }
}

interface Hits {
  numbers: number[]
  capped: boolean
}

/** The numbers of the newest hits that pass the filters, one more than are ranked where there are so many. */
function newestHits(store: Store, match: string, filter: ListFilter): number[] {
  const { from, sql, values } = hitsOf(store, filter)
  return statement<number>(
    store,
    `SELECT search_index.rowid ${from} WHERE search_index MATCH ? AND ${sql} ORDER BY search_index.rowid DESC LIMIT ${typingCap + 1}`
  )
    .pluck()
    .all(match, ...values)
}

function newestRanked(store: Store, match: string, filter: ListFilter): Hits {
  const found = newestHits(store, match, filter)
  const newest = found.slice(0, typingCap)
  if (newest.length === 0) return { numbers: [], capped: false }
  const capped = found.length > typingCap
  return { numbers: capped ? byHeadline(store, match, newest) : byRank(store, match, newest), capped }
}

function byRank(store: Store, match: string, numbers: number[]): number[] {
  return statement<number>(
    store,
    `SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ? AND +rowid IN (SELECT value FROM json_each(?))
     ORDER BY rank, rowid DESC`
  )
    .pluck()
    .all(match, numbers.at(-1), JSON.stringify(numbers))
}

/**
 * Those that have it all in headline or slugline, then the others, each the newest first. Words with so many hits are
 * common ones: bm25 gives every one of them the same small weight, and reads the whole index to find that out.
 */
function byHeadline(store: Store, match: string, numbers: number[]): number[] {
  const named = new Set(
    statement<number>(store, 'SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid >= ?')
      .pluck()
      .all(`{headline slugline} : (${match})`, numbers.at(-1))
  )
  return [...numbers.filter((number) => named.has(number)), ...numbers.filter((number) => !named.has(number))]
}

const rankedBefore = new WeakMap<Store, { key: string; numbers: number[] }>()

/** Every hit by rank. The order is kept for the pages that follow, so that no hit comes twice or is passed over. */
function allRanked(store: Store, match: string, filter: ListFilter, follows: boolean): Hits {
  const key = JSON.stringify([match, filter])
  const kept = rankedBefore.get(store)
  if (follows && kept?.key === key) return { numbers: kept.numbers, capped: false }
  const { from, sql, values } = hitsOf(store, filter)
  const numbers = statement<number>(
    store,
    `SELECT search_index.rowid ${from} WHERE search_index MATCH ? AND ${sql} ORDER BY rank, search_index.rowid DESC`
  )
    .pluck()
    .all(match, ...values)
  rankedBefore.set(store, { key, numbers })
  return { numbers, capped: false }
}

/**
 * Where hits are looked for. A word that is in every article has 100,000 hits: beside a short list it is held against the
 * numbers of that list, between the first and the last of them, and no row is opened for the others.
 */
function hitsOf(store: Store, filter: ListFilter): Condition & { from: string } {
  const condition = conditionOf(store, filter)
  if (countListed(store, filter) > shortList)
    return { from: 'FROM search_index JOIN article ON article.number = search_index.rowid', ...condition }
  const listed = statement<number>(store, `SELECT number FROM article WHERE ${condition.sql}`)
    .pluck()
    .all(...condition.values)
  const [first, last] = listed.reduce(
    ([least, most], number) => [Math.min(least, number), Math.max(most, number)],
    [Number.MAX_SAFE_INTEGER, 0]
  )
  return {
    from: 'FROM search_index',
    sql: 'search_index.rowid BETWEEN ? AND ? AND +search_index.rowid IN (SELECT value FROM json_each(?))',
    values: [BigInt(first), last, JSON.stringify(listed)]
  }
}

const column = (field: (typeof searchFields)[number]) => searchFields.indexOf(field)
const snippetOf = (field: 'standfirst' | 'copy' | 'captions') =>
  `snippet(search_index, ${column(field)}, '${open}', '${close}', '…', ${snippetWords}) AS ${field}`

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
  // What was found when the first page was asked for may have other words by now.
  return numbers.flatMap((number) => {
    const row = found.get(number)
    return row ? [markedRow(row)] : []
  })
}

function placeOf(after: string | undefined): number {
  const [, at] = /^ranked (\d{1,15})$/.exec(after ?? 'ranked 0') ?? []
  if (at === undefined) throw new RangeError(`No search has a next page “${after}”.`)
  return Number(at)
}

/** The row with its hits marked. The headline in the lists may be newer than the one in the index: then it has no marks. */
function markedRow({ number: _number, markedHeadline, standfirst, copy, captions, ...row }: HitRow): ArticleRow {
  const headline = readMarks(markedHeadline)
  const best = [standfirst, copy, captions]
    .map(readMarks)
    .reduce((one, other) => (other.marks.length > one.marks.length ? other : one))
  const shown = fromFirstMark({ text: best.text.replace(/\n/g, ' '), marks: best.marks })
  return {
    ...plainRow(row),
    headlineMarks: headline.text === row.headline ? headline.marks : [],
    ...(best.marks.length > 0 && {
      snippet: shown.text,
      snippetMarks: shown.marks,
      snippetInCaption: best.text === readMarks(captions).text
    })
  }
}

/** Units before the first mark: a row is one line, and what it was found by must be in sight. */
const lead = 28

function fromFirstMark({ text, marks }: Marked): Marked {
  const first = marks[0]?.[0] ?? 0
  const cut = first > lead + 12 ? text.indexOf(' ', first - lead) + 1 : 0
  if (cut === 0 || cut > first) return { text, marks }
  return { text: `… ${text.slice(cut)}`, marks: marks.map(([start, end]) => [start - cut + 2, end - cut + 2]) }
}

interface Marked {
  text: string
  marks: [number, number][]
}

/** Text with its marks taken out of it, as runs. */
function readMarks(marked: string): Marked {
  const marks: [number, number][] = []
  let text = ''
  for (const part of marked.split(open)) {
    const end = part.indexOf(close)
    if (end > 0) marks.push([text.length, text.length + end])
    text += part.replace(close, '')
  }
  return { text, marks }
}
