import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { prepareFile, syncFile, syncFolder } from '../store/folder.ts'
import { writeWholeFile } from '../whole-file.ts'

const storeFile = 'desk.sqlite'
const companions = ['-wal', '-shm']
const readyFile = (folder: string) => join(folder, `${storeFile}.ready`)
/** Says that `desk.sqlite.ready` is whole and is to take the place of `desk.sqlite`. */
const markFile = (folder: string) => join(folder, 'replacing.json')

/**
 * Puts another file in the place of the desk's, which nobody may have open. What stands is copied into a folder of its
 * own first; its name is given back. Cut off at any moment, the desk is the old one whole or the new one whole:
 * `finishReplacing`, at every opening, takes the last step again.
 */
export async function replaceStore(folder: string, source: string, at: Date): Promise<string> {
  const kept = keepStore(folder, at)
  const ready = readyFile(folder)
  rmSync(ready, { force: true })
  try {
    prepareFile(ready)
    copyFileSync(source, ready)
    syncFile(ready)
    syncFolder(folder)
    await writeWholeFile(markFile(folder), JSON.stringify({ from: basename(source), kept }))
  } catch (error) {
    rmSync(ready, { force: true })
    throw error
  }
  finishReplacing(folder)
  return kept
}

/** Ends a replacement that was cut off after it had been decided. Before the store is opened. */
export function finishReplacing(folder: string): void {
  const mark = markFile(folder)
  if (!existsSync(mark)) return
  const ready = readyFile(folder)
  if (existsSync(ready)) {
    // The log belongs to the file that goes: left behind, SQLite would write it into the new one.
    for (const companion of companions) rmSync(join(folder, storeFile + companion), { force: true })
    syncFolder(folder)
    renameSync(ready, join(folder, storeFile))
    syncFolder(folder)
  }
  rmSync(mark, { force: true })
  syncFolder(folder)
}

/** Copies a store's file and its log as they are, into a folder named by the moment, and makes the copies durable. */
export function keepStore(folder: string, at: Date): string {
  const name = `replaced-${at.toISOString().replace(/[:.]/g, '-')}`
  const kept = join(folder, name)
  mkdirSync(kept, { mode: 0o700 })
  try {
    for (const suffix of ['', '-wal']) {
      const file = join(folder, storeFile + suffix)
      if (!existsSync(file)) continue
      const copy = join(kept, storeFile + suffix)
      prepareFile(copy)
      copyFileSync(file, copy)
      syncFile(copy)
    }
  } catch (error) {
    rmSync(kept, { recursive: true, force: true })
    throw error
  }
  syncFolder(kept)
  syncFolder(folder)
  return name
}
