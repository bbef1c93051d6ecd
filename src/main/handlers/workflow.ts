import { hasSuggestions } from '#shared/document/suggestions.ts'
import { releaseReasons } from '#shared/article/release.ts'
import type { RevisionKind } from '#shared/article/revision.ts'
import { mayMove, owesReason, type Move } from '#shared/article/workflow.ts'
import type { ArticleInfo } from '#shared/contract/articles.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readWorking } from '../store/articles.ts'
import { listEvents } from '../store/events.ts'
import { write } from '../store/open.ts'
import { accountNames, articleInfo, cutRevision, deskRules, readRecord, record, relist, type ArticleRecord } from './article-record.ts'
import { actorOf, type Context, type HandlersOf } from './context.ts'

const kinds: Partial<Record<Move, RevisionKind>> = { submit: 'submitted', approve: 'approved' }

export const workflowHandlers: HandlersOf<'workflow'> = {
  'workflow.move': (context, input) => {
    const reply = write(context.store, () => move(context, input))
    if (reply.ok) context.tell({ name: 'article.changed', detail: { articleId: input.articleId, session: null } })
    return reply
  },
  'workflow.history': ({ store }, { articleId }) => {
    if (!readWorking(store, articleId)) return fail('not-found', 'This article is not on this computer.')
    const names = accountNames(store)
    return ok(
      listEvents(store, articleId).map(({ id, type, actor, at, reason, revision, detail }) => ({
        id, type, actor, actorName: names[actor] ?? '', at, reason, revision, detail
      }))
    )
  }
}

/** Checks every rule against the stored text, cuts the revision that the event names, records the event: one write. */
function move(context: Context, { articleId, move: asked, articleHash, reason }: InputOf<'workflow.move'>): Result<ArticleInfo> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { working, subjected } = read.value
  const allowed = mayMove(actorOf(context), asked, subjected, deskRules(store))
  if (!allowed.ok) return allowed
  if (working.articleHash !== articleHash)
    return fail('conflict', 'The article has changed since you saw it. Read what is new, then try again.')
  if (owesReason(asked) && !reason) return fail('invalid-input', 'Give a reason: whoever wrote the article will want to know why.')
  const ready = readiness(asked, read.value, context)
  if (!ready.ok) return ready
  const revision = cutRevision(context, working, kinds[asked] ?? 'idle')
  record(context, { articleId, type: asked, revision, articleHash, reason: reason ?? '' })
  relist(store, articleId)
  const after = readRecord(store, articleId)
  return after.ok ? ok(articleInfo(context, after.value)) : after
}

function readiness(asked: Move, { article, standing, working }: ArticleRecord, { store, now }: Context): Result<true> {
  if (asked === 'approve' && hasSuggestions(article.body)) return fail('refused', 'Suggestions are still open. Accept or reject each of them first.')
  if (asked !== 'publish') return ok(true)
  const reasons = releaseReasons(article, working.articleHash, standing, deskRules(store), now())
  return reasons.length === 0 ? ok(true) : fail('refused', 'The article cannot be published yet.', reasons)
}
