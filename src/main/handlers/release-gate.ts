import type { Article } from '#shared/article/article.ts'
import { excerpt, quoted } from '#shared/article/checks/check.ts'
import { releaseGate, type ReleaseGate } from '#shared/article/release.ts'
import { approvalsOf } from '#shared/article/standing.ts'
import { fail, ok, type Reason, type Result } from '#shared/result.ts'
import { listOpenConflicts } from '../store/conflicts.ts'
import type { Store } from '../store/open.ts'
import { readRevision } from '../store/revisions.ts'
import { recordHolds } from '../store/seals.ts'
import { readWireItem } from '../store/wire-items.ts'
import { deskRules, type ArticleRecord } from './article-record.ts'
import type { Desk } from './context.ts'

const tampered =
  'The record of this article is not what Copydesk recorded: something else has changed it, so nobody can tell who approved it. An administrator finds what is wrong under Backups, “Check the desk”.'

/** A text that may go out, as it was approved. */
export interface ReleasedText {
  article: Article
  revision: string
  articleHash: string
}

/** What holds the stored text back at this moment, by the core's own clock. */
export function gateOf({ store, now }: Desk, { article, working, standing }: ArticleRecord): ReleaseGate {
  const wire = readWireItem(store, working.articleId)
  const gate = releaseGate(article, working.articleHash, standing, deskRules(store), now(), wire)
  const open = conflictReasons(store, working.articleId)
  return open.length === 0 ? gate : { ...gate, reasons: [...gate.reasons, ...open] }
}

/** Every place at which two people wrote and nobody has chosen, each leading there. */
export function conflictReasons(store: Store, articleId: string): Reason[] {
  return listOpenConflicts(store, articleId).map(({ conflict: { block, field, mine, theirs } }) => {
    const [one, other] = [mine, theirs].flatMap(({ text }) => (text === '' ? [] : excerpt(text)))
    const what = other ? `: “${one}” or ${quoted(other)}` : one ? `: “${one}”, or not.` : '.'
    const place = block ?? field
    return {
      code: 'conflicts',
      message: `Two people wrote in one place and nobody has chosen yet${what}`,
      ...(place !== null && { place })
    }
  })
}

/**
 * The one way out, for everything that publishes or exports: the approved text, read from a revision whose hash holds,
 * or every reason why it may not go. `refusal` is the sentence over the reasons.
 */
export function passGate(desk: Desk, record: ArticleRecord, refusal: string): Result<ReleasedText> {
  const { reasons } = gateOf(desk, record)
  if (reasons.length > 0) return fail('refused', refusal, reasons)
  const { articleHash, articleId } = record.working
  if (!recordHolds(desk.store, articleId)) return fail('damaged', tampered)
  const approvals = approvalsOf(record.standing, articleHash)
  if (approvals.length === 0) throw new Error('An article without an approval passed the gate.')
  // Each approval names a revision of this very text: one that can be read is enough.
  const reads = approvals.map(({ revision }) => readRevision(desk.store, revision))
  const sound = reads.find((read) => read.ok && read.value.info.articleHash === articleHash)
  if (sound?.ok) return ok({ article: sound.value.content.article, revision: sound.value.info.id, articleHash })
  const [failed] = reads.filter((read) => !read.ok)
  return failed ?? fail('damaged', 'The approved version is not the text that was approved.')
}
