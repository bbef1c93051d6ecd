import type { State } from '#shared/article/workflow.ts'
import { views, type ArticleCounts, type ArticleList, type ArticleRow, type View } from '#shared/contract/articles.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** Which articles a list is of. Search takes the same. */
export interface ListFilter {
  view: View
  /** Team id. */
  desk?: string | undefined
  /** Account id. */
  author?: string | undefined
  /** Who asks: whose articles `mine` are. */
  accountId: string
}

export interface ListQuery extends ListFilter {
  /** The `next` of the page before. */
  after?: string | undefined
  limit: number
}

/** Conditions of an SQL query, with their values. */
export interface Condition {
  sql: string
  values: unknown[]
}

/** A list's row as the tables have it: the words that search marks are added by whoever asks. */
export type ListRow = Omit<ArticleRow, 'stale' | 'headlineMarks' | 'snippetMarks' | 'snippetInCaption'> & {
  stale: number
}

export const rowColumns = `article.id, article.slugline, article.headline, article.snippet, article.byline, article.desk, article.state,
  article.stale, article.words, article.updated_at AS updatedAt, person.name AS ownerName`
export const rowJoins = 'JOIN account ON account.id = article.owner_id JOIN person ON person.id = account.person_id'

const working: State[] = ['draft', 'in_review', 'changes_requested', 'approved']

const statesOf: Record<View, State[]> = {
  mine: working,
  review: ['in_review'],
  working,
  approved: ['approved'],
  published: ['published'],
  spiked: ['spiked'],
  all: [...working, 'published']
}

const authorsShown = 50

/**
 * One page, last stored first. Every state's newest rows come out of an index in order and are then merged, so that a
 * page costs the same wherever it is and however many articles there are.
 */
export function listArticles(store: Store, { after, limit, ...filter }: ListQuery): ArticleList {
  const place = after === undefined ? null : placeOf(after)
  const arms = statesOf[filter.view].map((state): Condition => {
    const narrowed = narrowing(filter)
    return {
      sql: `SELECT * FROM (SELECT number, updated_at, id FROM article WHERE state = ?${narrowed.sql}
        ${place ? 'AND (updated_at, id) < (?, ?)' : ''} ORDER BY updated_at DESC, id DESC LIMIT ?)`,
      values: [state, ...narrowed.values, ...(place ?? []), limit + 1]
    }
  })
  const rows = statement<ListRow>(
    store,
    `WITH page AS MATERIALIZED (SELECT * FROM (${arms.map((arm) => arm.sql).join(' UNION ALL ')}) ORDER BY updated_at DESC, id DESC LIMIT ?)
     SELECT ${rowColumns} FROM page JOIN article USING (number) ${rowJoins} ORDER BY page.updated_at DESC, page.id DESC`
  ).all(...arms.flatMap((arm) => arm.values), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(plainRow),
    total: countListed(store, filter),
    next: rows.length > limit && last ? `${last.updatedAt} ${last.id}` : null
  }
}

/** How many articles the filters leave. */
export function countListed(store: Store, filter: ListFilter): number {
  const { sql, values } = conditionOf(filter)
  return sumOf(store, `SELECT sum(articles) FROM tally AS article WHERE ${sql}`, values)
}

/** Every article, spiked ones too. */
export function articleTotal(store: Store): number {
  return sumOf(store, 'SELECT sum(articles) FROM tally', [])
}

/** The numbers beside views, desks and authors; desks and authors count what is being worked on. */
export function countArticles(store: Store, accountId: string): ArticleCounts {
  const counted = views.map((view) => [view, countListed(store, { view, accountId })])
  const inWork = conditionOf({ view: 'working', accountId })
  return {
    views: Object.fromEntries(counted) as Record<View, number>,
    desks: statement<ArticleCounts['desks'][number]>(
      store,
      `SELECT desk.id, desk.name, coalesce(sum(articles), 0) AS count FROM desk LEFT JOIN tally AS article ON article.desk = desk.id AND ${inWork.sql}
       GROUP BY desk.id ORDER BY desk.name COLLATE NOCASE, desk.id`
    ).all(...inWork.values),
    authors: statement<ArticleCounts['authors'][number]>(
      store,
      `SELECT account.id, person.name, sum(articles) AS count FROM tally AS article ${rowJoins} WHERE ${inWork.sql}
       GROUP BY account.id HAVING count > 0 ORDER BY count DESC, person.folded_name, account.id LIMIT ${authorsShown}`
    ).all(...inWork.values)
  }
}

/** The filters as a condition on `article`, which has state, desk and owner_id. */
export function conditionOf(filter: ListFilter): Condition {
  const states = statesOf[filter.view]
  const narrowed = narrowing(filter)
  return {
    sql: `article.state IN (${states.map(() => '?').join(', ')})${narrowed.sql}`,
    values: [...states, ...narrowed.values]
  }
}

function narrowing({ view, desk, author, accountId }: ListFilter): Condition {
  const parts: [string, string][] = []
  if (view === 'mine') parts.push([' AND article.owner_id = ?', accountId])
  if (author !== undefined) parts.push([' AND article.owner_id = ?', author])
  if (desk !== undefined) parts.push([' AND article.desk = ?', desk])
  return { sql: parts.map(([sql]) => sql).join(''), values: parts.map(([, value]) => value) }
}

/** A row without marks. */
export function plainRow(row: ListRow): ArticleRow {
  return { ...row, stale: row.stale === 1, headlineMarks: [], snippetMarks: [], snippetInCaption: false }
}

function placeOf(after: string): [string, string] {
  const [updatedAt, id, ...rest] = after.split(' ')
  if (!updatedAt || !id || rest.length > 0) throw new RangeError(`No list has a next page “${after}”.`)
  return [updatedAt, id]
}

function sumOf(store: Store, sql: string, values: unknown[]): number {
  return (
    statement<number | null>(store, sql)
      .pluck()
      .get(...values) ?? 0
  )
}
