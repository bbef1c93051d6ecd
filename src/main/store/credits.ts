import type { Article, Credit, CreditRole } from '#shared/article/article.ts'
import { namesInCreditLine } from '#shared/article/credit-line.ts'
import type { ShotRow, WorkRow } from '#shared/contract/people.ts'
import { creditOf, figuresOf } from '#shared/document/text.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

type CreditRow = [role: string, personId: string | null, name: string]
type ShotColumns = [media: string, fileName: string, name: string]

/**
 * Notes who is credited in this text and whom its pictures name; a save that changes neither writes nothing. The
 * caller wraps it in the write that stores the words.
 */
export function writeCredits(store: Store, articleNumber: number, article: Article): void {
  replace(store, articleNumber, 'credit', 'role, person_id, name', creditsOf(article))
  replace(store, articleNumber, 'shot', 'media, file_name, name', shotsOf(article))
}

function replace(
  store: Store,
  articleNumber: number,
  table: 'credit' | 'shot',
  columns: string,
  rows: unknown[][]
): void {
  const stored = statement<unknown[]>(store, `SELECT ${columns} FROM ${table} WHERE article_number = ? ORDER BY rowid`)
    .raw()
    .all(articleNumber)
  if (JSON.stringify(stored) === JSON.stringify(rows)) return
  statement(store, `DELETE FROM ${table} WHERE article_number = ?`).run(articleNumber)
  const put = statement(store, `INSERT INTO ${table} (article_number, ${columns}) VALUES (?, ?, ?, ?)`)
  for (const row of rows) put.run(articleNumber, ...row)
}

/** A damaged article may have anything where its credits should be: then it credits nobody. */
function creditsOf(article: Article): CreditRow[] {
  const credits: (Partial<Credit> | null)[] = Array.isArray(article?.meta?.credits) ? article.meta.credits : []
  return credits.flatMap((credit): CreditRow[] => {
    const name = credit?.profile?.name
    return typeof credit?.role === 'string' && typeof name === 'string'
      ? [[credit.role, credit.personId ?? null, name.trim()]]
      : []
  })
}

function shotsOf(article: Article): ShotColumns[] {
  const figures = article?.body?.type === 'doc' ? figuresOf(article.body) : []
  return figures.flatMap((figure) => {
    const { media, fileName, creator } = figure.attrs ?? {}
    if (typeof media !== 'string') return []
    const named = new Set([...namesInCreditLine(String(creator ?? '')), ...namesInCreditLine(creditOf(figure))])
    return [...named].map((name): ShotColumns => [media, String(fileName ?? ''), name])
  })
}

/** Reads up to `limit` articles that were stored before credits were noted; gives how many are left. */
export function gatherCredits(store: Store, limit: number): number {
  const due = statement<{ number: number; article: string }>(
    store,
    'SELECT article_number AS number, article FROM credit_due JOIN working USING (article_number) LIMIT ?'
  ).all(limit)
  for (const { number, article } of due) {
    const parsed = parse(article)
    if (parsed) writeCredits(store, number, parsed)
    statement(store, 'DELETE FROM credit_due WHERE article_number = ?').run(number)
  }
  return due.length < limit ? 0 : (statement<number>(store, 'SELECT count(*) FROM credit_due').pluck().get() ?? 0)
}

function parse(text: string): Article | null {
  try {
    return JSON.parse(text) as Article
  } catch {
    return null
  }
}

/** Whose credits are meant: every id of the person, and the names that count where a credit is linked to no record. */
export interface Credited {
  ids: string[]
  names: string[]
}

/**
 * One page of the articles that credit somebody, last started first. Every id and name gives its newest rows out of an
 * index, which are then put together, so that a page costs the same wherever it is.
 */
export function listWorks(
  store: Store,
  who: Credited,
  after: number | undefined,
  limit: number
): { rows: WorkRow[]; next: number | null } {
  const arms = armsOf(who)
  const before = after ?? Number.MAX_SAFE_INTEGER
  const numbers = statement<number>(
    store,
    `SELECT DISTINCT article_number FROM (${arms
      .map(
        ({ where }) =>
          `SELECT * FROM (SELECT DISTINCT article_number FROM credit WHERE ${where} AND article_number < ? ORDER BY article_number DESC LIMIT ?)`
      )
      .join(' UNION ALL ')}) ORDER BY article_number DESC LIMIT ?`
  )
    .pluck()
    .all(...arms.flatMap(({ value }) => [value, BigInt(before), limit + 1]), limit + 1)
  const page = numbers.slice(0, limit)
  return {
    rows: page.map((number) => workOf(store, number, who)),
    next: numbers.length > limit ? (page.at(-1) ?? null) : null
  }
}

