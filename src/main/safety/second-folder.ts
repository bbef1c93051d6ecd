import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { Backup } from '#shared/contract/backups.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { syncFile, syncFolder } from '../store/folder.ts'
import { writeWholeFile } from '../whole-file.ts'
import { backupsFolder, copyFile, listBackups, sidecarFile } from './backup.ts'
import { outdated } from './retention.ts'

/** Beside the store, not in it: who has to rescue a desk has to find its other copies. */
const settingFile = (folder: string) => join(folder, 'second-folder.json')

export function readSecondFolder(folder: string): string | null {
  try {
    const { path } = JSON.parse(readFileSync(settingFile(folder), 'utf8')) as { path?: unknown }
    return typeof path === 'string' ? path : null
  } catch {
    return null
  }
}

/** Remembers the folder, when it is one that copies can go to; nothing is written there yet but a trial. */
export async function chooseSecondFolder(folder: string, path: string | null): Promise<Result<null>> {
  if (path !== null) {
    const usable = tryFolder(folder, path)
    if (!usable.ok) return usable
  }
  await writeWholeFile(settingFile(folder), JSON.stringify({ path }))
  return ok(null)
}

function tryFolder(folder: string, path: string): Result<null> {
  if (!isAbsolute(path)) return fail('invalid-input', 'Give the whole path of the folder, from the root of its disk.')
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return fail('not-found', `There is no folder ${path}. Make it first, or connect its disk.`)
  const inside = relative(resolve(folder), resolve(path))
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside)))
    return fail('refused', 'The second folder has to lie outside the desk’s own: best on another disk.')
  try {
    mkdirSync(join(path, 'backups'), { recursive: true, mode: 0o700 })
    return ok(null)
  } catch {
    return fail('read-only', `Nothing can be written to ${path}. Check its permissions, or choose another folder.`)
  }
}

/**
 * Brings copies and pictures to the second folder, laid out like a desk folder: Copydesk started on it finds them. What is
 * there already stays. Throws as the disk does.
 */
export function mirror(folder: string, second: string): void {
  mkdirSync(backupsFolder(second), { recursive: true, mode: 0o700 })
  const there = new Set(listBackups(second).map(({ id }) => id))
  const here = listBackups(folder)
  for (const { id } of here) {
    if (there.has(id)) continue
    copyWhole(copyFile(folder, id), copyFile(second, id))
    copyWhole(sidecarFile(folder, id), sidecarFile(second, id))
  }
  syncFolder(backupsFolder(second))
  mirrorMedia(folder, second)
  removeOutdated(second)
}

function mirrorMedia(folder: string, second: string): void {
  const media = join(folder, 'media')
  if (!existsSync(media)) return
  for (const prefix of readdirSync(media)) {
    mkdirSync(join(second, 'media', prefix), { recursive: true, mode: 0o700 })
    for (const name of readdirSync(join(media, prefix))) {
      const [from, to] = [join(media, prefix, name), join(second, 'media', prefix, name)]
      if (statSync(to, { throwIfNoEntry: false })?.size !== statSync(from).size) copyWhole(from, to)
    }
  }
}

function copyWhole(from: string, to: string): void {
  const part = `${to}.part`
  try {
    copyFileSync(from, part)
    syncFile(part)
    renameSync(part, to)
  } finally {
    rmSync(part, { force: true })
  }
}

export function removeOutdated(folder: string): void {
  for (const id of outdated(listBackups(folder))) {
    // Its sidecar first: a copy without one does not count.
    rmSync(sidecarFile(folder, id), { force: true })
    rmSync(copyFile(folder, id), { force: true })
  }
}

/** Where a copy lies: here, or else in the second folder. */
export function findCopy(folder: string, id: string): { backup: Backup; in: string } | null {
  const second = readSecondFolder(folder)
  for (const place of second === null ? [folder] : [folder, second]) {
    const backup = listBackups(place).find((one) => one.id === id)
    if (backup) return { backup, in: place }
  }
  return null
}

/** Every copy there is, here and in the second folder, each once. Newest first. */
export function allBackups(folder: string): Backup[] {
  const second = readSecondFolder(folder)
  const here = listBackups(folder)
  const elsewhere = second === null ? [] : listBackups(second).filter(({ id }) => !here.some((one) => one.id === id))
  return [...here, ...elsewhere].sort((a, b) => (a.at < b.at ? 1 : -1))
}
