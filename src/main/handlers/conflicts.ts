import { mayEdit } from '#shared/article/workflow-rules.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { decideConflict, listOpenConflicts } from '../store/conflicts.ts'
import { write } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { accountNames, readRecord } from './article-record.ts'
import { accountOf, actorOf, type Context, type HandlersOf } from './context.ts'
import { restore } from './revisions.ts'

export const conflictHandlers: HandlersOf<'conflicts'> = {
  'conflicts.list': ({ store }, { articleId }) => {
    const names = accountNames(store)
    return ok(
      listOpenConflicts(store, articleId).map(({ conflict, revision, mineBy, theirsBy, at }) => ({
        ...conflict,
        revision,
        mineName: names[mineBy] ?? '',
        theirsName: names[theirsBy] ?? '',
        at
      }))
    )
  },
  'conflicts.decide': (context, { articleId, id, decision }) => {
    const allowed = editable(context, articleId)
    if (!allowed.ok) return allowed
    const at = context.now().toISOString()
    write(context.store, () =>
      decideConflict(context.store, articleId, id, { decision, by: accountOf(context).id, at })
    )
    context.tell({ name: 'article.changed', detail: { articleId, session: null } })
    return ok(null)
  },
  'conflicts.undoMerge': (context, { articleId, revision }) => {
    const reply = write(context.store, () => undoMerge(context, articleId, revision))
    if (!reply.ok) return reply
    context.indexSoon()
    context.tell({ name: 'article.changed', detail: { articleId, session: null } })
    return reply
  }
}

function editable(context: Context, articleId: string): Result<true> {
  const read = readRecord(context.store, articleId)
  return read.ok ? mayEdit(actorOf(context), read.value.subjected) : read
}

/** What stood before the merge stands again; what the merge left open is decided by that. */
function undoMerge(context: Context, articleId: string, id: string): Result<null> {
  const revision = readRevision(context.store, id)
  if (!revision.ok) return revision
  const { info } = revision.value
  const [stood] = info.parents
  if (info.articleId !== articleId || info.kind !== 'merged' || stood === undefined)
    return fail('invalid-input', 'That version is no merge of this article.')
  // What stands again has no suggestion of the merge: read before what it left open.
  const open = listOpenConflicts(context.store, articleId).filter(({ revision: left }) => left === id)
  const restored = restore(context, articleId, stood)
  if (!restored.ok) return restored
  const at = context.now().toISOString()
  for (const { conflict } of open)
    decideConflict(context.store, articleId, conflict.id, { decision: 'undone', by: accountOf(context).id, at })
  return restored
}
