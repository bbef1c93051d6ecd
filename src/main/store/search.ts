import { states as allStates } from '#shared/article/workflow.ts'
import { typingCap, type Age, type ArticleList, type ArticleRow, type Due } from '#shared/contract/articles.ts'
import {
  conditionOf,
  countListed,
  listArticles,
  plainRow,
  rowColumns,
  rowJoins,
  shortOf,
  statesOf,
  type Condition,
  type ListFilter,
  type ListQuery,
  type ListRow
} from './lists.ts'
import { listDesks } from './desks.ts'
import type { Store } from './open.ts'
import { ageLimit, dueLimit, fold } from './search-fields.ts'
import { readSearch, type ReadSearch } from './search-query.ts'
import { bestPart, hasAll, marksIn, type Sought } from './search-marks.ts'
import { statement } from './statement.ts'
import { listSources } from './wire-items.ts'

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

/** Titles that are read together while the best hits are looked for. */
const titlesAtOnce = 200

interface HitRow extends ListRow {
  number: number
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
  const hits = whole
    ? allRanked(store, read.match, filter, at > 0)
    : newestRanked(store, read, read.match, filter, at + limit)
  const numbers = hits.numbers.slice(at, at + limit)
  return {
    rows: hitRows(store, read.sought, numbers),
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
  const { deskNames, sourceNames, from, until, ...rest } = narrowing
  const named = (name: string) =>
    name === 'none'
      ? ['']
      : listDesks(store)
          .filter((desk) => fold(desk.name).startsWith(name))
          .map(({ id }) => id)
  const agencies = (name: string) =>
    name === 'none' ? [''] : listSources(store).filter((source) => fold(source).startsWith(name))
  return {
    ...filter,
    ...rest,
    ...(from !== undefined && { from: filter.from !== undefined && filter.from > from ? filter.from : from }),
    ...(until !== undefined && { until }),
    ...(deskNames && { desks: deskNames.flatMap(named) }),
    ...(sourceNames && { sources: sourceNames.flatMap(agencies) })
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

function newestRanked(store: Store, { sought }: ReadSearch, match: string, filter: ListFilter, most: number): Hits {
  const found = newestHits(store, match, filter)
  const newest = found.slice(0, typingCap)
  if (newest.length === 0) return { numbers: [], capped: false }
  const capped = found.length > typingCap
  return { numbers: capped ? byHeadline(store, sought, newest, most) : byRank(store, match, newest), capped }
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
 * common ones: bm25 gives every one of them the same small weight, and reads the whole index to find that out. Titles are
 * read until the first `most` are known: the index, asked for the words in them, goes through all it has. What follows may
 * still hold some of the former.
 */
function byHeadline(store: Store, sought: Sought[], numbers: number[], most: number): number[] {
  const named = new Set<number>()
  const titles = statement<{ number: number; headline: string; slugline: string }>(
    store,
    'SELECT number, headline, slugline FROM article WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number DESC'
  )
  for (let from = 0; from < numbers.length && named.size < most; from += titlesAtOnce)
    for (const { number, headline, slugline } of titles.all(JSON.stringify(numbers.slice(from, from + titlesAtOnce))))
      if (hasAll([headline, slugline], sought)) named.add(number)
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
  if (countListed(store, filter) > shortList) {
    const others = othersOf(store, filter)
    if (others)
      return {
        from: 'FROM search_index',
        sql: '+search_index.rowid NOT IN (SELECT value FROM json_each(?))',
        values: [JSON.stringify(others)]
      }
    return { from: 'FROM search_index JOIN article ON article.number = search_index.rowid', ...condition }
  }
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

/** The numbers that a filter by states alone leaves out, where they are few: no row need be opened for the many others. */
function othersOf(store: Store, { view, states, accountId, ...narrowed }: ListFilter): number[] | null {
  const asked = statesOf({ view, states, accountId })
  const left = allStates.filter((state) => !asked.includes(state))
  if (
    view === 'mine' ||
    shortOf({ view, states, accountId }) !== null ||
    Object.values(narrowed).some((value) => value !== undefined)
  )
    return null
  if (left.length > 0 && countListed(store, { view: 'all', states: left, accountId }) > shortList) return null
  return statement<number>(store, `SELECT number FROM article WHERE state IN (${left.map(() => '?').join(', ')})`)
    .pluck()
    .all(...left)
}

/** The hits with their words marked: only what is shown is read, and marked in its own text. */
function hitRows(store: Store, sought: Sought[], numbers: number[]): ArticleRow[] {
  if (numbers.length === 0) return []
  const rows = statement<HitRow>(
    store,
    `SELECT article.number, ${rowColumns}, search_text.standfirst, search_text.copy, search_text.captions
     FROM article JOIN search_text ON search_text.article_number = article.number ${rowJoins}
     WHERE article.number IN (SELECT value FROM json_each(?))`
  ).all(JSON.stringify(numbers))
  const found = new Map(rows.map((row) => [row.number, row]))
  return numbers.flatMap((number) => {
    const row = found.get(number)
    return row ? [markedRow(row, sought)] : []
  })
}

/** Where a page of hits begins. A place in a list that is not ranked is none among them: they begin at the first. */
function placeOf(after: string | undefined): number {
  if (after?.includes(' ') && !after.startsWith('ranked ')) return 0
  const [, at] = /^ranked (\d{1,15})$/.exec(after ?? 'ranked 0') ?? []
  if (at === undefined) throw new RangeError(`No search has a next page “${after}”.`)
  return Number(at)
}

function markedRow({ number: _number, standfirst, copy, captions, ...row }: HitRow, sought: Sought[]): ArticleRow {
  const best = [standfirst, copy, captions]
    .map((text) => ({ ...bestPart(text, marksIn(text, sought)), inCaption: text === captions }))
    .reduce((one, other) => (other.weight > one.weight ? other : one))
  return {
    ...plainRow(row),
    headlineMarks: marksIn(row.headline, sought).map(({ start, end }) => [start, end]),
    ...(best.weight > 0 && {
      snippet: best.text.replace(/\n/g, ' '),
      snippetMarks: best.marks,
      snippetInCaption: best.inCaption
    })
  }
}
