import { z } from 'zod'
import type { Kinship } from '../article/ancestry.ts'
import type { SavedFile } from './exports.ts'
import { bytes, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** Bytes of the largest hand-over that is written or taken in. */
export const bundleLimit = 120 * 1024 * 1024

/** What is handed over is written down in one file. */
export interface HandedOver extends SavedFile {
  articles: number
  /** Pictures whose files are not on this computer, and so not in the file. */
  missingPictures: number
}

/** What taking in a hand-over does to one article, before it is done and after. */
export interface TakenArticle {
  id: string
  slugline: string
  headline: string
  /** How what comes stands to what is here. */
  kinship: Kinship | 'new'
  /** What is not here yet. */
  versions: number
  comments: number
  /** Places where both wrote, and somebody has to choose. */
  conflicts: number
  /** Who approved it on another desk: counts for nothing here. `sameText` where it is the text that stands here then. */
  approvedElsewhere: { name: string; sameText: boolean }[]
  /** Why the words stay beside the article, under Versions; null where they become its text or are in it. */
  kept: string | null
}

export interface TakenIn {
  /** Where the file comes from. */
  desk: string
  madeBy: string
  /** UTC. */
  madeAt: string
  articles: TakenArticle[]
  /** Pictures that are not here yet. */
  pictures: number
  /** Names of those who are not known here yet. */
  people: string[]
}

export const bundleOperations = {
  /** Writes articles, with all that is known of them, into one file for another desk. */
  'bundles.export': operation<HandedOver>()('signed-in', z.strictObject({ articleIds: z.array(ulid).min(1).max(500) })),
  /** What `bundles.import` would do now; nothing is kept of it. */
  'bundles.preview': operation<TakenIn>()('signed-in', z.strictObject({ bytes })),
  /** Joins what a hand-over holds to what is here; the same file again changes nothing. */
  'bundles.import': operation<TakenIn>()('signed-in', z.strictObject({ bytes }))
}
