import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { App } from './app.ts'

export const saveFailures = ['the core is gone', 'the disk is full', 'another program has the file'] as const
export type SaveFailure = (typeof saveFailures)[number]

/** What the window says of it, and whether the desk folder has to be a small disk of its own. */
export const toldOf: Record<SaveFailure, { words: RegExp; smallDisk: boolean }> = {
  'the core is gone': { words: /core does not answer/, smallDisk: false },
  'the disk is full': { words: /the disk is full/, smallDisk: true },
  // For the first seconds the store waits for the other program, and the core with it.
  'another program has the file': { words: /core does not answer|another program is using/i, smallDisk: false }
}

/** Makes every save fail from here on, as it does in life; returns the way to mend it. */
export async function breakSaving(app: App, how: SaveFailure): Promise<() => Promise<void>> {
  const broken: Record<SaveFailure, () => Promise<() => Promise<void>>> = {
    'the core is gone': async () => {
      await app.kill()
      return () => app.reopen({ window: 'stays' })
    },
    'the disk is full': async () => {
      const { bavail, bsize } = statfsSync(app.folder)
      const junk = join(app.folder, 'junk')
      writeFileSync(junk, Buffer.alloc(bavail * bsize))
      return async () => rmSync(junk)
    },
    'another program has the file': async () => {
      const other = new Database(join(app.folder, 'desk.sqlite'), { timeout: 5000 })
      other.exec('BEGIN IMMEDIATE')
      return async () => void other.close()
    }
  }
  return broken[how]()
}
