import { z } from 'zod'
import type { Failure } from '../result.ts'
import type { Backup } from './backups.ts'
import { nothing } from './ids.ts'
import { operation } from './operation.ts'

/** Why the desk is not open, and what there is to go on with. */
export interface RescueStatus {
  failure: Failure
  /** The desk folder's path, so that a person can look there. */
  folder: string
  /** The copies that were whole when they were made, newest first. */
  backups: Backup[]
  /** Whether there is a file of the desk's to read from. */
  readable: boolean
}

/** What can still be read in the desk's own file. */
export interface Readable {
  articles: number
  versions: number
  /** Names of articles whose newest words are damaged: they would stand at an earlier version. */
  wentBack: string[]
  /** Names of articles of which nothing can be read. */
  lost: string[]
  lostVersions: number
}

/**
 * Asked while the desk cannot be opened, when nobody can sign in: whoever has been let in at the door may. While the desk
 * is open `rescue.status` is null and the others are refused.
 */
export const rescueOperations = {
  'rescue.status': operation<RescueStatus | null>()('anybody', nothing),
  'rescue.tryAgain': operation<null>()('anybody', nothing),
  /** The articles that a copy holds, the newest 500. */
  'rescue.preview': operation<{ id: string; name: string; at: string; words: number }[]>()(
    'anybody',
    z.strictObject({ id: z.string().max(60) })
  ),
  /** Puts the copy in the place of the desk's file, which is kept beside it, and opens the desk. */
  'rescue.restore': operation<null>()('anybody', z.strictObject({ id: z.string().max(60) })),
  /** Reads what is left of the desk's file, page by page. Changes nothing. */
  'rescue.read': operation<Readable>()('anybody', nothing),
  /** Makes a new desk file of what could be read, keeps the damaged one beside it, and opens the desk. */
  'rescue.recover': operation<Readable>()('anybody', nothing),
  /** Writes every article that can be read as files into a new folder; gives its path. */
  'rescue.export': operation<{ folder: string; articles: number }>()('anybody', nothing)
}
