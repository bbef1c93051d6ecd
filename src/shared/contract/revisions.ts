import { z } from 'zod'
import type { Article } from '../article/article.ts'
import type { RevisionInfo } from '../article/revision.ts'
import { sha256, ulid } from './ids.ts'
import { operation } from './operation.ts'

export const revisionOperations = {
  /** Newest first. */
  'revisions.list': operation<RevisionInfo[]>()('signed-in', z.strictObject({ articleId: ulid })),
  'revisions.get': operation<{ info: RevisionInfo; article: Article; schemaVersion: number }>()(
    'signed-in',
    z.strictObject({ id: sha256 })
  ),
  /** Makes an old revision the present text, as a new revision; what stood before is cut first. */
  /** Gives a version a name, or takes it away (empty). Without `id` what stands now becomes a version first. */
  'revisions.name': operation<{ id: string }>()(
    'signed-in',
    z.strictObject({ articleId: ulid, id: sha256.nullable(), name: z.string().trim().max(120) })
  ),
  'revisions.restore': operation<null>()('signed-in', z.strictObject({ articleId: ulid, id: sha256 }))
}
