import { isOverridable } from '#shared/article/release.ts'
import { mayOverride } from '#shared/article/workflow-rules.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { fail, ok, type Reason, type Result } from '#shared/result.ts'
import { cutRevision, deskRules, readRecord, record, type ArticleRecord } from './article-record.ts'
import { actorOf, type Context } from './context.ts'
import { gateOf } from './release-gate.ts'

/** Lets reasons pass for the text that was seen, and for no other. The caller wraps it in a write and tells of it. */
export function override(
  context: Context,
  { articleId, articleHash, why, reasons }: InputOf<'workflow.override'>
): Result<true> {
  const read = readOverridable(context, articleId, articleHash)
  if (!read.ok) return read
  const standing = gateOf(context, read.value).reasons
  const waived = reasons.map((asked) => standing.find((reason) => sameReason(reason, asked)))
  if (waived.some((reason) => reason === undefined))
    return fail('conflict', 'What holds the article back has changed since you saw it. Look again, then decide.')
  const found = waived.filter((reason) => reason !== undefined)
  const firm = found.find((reason) => !isOverridable(reason))
  if (firm) return fail('refused', `Nobody can let this pass: ${firm.message}`)
  const revision = cutRevision(context, read.value.working, 'idle')
  record(context, { articleId, type: 'override', revision, articleHash, reason: why, detail: { reasons: found } })
  return ok(true)
}

/** Every override of this text is over. The caller wraps it in a write and tells of it. */
export function withdrawOverride(
  context: Context,
  { articleId, articleHash }: InputOf<'workflow.withdrawOverride'>
): Result<true> {
  const read = readOverridable(context, articleId, articleHash)
  if (!read.ok) return read
  const { standing, working } = read.value
  if (!standing.overrides.some((one) => one.articleHash === articleHash))
    return fail('refused', 'Nothing is overridden for this text.')
  const revision = cutRevision(context, working, 'idle')
  record(context, { articleId, type: 'override_withdrawn', revision, articleHash })
  return ok(true)
}

function readOverridable(context: Context, articleId: string, articleHash: string): Result<ArticleRecord> {
  const read = readRecord(context.store, articleId)
  if (!read.ok) return read
  const allowed = mayOverride(actorOf(context), read.value.subjected, deskRules(context.store))
  if (!allowed.ok) return allowed
  if (read.value.working.articleHash !== articleHash)
    return fail('conflict', 'The article has changed since you saw it. Read what is new, then try again.')
  return read
}

function sameReason(one: Reason, other: { code: string; message: string; place?: string | undefined }): boolean {
  return one.code === other.code && one.message === other.message && one.place === other.place
}
