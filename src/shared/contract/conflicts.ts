import { z } from 'zod'
import type { Conflict } from '../merge/conflict.ts'
import { sha256, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** One place where both wrote and somebody has to choose. */
export interface OpenConflict extends Conflict {
  /** The merge that left it, whose parents are both sides. */
  revision: string
  mineName: string
  theirsName: string
  /** UTC. */
  at: string
}

export const conflictDecisions = ['mine', 'theirs', 'both', 'undone', 'text'] as const
/** `text`: one of its two suggestions has left the text, by whatever way; what the other says is a suggestion like any. */
export type ConflictDecision = (typeof conflictDecisions)[number]

const conflictId = z.string().regex(/^[\w-]{1,40}$/)

export const conflictOperations = {
  /** Those of an article that wait for somebody, in the order in which they came about. */
  'conflicts.list': operation<OpenConflict[]>()('signed-in', z.strictObject({ articleId: ulid })),
  /** Says how one was decided; the text itself changes like any other text, by a save. */
  'conflicts.decide': operation<null>()(
    'signed-in',
    z.strictObject({ articleId: ulid, id: conflictId, decision: z.enum(['mine', 'theirs', 'both']) })
  ),
  /** What stood before a merge stands again, as a new version; the other side stays under Versions. */
  'conflicts.undoMerge': operation<null>()('signed-in', z.strictObject({ articleId: ulid, revision: sha256 }))
}
