import { fail, ok, type Result } from '../result.ts'
import type { Actor } from './workflow-rules.ts'

/** Who had a hand in the desk's record of a picture; account ids. */
export interface RecordHands {
  /** Who brought the picture in; null where that is not known. */
  addedBy: string | null
  /** Who changed the record last; null while it is as received. */
  changedBy: string | null
}

/**
 * Whether this person may change the desk's record of a picture, or the sentence that says why not. Editors may; a reporter
 * may where they brought the picture in, and where nobody else has put a word into the record since it was received.
 */
export function mayChangeRecord(
  { accountId, role }: Pick<Actor, 'accountId' | 'role'>,
  { addedBy, changedBy }: RecordHands
): Result<true> {
  if (role !== 'reporter') return ok(true)
  if (addedBy === accountId || changedBy === null || changedBy === accountId) return ok(true)
  return fail(
    'not-allowed',
    'Somebody else has worked on this record. An editor can change it, and so can whoever brought the picture in.'
  )
}
