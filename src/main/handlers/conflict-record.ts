import type { Article } from '#shared/article/article.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import type { ConflictDecision } from '#shared/contract/conflicts.ts'
import type { Conflict } from '#shared/merge/conflict.ts'
import type { BundleArticle } from '../bundles/format.ts'
import { readWorking } from '../store/articles.ts'
import {
  decideConflict,
  insertConflict,
  listConflicts,
  reopenConflict,
  type StoredConflict
} from '../store/conflicts.ts'
import type { Store } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { accountOf, type Context } from './context.ts'

/**
 * Keeps conflicts as the text has them: one of whose suggestions is gone is decided, one whose suggestions all stand in the
 * text again, as undo brings them back, waits again. Takes the suggestions before and after. The caller wraps it in a write.
 */
export function followConflicts(
  context: Context,
  articleId: string,
  had: ReadonlySet<string>,
  has: ReadonlySet<string>
): void {
  const left = [...had].some((id) => !has.has(id))
  const came = [...has].some((id) => !had.has(id))
  if (!left && !came) return
  const { store } = context
  for (const row of listConflicts(store, articleId)) {
    const { conflict, decided } = row
    const sides = [conflict.mine.id, conflict.theirs.id]
    if (decided === null && sides.some((id) => had.has(id) && !has.has(id)))
      decideConflict(store, articleId, conflict.id, {
        decision: 'text',
        by: accountOf(context).id,
        at: context.now().toISOString()
      })
    else if (decided !== null && sides.some((id) => has.has(id) && !had.has(id)) && stands(store, row, has))
      reopenConflict(store, articleId, conflict.id)
  }
}

/** Whether every suggestion that the merge put into the text for a conflict is in the text. */
function stands(store: Store, row: StoredConflict, has: ReadonlySet<string>): boolean {
  return marksOf(store, row).every((id) => has.has(id))
}

/** The suggestions that stand for a conflict in the text; none where a text could not show it, as for a field. */
function marksOf(store: Store, { conflict, revision }: StoredConflict): string[] {
  const merge = readRevision(store, revision)
  const marked = new Set(merge.ok ? suggestionIds(merge.value.content.article.body) : [])
  return [conflict.mine.id, conflict.theirs.id].filter((id) => marked.has(id))
}

/**
 * Joins the conflicts that another desk's merges have left to those that are here. Where the text shows one, the text
 * says whether it is open; where it cannot, whoever decided it decided it for this desk too: their text has come along.
 * The caller wraps it in the write that has taken the text in.
 */
export function takeConflicts(store: Store, { id: articleId, conflicts }: BundleArticle): void {
  if (conflicts.length === 0) return
  const here = new Map(listConflicts(store, articleId).map((row) => [row.conflict.id, row]))
  const has = new Set(suggestionIds((readWorking(store, articleId)?.article as Article).body))
  for (const { decided, ...row } of conflicts as (StoredConflict &
    Pick<BundleArticle['conflicts'][number], 'decided'>)[]) {
    const known = here.get(row.conflict.id)
    if (!known) insertConflict(store, articleId, row)
    const marks = marksOf(store, known ?? row)
    if (marks.length > 0 ? stands(store, known ?? row, has) : decided === null) continue
    decideConflict(store, articleId, row.conflict.id, {
      decision: decided ? seenFrom(known?.conflict ?? row.conflict, row.conflict, decided.decision) : 'text',
      by: decided?.by ?? row.theirsBy,
      at: decided?.at ?? row.at
    })
  }
}

/** Two desks that merged the same two versions name the sides the other way round. */
function seenFrom(here: Conflict, there: Conflict, decision: ConflictDecision): ConflictDecision {
  if (here.mine.id === there.mine.id) return decision
  return decision === 'mine' ? 'theirs' : decision === 'theirs' ? 'mine' : decision
}
