import { z } from 'zod'
import { moves, type EventType } from '../article/workflow.ts'
import type { ArticleInfo } from './articles.ts'
import { sha256, ulid } from './ids.ts'
import { editors, operation } from './operation.ts'

/** One line of an article's record, as people read it. */
export interface HistoryLine {
  id: string
  type: EventType
  actor: string
  actorName: string
  at: string
  reason: string
  revision: string | null
  detail: Record<string, unknown>
  /** Whether it was done on another desk, as a file said that came from there. */
  elsewhere: boolean
}

export const workflowOperations = {
  /**
   * Moves the article. `articleHash` is the text that the person saw when they asked: when it is no longer the
   * stored one, the move is refused as a `conflict`, so that nobody approves words that they have not seen.
   */
  'workflow.move': operation<ArticleInfo>()(
    'signed-in',
    z.strictObject({
      articleId: ulid,
      move: z.enum(moves),
      articleHash: sha256,
      reason: z.string().trim().max(4000).optional()
    })
  ),
  /**
   * Lets the named reasons pass for exactly this text, against a typed reason; what may not be overridden, or no longer
   * holds the text back, is refused. Recorded for good.
   */
  'workflow.override': operation<ArticleInfo>()(
    editors,
    z.strictObject({
      articleId: ulid,
      articleHash: sha256,
      why: z.string().trim().min(1, 'Give a reason: it is kept with the article.').max(4000),
      reasons: z
        .array(
          z.strictObject({
            code: z.string().max(60),
            message: z.string().max(4000),
            place: z.string().max(200).optional()
          })
        )
        .min(1)
        .max(500)
    })
  ),
  /** Takes back every override of this text. */
  'workflow.withdrawOverride': operation<ArticleInfo>()(
    editors,
    z.strictObject({ articleId: ulid, articleHash: sha256 })
  ),
  /** Gives the article to somebody to write, or (null) to nobody. */
  'workflow.assign': operation<ArticleInfo>()(
    'signed-in',
    z.strictObject({ articleId: ulid, assignee: ulid.nullable() })
  ),
  /** When it is to be in; null is not set. */
  'workflow.setDue': operation<ArticleInfo>()(
    'signed-in',
    z.strictObject({ articleId: ulid, at: z.iso.datetime({ offset: false }).nullable() })
  ),
  'workflow.history': operation<HistoryLine[]>()('signed-in', z.strictObject({ articleId: ulid }))
}
