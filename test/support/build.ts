import { mkdirSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build, isBuilt } from '#main/start/build.ts'

export const root = resolve(import.meta.dirname, '../..')
const lock = resolve(root, 'node_modules/.copydesk-building')
const longest = 180_000

/** Builds out/ when a source is newer than it. Several test processes may ask at once: one builds, the rest wait. */
export async function ensureBuilt(): Promise<void> {
  while (!isBuilt(root)) {
    if (!takeLock()) {
      await wait(200)
      continue
    }
    try {
      if (isBuilt(root)) return
      const failure = await build(root)
      if (failure !== null) throw new Error(`The build failed.\n${failure}`)
      return
    } finally {
      rmSync(lock, { recursive: true, force: true })
    }
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > longest) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

/** Playwright’s global set-up. */
export default ensureBuilt
