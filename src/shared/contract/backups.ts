import { z } from 'zod'
import type { Article } from '../article/article.ts'
import { nothing, ulid } from './ids.ts'
import { admins, operation } from './operation.ts'

export const backupKinds = ['regular', 'asked', 'before-migration', 'before-restore'] as const
/** `regular`: made by itself, every hour in which something was stored. The others by their names. */
export type BackupKind = (typeof backupKinds)[number]

/** A copy of the desk's file that was opened and held against its hashes before it counted. */
export interface Backup {
  id: string
  /** UTC. */
  at: string
  kind: BackupKind
  /** Of the store. */
  version: number
  articles: number
  /** Revisions. */
  versions: number
  pictures: number
  /** Texts and versions that were damaged in the desk already when it was copied. */
  damaged: number
  /** Bytes. */
  size: number
  /** The articles stored last, newest first. */
  newest: { name: string; at: string }[]
}

/** An article as a copy has it. */
export interface BackedUpArticle {
  id: string
  name: string
  /** UTC, when it was last stored. */
  at: string
  words: number
  /** Whether the desk has the same text now, another one, or no such article. */
  here: 'same' | 'other' | 'gone'
}

export interface BackupDamage {
  /** What is damaged: an article's text, one of its versions, a picture's original, or what was recorded of it. */
  kind: 'text' | 'version' | 'picture' | 'entry-changed' | 'entry-gone' | 'entry-added'
  articleId: string | null
  /** The article's or the file's name; empty where it is not known any more. */
  name: string
  /** UTC, when it was found. */
  foundAt: string
}

export interface BackupStatus {
  backups: Backup[]
  /** A second place that every copy goes to as well, with the pictures; null is none. */
  secondFolder: string | null
  /** Why the newest copy could not be made or brought to the second folder, as a sentence; null when all is well. */
  failure: string | null
  /** Whether one is being made. */
  working: boolean
  /** UTC, when the desk was last read through from end to end; null is not yet. */
  checkedAt: string | null
  damage: BackupDamage[]
}

const backupId = z.string().max(60)

export const backupOperations = {
  'backups.status': operation<BackupStatus>()(admins, nothing),
  /** Reads the whole desk through now: every text, version, picture and entry of the record against its hash. */
  'backups.check': operation<BackupStatus>()(admins, nothing),
  'backups.make': operation<Backup>()(admins, nothing),
  /** An absolute path on this computer, of a folder that is there; null for none. */
  'backups.setSecondFolder': operation<BackupStatus>()(
    admins,
    z.strictObject({ path: z.string().trim().min(1).max(1000).nullable() })
  ),
  'backups.articles': operation<BackedUpArticle[]>()(
    admins,
    z.strictObject({ id: backupId, query: z.string().max(200).optional(), limit: z.int().min(1).max(500) })
  ),
  'backups.article': operation<{ article: Article; schemaVersion: number }>()(
    admins,
    z.strictObject({ id: backupId, articleId: ulid })
  ),
  /** Makes the copy's text of one article the present one, as a new version; what stands is cut first. Brings a lost one back. */
  'backups.restoreArticle': operation<{ articleId: string }>()(
    admins,
    z.strictObject({ id: backupId, articleId: ulid })
  ),
  /** Puts the whole desk back to the copy; what stands is copied first. Every window loads anew. */
  'backups.restoreDesk': operation<null>()(admins, z.strictObject({ id: backupId }))
}
