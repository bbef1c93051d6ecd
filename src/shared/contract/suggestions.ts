import { z } from 'zod'
import { ulid } from './ids.ts'
import { operation } from './operation.ts'

export const decisions = ['accepted', 'rejected', 'withdrawn'] as const
/** What became of a suggestion; withdrawn is what left the text without anybody's decision. */
export type Decision = (typeof decisions)[number]

/** Who suggested, when, and what became of it; what is suggested stands in the text. */
export interface SuggestionRow {
  id: string
  /** Null where nobody of this desk made it. */
  accountId: string | null
  /** Name, as it is shown. */
  author: string
  /** UTC. */
  at: string
  /** Null while it is open. */
  decision: Decision | null
  /** Account id. */
  decidedBy: string | null
  decidedByName: string | null
  decidedAt: string | null
}

/** Decisions of a sitting, by suggestion: those count that have left the text by the save which tells of them. */
export const decidedSchema = z
  .array(z.strictObject({ id: z.string().regex(/^[\w-]{1,40}$/), decision: z.enum(['accepted', 'rejected']) }))
  .max(5000)

export const suggestionOperations = {
  /** Every suggestion of an article, decided or open, oldest first. */
  'suggestions.list': operation<SuggestionRow[]>()('signed-in', z.strictObject({ articleId: ulid }))
}
