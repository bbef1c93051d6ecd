import type { WireStatus } from '#shared/article/wire.ts'
import type { State } from '#shared/article/workflow.ts'
import { views, type ArticleCounts, type ArticleList, type ArticleRow, type View } from '#shared/contract/articles.ts'
import type { Store } from './open.ts'
import { partsOf } from './parts.ts'
import { readApprovalsNeeded } from './settings.ts'
import { statement } from './statement.ts'

/** Which articles a list is of. Search takes the same. */
export interface ListFilter {
  view: View
  /** Takes the place of the view's states; `mine` stays mine. */
  states?: State[] | undefined
  /** Team id. */
  desk?: string | undefined
  /** Team ids, any of them; the empty one is no desk. */
  desks?: string[] | undefined
  /** Account id. */
  author?: string | undefined
  /** Account id, or `nobody`. */
  assignee?: string | undefined
  /** Stored at this instant or later, and before this one (UTC). */
  from?: string | undefined
  until?: string | undefined
  /** Due before this instant (UTC), and still in the works. */
  dueBefore?: string | undefined
  /** Has a picture without a credit. */
  uncredited?: boolean | undefined
  /** Names of agencies, any of them sent it; the empty one is what no agency sent. */
  sources?: string[] | undefined
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
export type ListRow = Omit<
  ArticleRow,
  | 'stale'
  | 'approvals'
  | 'killed'
  | 'corrected'
  | 'embargo'
  | 'wire'
  | 'headlineMarks'
  | 'snippetMarks'
  | 'snippetInCaption'
> & {
  stale: number
  killed: number
  corrected: number
  embargoAt: string | null
  embargoZone: string | null
  wireSource: string | null
  wireStatus: WireStatus | null
  wireNewer: number
}

export const rowColumns = `article.id, article.slugline, article.headline, article.snippet, article.byline, article.desk, article.state,
  article.stale, article.words, article.commissioned, article.updated_at AS updatedAt, person.name AS ownerName, article.assignee,
  assigned_person.name AS assigneeName, article.due_at AS dueAt,
  article.killed, article.corrected, article.embargo_at AS embargoAt, article.embargo_zone AS embargoZone,
  wire_item.source AS wireSource, wire_item.status AS wireStatus, wire_item.newer IS NOT NULL AS wireNewer`
const ownerJoins = 'JOIN account ON account.id = article.owner_id JOIN person ON person.id = account.person_id'
export const rowJoins = `${ownerJoins} LEFT JOIN account AS assigned ON assigned.id = article.assignee
  LEFT JOIN person AS assigned_person ON assigned_person.id = assigned.person_id
  LEFT JOIN wire_item ON wire_item.article_id = article.id`

const working: State[] = ['draft', 'in_review', 'changes_requested', 'approved']

const statesOfView: Record<View, State[]> = {
  mine: working,
  review: ['in_review'],
  working,
  approved: ['approved'],
  published: ['published'],
  spiked: ['spiked'],
  corrected: [...working, 'published'],
  killed: ['published'],
  all: [...working, 'published']
}

const authorsShown = 50

/**
 * Where what was approved is listed as in review, or not at all, because it lacks approvals of its present text that the
 * desk asks for: it waits for an editor, and release lets none of it go. Null where both are asked for, or neither.
 */
export function shortOf(filter: ListFilter): 'with' | 'without' | null {
  if (filter.view === 'killed') return null
  const states = statesOf(filter)
  const [approved, inReview] = [states.includes('approved'), states.includes('in_review')]
  return approved === inReview ? null : inReview ? 'with' : 'without'
}

/** What goes out is late no more: a due time is about what is still in the works. */
export function statesOf({ view, states, dueBefore }: ListFilter): State[] {
  const asked = states ?? statesOfView[view]
  return dueBefore === undefined ? asked : asked.filter((state) => working.includes(state))
}

/**
 * One page, last stored first. Every state's newest rows come out of an index in order and are then merged, so that a
 * page costs the same wherever it is and however many articles there are.
 */
export function listArticles(store: Store, { after, limit, ...filter }: ListQuery): ArticleList {
  const arms = armsOf(store, filter, after === undefined ? null : placeOf(after), limit + 1)
  if (arms.length === 0) return { rows: [], total: 0, next: null }
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

/** The newest `most` of each state, in order; what is somebody's without being started by them is an arm of its own. */
function armsOf(store: Store, filter: ListFilter, place: [string, string] | null, most: number): Condition[] {
  const states = statesOf(filter)
  const narrowed = shown(store, filter)
  const before = { sql: place ? ' AND (updated_at, id) < (?, ?)' : '', values: place ?? [] }
  const newest = 'ORDER BY updated_at DESC, id DESC LIMIT ?'
  const own =
    filter.view === 'mine' ? { sql: ' AND owner_id = ?', values: [filter.accountId] } : { sql: '', values: [] }
  const arms = states.map((state): Condition => ({
    sql: `SELECT * FROM (SELECT number, updated_at, id FROM article WHERE state = ?${own.sql}${narrowed.sql}${before.sql} ${newest})`,
    values: [state, ...own.values, ...narrowed.values, ...before.values, most]
  }))
  if (shortOf(filter) === 'with') {
    const short = shortCondition(store)
    arms.push({
      sql: `SELECT * FROM (SELECT number, updated_at, id FROM article WHERE ${short.sql}${own.sql}${narrowed.sql}${before.sql} ${newest})`,
      values: [...short.values, ...own.values, ...narrowed.values, ...before.values, most]
    })
  }
  if (filter.view !== 'mine' || states.length === 0) return arms
  const parts = partNumbers(store, filter)
  const others: Condition = {
    sql: `SELECT * FROM (SELECT number, updated_at, id FROM (${parts.sql}) JOIN article USING (number) WHERE 1${narrowed.sql}${before.sql} ${newest})`,
    values: [...parts.values, ...narrowed.values, ...before.values, most]
  }
  return [...arms, others]
}

/** The articles, by number, that somebody else started and that are this account's all the same; each once. */
function partNumbers(store: Store, filter: ListFilter): Condition {
  const states: State[] = [...statesOf(filter), ...(shortOf(filter) === 'with' ? (['approved'] as const) : [])]
  const within = `state IN (${states.map(() => '?').join(', ')})`
  const arms = partsOf(store, filter.accountId).flatMap((who) =>
    ['<', '>'].map((side): Condition => ({
      sql: `SELECT article_number AS number FROM part WHERE who = ? AND owner_id ${side} ? AND ${within}`,
      values: [who, filter.accountId, ...states]
    }))
  )
  return { sql: arms.map(({ sql }) => sql).join(' UNION '), values: arms.flatMap(({ values }) => values) }
}

/** How many articles the filters leave. */
export function countListed(store: Store, filter: ListFilter): number {
  const states = statesOf(filter)
  if (states.length === 0) return 0
  if (filter.view === 'killed') return states.includes('published') ? countKilled(store, filter) : 0
  const started = countStarted(store, filter, states)
  if (filter.view !== 'mine') return started
  const parts = partNumbers(store, filter)
  const narrowed = shown(store, filter)
  const sql =
    narrowed.sql === ''
      ? `SELECT count(*) FROM (${parts.sql})`
      : `SELECT count(*) FROM (${parts.sql}) JOIN article USING (number) WHERE 1${narrowed.sql}`
  return started + sumOf(store, sql, [...parts.values, ...narrowed.values])
}

/** Without those that are somebody's and were started by another. What indexes alone know is counted in them alone. */
function countStarted(store: Store, filter: ListFilter, states: State[]): number {
  const { view } = filter
  const within = { sql: `article.state IN (${states.map(() => '?').join(', ')})`, values: states as unknown[] }
  const own = view === 'mine' ? { sql: ' AND article.owner_id = ?', values: [filter.accountId] } : nothing
  const narrowed = narrowing(filter)
  const count = (...parts: Condition[]) =>
    sumOf(
      store,
      `SELECT count(*) FROM article WHERE ${parts.map(({ sql }) => sql).join('')}`,
      parts.flatMap(({ values }) => values)
    )
  const corrected = view === 'corrected' ? { sql: ' AND article.corrected = 1', values: [] } : nothing
  const killed = { sql: ' AND article.killed = 1', values: [] }
  const short = shortOf(filter)
  const shorts = short === null ? 0 : count(shortCondition(store), own, corrected, narrowed)
  const moved = short === 'with' ? shorts : -shorts
  if (isTallied(filter))
    return (
      moved +
      sumOf(store, `SELECT sum(articles) FROM tally AS article WHERE ${within.sql}${own.sql}${narrowed.sql}`, [
        ...within.values,
        ...own.values,
        ...narrowed.values
      ])
    )
  // Whether it is killed stands in no index beside the others: those few are counted by themselves.
  const out = states.includes('published') ? count(within, own, corrected, narrowed, killed) : 0
  return moved + count(within, own, corrected, narrowed) - out
}

function countKilled(store: Store, filter: ListFilter): number {
  const { sql, values } = narrowing(filter)
  return isTallied(filter)
    ? sumOf(store, `SELECT sum(articles) FROM tally AS article WHERE state = 'killed'${sql}`, values)
    : sumOf(store, `SELECT count(*) FROM article WHERE state = 'published' AND killed = 1${sql}`, values)
}

/** Every article, spiked ones too. */
export function articleTotal(store: Store): number {
  return sumOf(store, 'SELECT sum(articles) FROM tally', [])
}

/** The numbers beside views, desks and authors; desks and authors count what is being worked on. */
export function countArticles(store: Store, accountId: string): ArticleCounts {
  const counted = views.map((view) => [view, countListed(store, { view, accountId })])
  const inWork = `article.state IN (${working.map(() => '?').join(', ')})`
  return {
    views: Object.fromEntries(counted) as Record<View, number>,
    desks: statement<ArticleCounts['desks'][number]>(
      store,
      `SELECT desk.id, desk.name, coalesce(sum(articles), 0) AS count FROM desk LEFT JOIN tally AS article ON article.desk = desk.id AND ${inWork}
       GROUP BY desk.id ORDER BY desk.name COLLATE NOCASE, desk.id`
    ).all(...working),
    authors: statement<ArticleCounts['authors'][number]>(
      store,
      `SELECT account.id, person.name, sum(articles) AS count FROM tally AS article ${ownerJoins} WHERE ${inWork}
       GROUP BY account.id HAVING count > 0 ORDER BY count DESC, person.folded_name, account.id LIMIT ${authorsShown}`
    ).all(...working)
  }
}

/** The filters as a condition on `article`. */
export function conditionOf(store: Store, filter: ListFilter): Condition {
  const states = statesOf(filter)
  const narrowed = shown(store, filter)
  const mine = { sql: '', values: [] as unknown[] }
  if (filter.view === 'mine' && states.length > 0) {
    const parts = partNumbers(store, filter)
    mine.sql = ` AND (article.owner_id = ? OR article.number IN (${parts.sql}))`
    mine.values = [filter.accountId, ...parts.values]
  }
  const within = { sql: `article.state IN (${states.map(() => '?').join(', ')})`, values: states as unknown[] }
  if (shortOf(filter) === 'with') {
    const short = shortCondition(store)
    within.sql = `(${within.sql} OR ${short.sql})`
    within.values = [...within.values, ...short.values]
  }
  return {
    sql: `${within.sql}${mine.sql}${narrowed.sql}`,
    values: [...within.values, ...mine.values, ...narrowed.values]
  }
}

const nothing: Condition = { sql: '', values: [] }

/** What is approved and lacks approvals; in words that the index of approvals is made with. */
function shortCondition(store: Store): Condition {
  return { sql: "article.state = 'approved' AND article.approvals < ?", values: [readApprovalsNeeded(store)] }
}

/** Whether the tally, which knows state, desk and owner, can count it. */
function isTallied({ view, assignee, from, until, dueBefore, uncredited, sources }: ListFilter): boolean {
  const narrows = [assignee, from, until, dueBefore, uncredited, sources]
  return view !== 'corrected' && narrows.every((one) => one === undefined)
}

/** The filters on `article` itself: what was killed stands in its own view alone, and keeps the state it had. */
function shown(store: Store, filter: ListFilter): Condition {
  const { sql, values } = narrowing(filter)
  const short = shortOf(filter)
  const enough =
    short === null
      ? nothing
      : {
          sql: ` AND (article.state <> 'approved' OR article.approvals ${short === 'with' ? '<' : '>='} ?)`,
          values: [readApprovalsNeeded(store)]
        }
  const corrected = filter.view === 'corrected' ? ' AND article.corrected = 1' : ''
  const killed = filter.view === 'killed'
  const out = killed || statesOf(filter).includes('published') ? ` AND article.killed = ${Number(killed)}` : ''
  return { sql: `${corrected}${out}${enough.sql}${sql}`, values: [...enough.values, ...values] }
}

function narrowing({
  desk,
  desks,
  author,
  assignee,
  from,
  until,
  dueBefore,
  uncredited,
  sources
}: ListFilter): Condition {
  const parts: Condition[] = []
  const add = (sql: string, ...values: unknown[]) => parts.push({ sql: ` AND ${sql}`, values })
  if (author !== undefined) add('article.owner_id = ?', author)
  if (desk !== undefined) add('article.desk = ?', desk)
  if (desks !== undefined) add(`article.desk IN (${desks.map(() => '?').join(', ')})`, ...desks)
  if (assignee === 'nobody') add('article.assignee IS NULL')
  else if (assignee !== undefined) add('article.assignee = ?', assignee)
  if (from !== undefined) add('article.updated_at >= ?', from)
  if (until !== undefined) add('article.updated_at < ?', until)
  if (dueBefore !== undefined) add('article.due_at < ?', dueBefore)
  if (uncredited) add("EXISTS (SELECT 1 FROM placement WHERE article_number = article.number AND credit = '')")
  if (sources !== undefined)
    add(
      `coalesce((SELECT source FROM wire_item WHERE article_id = article.id), '') IN (${sources.map(() => '?').join(', ')})`,
      ...sources
    )
  return { sql: parts.map(({ sql }) => sql).join(''), values: parts.flatMap(({ values }) => values) }
}

/** A row without marks. */
export function plainRow({ embargoAt, embargoZone, wireSource, wireStatus, wireNewer, ...row }: ListRow): ArticleRow {
  return {
    ...row,
    stale: row.stale === 1,
    killed: row.killed === 1,
    corrected: row.corrected === 1,
    embargo: embargoAt !== null && embargoZone !== null ? { at: embargoAt, zone: embargoZone } : null,
    wire: wireStatus === null ? null : { source: wireSource ?? '', status: wireStatus, newer: wireNewer === 1 },
    headlineMarks: [],
    snippetMarks: [],
    snippetInCaption: false
  }
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