export function countWorks(store: Store, who: Credited): number {
  const arms = armsOf(who)
  return (
    statement<number>(
      store,
      `SELECT count(*) FROM (${arms.map(({ where }) => `SELECT article_number FROM credit WHERE ${where}`).join(' UNION ')})`
    )
      .pluck()
      .get(...arms.map(({ value }) => value)) ?? 0
  )
}

function armsOf({ ids, names }: Credited): { where: string; value: string }[] {
  return [
    ...ids.map((value) => ({ where: 'person_id = ?', value })),
    ...names.map((value) => ({ where: 'person_id IS NULL AND name = ?', value }))
  ]
}

function workOf(store: Store, number: number, { ids, names }: Credited): WorkRow {
  const article = statement<Omit<WorkRow, 'roles' | 'linked'>>(
    store,
    `SELECT id AS articleId, slugline, headline, state, desk,
       coalesce((SELECT at FROM event WHERE article_id = article.id AND type = 'created' ORDER BY id LIMIT 1), updated_at) AS startedAt
     FROM article WHERE number = ?`
  ).get(number)
  if (!article) throw new Error(`A credit names the article ${number}, which is not there.`)
  const credits = statement<{ role: CreditRole; personId: string | null; name: string }>(
    store,
    'SELECT role, person_id AS personId, name FROM credit WHERE article_number = ? ORDER BY rowid'
  ).all(number)
  const folded = new Set(names.map(lower))
  const theirs = credits.filter(({ personId, name }) =>
    personId === null ? folded.has(lower(name)) : ids.includes(personId)
  )
  return {
    ...article,
    roles: [...new Set(theirs.map(({ role }) => role))],
    linked: theirs.some(({ personId }) => personId !== null)
  }
}

/** As SQLite's NOCASE has it: the 26 letters alone. */
function lower(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/**
 * The pictures whose creator or credit has one of these names, each once, the newest article's first. An agency may
 * have made every second picture, so no more rows are read than it takes to find `limit` of them.
 */
export function listShots(store: Store, names: string[], limit: number): { rows: ShotRow[]; total: number } {
  const found = new Map<string, { number: number; fileName: string }>()
  for (const name of names)
    for (const { media, ...shot } of newestShots(store, name, limit)) {
      const known = found.get(media)
      if (!known || known.number < shot.number) found.set(media, shot)
    }
  const rows = [...found]
    .toSorted(([a, one], [b, other]) => other.number - one.number || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([hash, { number, fileName }]) => {
      const article = statement<Pick<ShotRow, 'articleId' | 'headline'>>(
        store,
        'SELECT id AS articleId, headline FROM article WHERE number = ?'
      ).get(number)
      if (!article) throw new Error(`A picture names the article ${number}, which is not there.`)
      return { hash, fileName, ...article }
    })
  return { rows, total: countShots(store, names) }
}

function newestShots(store: Store, name: string, limit: number): { media: string; fileName: string; number: number }[] {
  const newest = new Map<string, { media: string; fileName: string; number: number }>()
  const rows = statement<{ media: string; fileName: string; number: number }>(
    store,
    'SELECT media, file_name AS fileName, article_number AS number FROM shot WHERE name = ? ORDER BY article_number DESC'
  ).iterate(name)
  for (const row of rows) {
    if (!newest.has(row.media)) newest.set(row.media, row)
    if (newest.size === limit) break
  }
  return [...newest.values()]
}

function countShots(store: Store, names: string[]): number {
  if (names.length === 0) return 0
  const each = names.map(() => 'SELECT media FROM shot WHERE name = ?').join(' UNION ')
  return (
    statement<number>(
      store,
      names.length === 1 ? 'SELECT count(DISTINCT media) FROM shot WHERE name = ?' : `SELECT count(*) FROM (${each})`
    )
      .pluck()
      .get(...names) ?? 0
  )
}
