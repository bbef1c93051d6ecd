import { approvalsOf, foldEvents } from '#shared/article/standing.ts'
import type { ArticleList, ArticleRow } from '#shared/contract/articles.ts'
import { readHash } from '../store/articles.ts'
import { listEvents } from '../store/events.ts'
import type { Store } from '../store/open.ts'
import { readSettings } from '../store/settings.ts'

/**
 * A page whose approved articles say what is missing where the desk asks for more than one approval. The record of those
 * few is read; a desk that asks for one pays nothing.
 */
export function withApprovals(store: Store, list: ArticleList): ArticleList {
  const needed = readSettings(store).approvalsNeeded
  if (needed < 2) return list
  const rowOf = (row: ArticleRow): ArticleRow => {
    if (row.state !== 'approved' || row.stale) return row
    const given = approvalsOf(foldEvents(listEvents(store, row.id)), readHash(store, row.id)).length
    return given < needed ? { ...row, approvals: { given, needed } } : row
  }
  return { ...list, rows: list.rows.map(rowOf) }
}
