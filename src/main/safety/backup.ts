import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Backup, BackupKind } from '#shared/contract/backups.ts'

/** What stands beside a copy and says what it holds: written last, so that a copy without it was never finished. */
const sidecarSchema = z.strictObject({
  at: z.iso.datetime({ offset: false }),
  kind: z.enum(['regular', 'asked', 'before-migration', 'before-restore']),
  /** The store's version: a copy of a newer Copydesk is listed, and not restored. */
  version: z.int().min(1),
  articles: z.int().min(0),
  versions: z.int().min(0),
  pictures: z.int().min(0),
  /** Texts and versions that were damaged in the desk already. */
  damaged: z.int().min(0),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The articles stored last, newest first. */
  newest: z.array(z.strictObject({ name: z.string().max(300), at: z.string().max(40) })).max(5)
})
export type Sidecar = z.infer<typeof sidecarSchema>

const nameForm = /^(?<kind>regular|asked|before-migration|before-restore)-(?<at>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)$/

export const backupsFolder = (folder: string) => join(folder, 'backups')
export const copyFile = (folder: string, id: string) => join(backupsFolder(folder), `${id}.sqlite`)
export const sidecarFile = (folder: string, id: string) => join(backupsFolder(folder), `${id}.json`)

/** A copy's id, which is also its file's name: "regular-2026-01-05T09-45-00-000Z". */
export function backupId(kind: BackupKind, at: Date): string {
  return `${kind}-${at.toISOString().replace(/[:.]/g, '-')}`
}

export function isBackupId(id: string): boolean {
  return nameForm.test(id)
}

/** The copies of a desk folder that count: whole when they were made, and still as long as they were. Newest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(backupsFolder(folder))) return []
  return readdirSync(backupsFolder(folder))
    .flatMap((name) => (name.endsWith('.sqlite') ? (readBackup(folder, name.slice(0, -7)) ?? []) : []))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** One copy, or null: there is none, or it is not what its sidecar says. */
export function readBackup(folder: string, id: string): Backup | null {
  if (!isBackupId(id)) return null
  try {
    const sidecar = sidecarSchema.parse(JSON.parse(readFileSync(sidecarFile(folder, id), 'utf8')))
    if (statSync(copyFile(folder, id)).size !== sidecar.size) return null
    const { sha256: _sha256, ...told } = sidecar
    return { id, ...told }
  } catch {
    return null
  }
}

/** The hash that a copy's bytes had when it was made. */
export function backupHash(folder: string, id: string): string {
  return sidecarSchema.parse(JSON.parse(readFileSync(sidecarFile(folder, id), 'utf8'))).sha256
}
