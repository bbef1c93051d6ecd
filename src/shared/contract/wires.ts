import { z } from 'zod'
import { nothing, sha256, ulid } from './ids.ts'
import { editors, operation } from './operation.ts'

/**
 * What became of an item: a new article; a revision of one that had not been changed here; a version set aside for one
 * that had; a kill; an older version than the one that is here; a file that could not be read.
 */
export const wireOutcomes = ['new', 'revised', 'aside', 'killed', 'older', 'failed'] as const
export type WireOutcome = (typeof wireOutcomes)[number]

export interface WireArrival {
  number: number
  /** UTC. */
  at: string
  folder: string
  /** Of the file, below the folder. */
  name: string
  sha256: string
  outcome: WireOutcome
  articleId: string | null
  headline: string
  source: string
  version: string
  /** Why it could not be read and what to do, why it was killed; or empty. */
  message: string
  /** Whether it may be tried once more: it lies in a folder that is watched. */
  again: boolean
}

export interface WatchReport {
  id: string
  folder: string
  /** Who set it. */
  byName: string
  /** UTC. */
  at: string
  paused: boolean
  /** Why the folder cannot be looked at now, or null. */
  trouble: string | null
  /** Items that came in by it so far, and files that could not be read. */
  items: number
  failed: number
  /** Files that have been seen and not been read yet. */
  waiting: number
}

/** A folder that is being brought in once, or was since the desk was opened. */
export interface WireRun {
  id: string
  folder: string
  /** Files. */
  done: number
  total: number
  failed: number
  running: boolean
  /** Why it ended before its time, or empty. */
  message: string
}

export interface WireReport {
  watches: WatchReport[]
  runs: WireRun[]
  /** The newest first. */
  arrivals: WireArrival[]
}

const folder = z.strictObject({ folder: z.string().trim().min(1).max(1000) })
const watch = z.strictObject({ id: ulid })
const article = z.strictObject({ articleId: ulid })

export const wireOperations = {
  /** `wires.changed` tells when it is worth asking again. */
  'wires.report': operation<WireReport>()(editors, nothing),
  /** Watches a folder from now on: what lies in it comes in, and what is put there later. */
  'wires.watch': operation<{ id: string }>()(editors, folder),
  'wires.pause': operation<null>()(editors, z.strictObject({ id: ulid, paused: z.boolean() })),
  /** Ends a watch; what came in by it stays. */
  'wires.remove': operation<null>()(editors, watch),
  /** Brings in what lies in a folder, once; `wires.changed` tells how far it is. */
  'wires.bringIn': operation<{ id: string }>()(editors, folder),
  /** What has come stays; the rest is left where it is. */
  'wires.cancel': operation<null>()(editors, watch),
  /** Tries a file once more that could not be read. */
  'wires.again': operation<null>()(editors, z.strictObject({ sha256 })),
  /** Puts what the agency has changed into an article that was changed here too. */
  'wires.take': operation<null>()('signed-in', article),
  /** Leaves the article as it is; the agency's version stays among its versions. */
  'wires.leave': operation<null>()('signed-in', article)
}
