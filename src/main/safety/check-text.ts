import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import type { BackupDamage } from '#shared/contract/backups.ts'
import { readWorking } from '../store/articles.ts'
import { DamagedError } from '../store/failure.ts'
import type { Store } from '../store/open.ts'
import { listRevisions, readRevision } from '../store/revisions.ts'
import { checkSeals } from '../store/seals.ts'
import { statement } from '../store/statement.ts'

/** Something that is not what was stored: the hash that was taken of it does not hold any more. */
export interface DamagedText {
  kind: Exclude<BackupDamage['kind'], 'picture'>
  /** Null where an entry of the record is gone that would name it. */
  articleId: string | null
  name: string
}

/** Reads the present text and every version of one article and holds each against its hash. */
export function checkText(store: Store, articleId: string): DamagedText[] {
  const name = nameOf(store, articleId)
  const damaged: DamagedText[] = []
  if (!isSound(() => presentHolds(store, articleId))) damaged.push({ kind: 'text', articleId, name })
  const versions = attempt(() => listRevisions(store, articleId).map(({ id }) => id))
  if (versions === null) damaged.push({ kind: 'version', articleId, name })
  for (const id of versions ?? [])
    if (!isSound(() => readRevision(store, id).ok)) damaged.push({ kind: 'version', articleId, name })
  return damaged
}

/** Holds the next part of the record against its seals. */
export function checkRecord(store: Store, after: number): { damaged: DamagedText[]; next: number | null } {
  const { broken, next } = checkSeals(store, after)
  const damaged = broken.map(({ kind, articleId }) => ({
    kind,
    articleId,
    name: articleId === null ? '' : nameOf(store, articleId)
  }))
  return { damaged, next }
}

/** The ids of articles whose number is above `after`, in order. */
export function articlesAfter(store: Store, after: number, limit: number): { number: number; id: string }[] {
  return statement<{ number: number; id: string }>(
    store,
    'SELECT number, id FROM article WHERE number > ? ORDER BY number LIMIT ?'
  ).all(after, limit)
}

export function presentHolds(store: Store, articleId: string): boolean {
  const working = readWorking(store, articleId)
  return working !== null && articleHash(working.schemaVersion, working.article as Article) === working.articleHash
}

function nameOf(store: Store, articleId: string): string {
  const row = attempt(() =>
    statement<{ slugline: string; headline: string }>(store, 'SELECT slugline, headline FROM article WHERE id = ?').get(
      articleId
    )
  )
  return row?.slugline || row?.headline || 'An article without a name'
}

function isSound(holds: () => boolean): boolean {
  return attempt(holds) === true
}

/** Null where SQLite, or the text itself, says that it is damaged; other failures are not about the text. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof DamagedError || isCorrupt(error) || error instanceof SyntaxError) return null
    throw error
  }
}

export function isCorrupt(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)
}
