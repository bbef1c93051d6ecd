import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup, BackupKind } from '#shared/contract/backups.ts'
import { ok, type Result } from '#shared/result.ts'
import { prepareFile, syncFile, syncFolder } from '../store/folder.ts'
import { openReader } from '../store/reader.ts'
import { writeWholeFile } from '../whole-file.ts'
import { backupId, backupsFolder, copyFile, sidecarFile, type Sidecar } from './backup.ts'
import { readHolding, verifyCopy, type Holding } from './holding.ts'

const pagesAtOnce = 500

/**
 * Copies the desk as it stands at this moment, while others go on writing to it, and reads the copy from end to end. It
 * gets its name only when all of it holds: what is listed is whole. For a thread that nobody waits in.
 */
export async function makeBackup(folder: string, kind: BackupKind, at: Date): Promise<Result<Backup>> {
  const id = backupId(kind, at)
  const file = copyFile(folder, id)
  const part = `${file}.part`
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 })
  // What a copy left that was cut off. One is made at a time.
  for (const name of readdirSync(backupsFolder(folder)))
    if (name.includes('.sqlite.part')) rmSync(join(backupsFolder(folder), name), { force: true })
  try {
    prepareFile(part)
    const copied = await copyInto(part, folder)
    if (!copied.ok) return copied
    syncFile(part)
    const sidecar: Sidecar = {
      at: at.toISOString(),
      kind,
      ...copied.value,
      size: statSync(part).size,
      sha256: await hashFile(part)
    }
    renameSync(part, file)
    syncFolder(backupsFolder(folder))
    await writeWholeFile(sidecarFile(folder, id), JSON.stringify(sidecar))
    const { sha256: _sha256, ...told } = sidecar
    return ok({ id, ...told })
  } finally {
    for (const left of [part, `${part}-journal`, `${part}-wal`, `${part}-shm`]) rmSync(left, { force: true })
  }
}

/** By SQLite’s online backup, inside one view of the desk: a save that comes meanwhile does not begin it again. */
async function copyInto(file: string, folder: string): Promise<Result<Holding & { damaged: number }>> {
  const reader = openReader(folder)
  try {
    reader.database.exec('BEGIN')
    const holding = readHolding(reader)
    await reader.database.backup(file, { progress: () => pagesAtOnce })
    const damaged = verifyCopy(file, holding, reader)
    reader.database.exec('COMMIT')
    return damaged.ok ? ok({ ...holding, damaged: damaged.value }) : damaged
  } finally {
    reader.close()
  }
}

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
