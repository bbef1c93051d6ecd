import { blockingFindings } from '#shared/article/checks/index.ts'
import { hasSuggestions } from '#shared/document/suggestions.ts'
import type { RevisionKind } from '#shared/article/revision.ts'
import type { NamedText, Standing } from '#shared/article/standing.ts'
import { mayAssign, mayMove, maySetDue, owesReason } from '#shared/article/workflow-rules.ts'
import type { Move } from '#shared/article/workflow.ts'
import type { ArticleInfo } from '#shared/contract/articles.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readAccount } from '../store/accounts.ts'
import { readWorking } from '../store/articles.ts'
import { listEvents } from '../store/events.ts'
import { write } from '../store/open.ts'
import { keepWhole } from '../store/revisions.ts'
import {
  accountNames,
  articleInfo,
  cutRevision,
  deskRules,
  unfitFor,
  readRecord,
  record,
  relist,
  type ArticleRecord
} from './article-record.ts'
import { actorOf, type Context, type HandlersOf } from './context.ts'
import { override, withdrawOverride } from './overrides.ts'
import { conflictReasons, passGate } from './release-gate.ts'
import { putBack } from './revisions.ts'

const kinds: Partial<Record<Move, RevisionKind>> = { submit: 'submitted', approve: 'approved' }

export const workflowHandlers: HandlersOf<'workflow'> = {
  'workflow.move': (context, input) => {
    const moved = write(context.store, () => move(context, input))
    // What is put back are words.
    if (moved.ok) context.indexSoon()
    return told(context, input.articleId, moved)
  },
  'workflow.override': (context, input) =>
    told(
      context,
      input.articleId,
      write(context.store, () => thenRelisted(context, input.articleId, override(context, input)))
    ),
  'workflow.withdrawOverride': (context, input) =>
    told(
      context,
      input.articleId,
      write(context.store, () => thenRelisted(context, input.articleId, withdrawOverride(context, input)))
    ),
  'workflow.assign': (context, { articleId, assignee }) =>
    told(
      context,
      articleId,
      write(context.store, () => assign(context, articleId, assignee))
    ),
  'workflow.setDue': (context, { articleId, at }) =>
    told(
      context,
      articleId,
      write(context.store, () => setDue(context, articleId, at))
    ),
  'workflow.history': ({ store }, { articleId }) => {
    if (!readWorking(store, articleId)) return fail('not-found', 'This article is not on this computer.')
    const names = accountNames(store)
    return ok(
      listEvents(store, articleId).map(({ id, type, actor, at, reason, revision, detail, origin }) => ({
        id,
        type,
        actor,
        actorName: names[actor] ?? '',
        at,
        reason,
        revision,
        detail,
        elsewhere: origin != null
      }))
    )
  }
}

function told(context: Context, articleId: string, reply: Result<ArticleInfo>): Result<ArticleInfo> {
  if (reply.ok) context.tell({ name: 'article.changed', detail: { articleId, session: null } })
  return reply
}

/** Gives the article to somebody, or to nobody. The caller wraps it in a write and tells of it. */
export function assign(context: Context, articleId: string, assignee: string | null): Result<ArticleInfo> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { working, standing, subjected } = read.value
  const allowed = mayAssign(actorOf(context), assignee, subjected)
  if (!allowed.ok) return allowed
  const account = assignee === null ? null : readAccount(store, assignee)
  if (assignee !== null && (!account || account.disabled))
    return fail('not-found', 'Nobody with that account works on this desk any more.')
  if (standing.assignee === assignee) return ok(articleInfo(context, read.value))
  record(context, {
    articleId,
    type: 'assigned',
    revision: null,
    articleHash: working.articleHash,
    detail: { assignee }
  })
  return relisted(context, articleId)
}

/** Says when the article is to be in. The caller wraps it in a write and tells of it. */
export function setDue(context: Context, articleId: string, at: string | null): Result<ArticleInfo> {
  const read = readRecord(context.store, articleId)
  if (!read.ok) return read
  const allowed = maySetDue(actorOf(context), read.value.subjected)
  if (!allowed.ok) return allowed
  if (read.value.standing.dueAt === at) return ok(articleInfo(context, read.value))
  record(context, {
    articleId,
    type: 'due',
    revision: null,
    articleHash: read.value.working.articleHash,
    detail: { at }
  })
  return relisted(context, articleId)
}

function thenRelisted(context: Context, articleId: string, done: Result<true>): Result<ArticleInfo> {
  return done.ok ? relisted(context, articleId) : done
}

function relisted(context: Context, articleId: string): Result<ArticleInfo> {
  relist(context.store, articleId)
  const after = readRecord(context.store, articleId)
  return after.ok ? ok(articleInfo(context, after.value)) : after
}

/** Checks every rule against the stored text, cuts the revision that the event names, records the event: one write. */
export function move(
  context: Context,
  { articleId, move: asked, articleHash, reason }: InputOf<'workflow.move'>
): Result<ArticleInfo> {
  const { store } = context
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { working, subjected } = read.value
  const allowed = mayMove(actorOf(context), asked, subjected, deskRules(store))
  if (!allowed.ok) return allowed
  if (working.articleHash !== articleHash)
    return fail('conflict', 'The article has changed since you saw it. Read what is new, then try again.')
  const unfit = unfitFor(working)
  if (unfit !== null) return fail('damaged', unfit)
  if (owesReason(asked) && !reason)
    return fail('invalid-input', 'Give a reason: whoever wrote the article will want to know why.')
  const ready = readiness(asked, read.value, context)
  if (!ready.ok) return ready
  const done = recordMove(context, read.value, asked, reason ?? '')
  return done.ok ? relisted(context, articleId) : done
}

function readiness(asked: Move, current: ArticleRecord, context: Context): Result<unknown> {
  if (asked === 'approve' && hasSuggestions(current.article.body))
    return fail(
      'refused',
      'Suggestions are still open. Accept or reject each of them first.',
      blockingFindings(current.article, {}, context.now())
        .filter(({ check }) => check === 'suggestions')
        .map(({ check, message, place }) => ({ code: check, message, ...(place !== undefined && { place }) }))
    )
  const conflicts = asked === 'approve' ? conflictReasons(context.store, current.working.articleId) : []
  if (conflicts.length > 0)
    return fail(
      'refused',
      'There are places where two people wrote and nobody has chosen yet. Choose at each of them first.',
      conflicts
    )
  return asked === 'publish' ? passGate(context, current, 'The article cannot be published yet.') : ok(true)
}

/** The event of a move, on the text that it is about: for what comes after publication that is the one that is out. */
function recordMove(context: Context, current: ArticleRecord, asked: Move, reason: string): Result<true> {
  const { working, standing, article } = current
  const { articleId, articleHash } = working
  const out = outText(standing, asked)
  if (out) {
    const back = out.articleHash === articleHash ? ok(article) : putBack(context, current, out.revision)
    // What is damaged can be withdrawn all the same; it cannot be corrected.
    if (!back.ok && asked !== 'kill') return back
    const detail = asked === 'correct' && back.ok ? { notes: back.value.meta.corrections?.length ?? 0 } : {}
    record(context, { articleId, type: asked, ...out, reason, detail })
    return ok(true)
  }
  const revision = cutRevision(context, working, kinds[asked] ?? 'idle')
  if (asked === 'approve') keepWhole(context.store, revision)
  const corrects = asked === 'publish' && standing.correcting
  const detail = corrects
    ? {
        correction: {
          before: corrects.revision,
          reason: corrects.reason,
          note: article.meta.corrections?.at(-1)?.text ?? ''
        }
      }
    : {}
  record(context, { articleId, type: asked, revision, articleHash, reason, detail })
  return ok(true)
}

/** The text that has gone out and is now corrected, left as it is, or withdrawn. */
function outText({ published, lastOut, correcting }: Standing, asked: Move): NamedText | null {
  if (asked === 'correct') return published
  if (asked === 'drop_correction')
    return correcting && { revision: correcting.revision, articleHash: correcting.articleHash }
  return asked === 'kill' ? lastOut : null
}
