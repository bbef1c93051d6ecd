import Database from 'better-sqlite3'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#shared/result.ts'
import { finishReplacing } from '../safety/replace-store.ts'
import { storeFailure } from './failure.ts'
import { prepareFile, prepareFolder } from './folder.ts'
import { newId, startIdsAfter } from './ids.ts'
import { holdLock } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** One desk folder, opened: the only read-write connection to it on this computer. */
export interface Store {
  readonly folder: string
  readonly database: Database.Database
  /** Names this installation in everything that it makes; a ULID from the first launch. */
  readonly deviceId: string
  close(): void
}

export const storeFile = 'desk.sqlite'

/** What every connection must say of itself before a word is trusted to it. */
const pragmas: Record<string, string | number> = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  secure_delete: 1,
  recursive_triggers: 1,
  // A core that waits answers nobody: who saves is told within two seconds, and tries again by itself.
  busy_timeout: 1000
}

/**
 * Opens the desk folder, making it when it is not there. Fails with `locked` while another instance has it open,
 * `newer-version`, `damaged`, `read-only`, `disk-full`, `unreachable`. `steps` are the migrations that this version knows;
 * `thrown` hears of the error behind a failure, for the log.
 */
export function openStore(
  folder: string,
  steps: readonly string[] = migrations,
  thrown: (error: unknown) => void = () => {}
): Result<Store> {
  const opened: (() => void)[] = []
  const close = () => {
    for (const undo of opened.splice(0).reverse()) undo()
  }
  try {
    prepareFolder(folder)
    const lock = holdLock(folder)
    if (!lock)
      return fail(
        'locked',
        'This desk is open already in another Copydesk on this computer. Go on there, or close it first.'
      )
    opened.push(lock)
    finishReplacing(folder)
    const file = join(folder, storeFile)
    prepareFile(file)
    const database = new Database(file)
    opened.push(() => void database.close())
    // Before anything is set: the file of a newer Copydesk stays as it is.
    const current = migrate.check(database, steps)
    if (!current.ok) return refuse(current)
    setPragmas(database)
    const migrated = migrate.run(database, folder, steps)
    if (!migrated.ok) return refuse(migrated)
    for (const companion of [`${file}-wal`, `${file}-shm`]) if (existsSync(companion)) chmodSync(companion, 0o600)
    const newest = database.prepare('SELECT max(id) FROM event').pluck().get()
    if (typeof newest === 'string') startIdsAfter(newest)
    return ok({ folder, database, deviceId: deviceOf(database), close })
  } catch (error) {
    thrown(error)
    close()
    return { ok: false, error: storeFailure(error) }
  }

  function refuse(failure: Result<never>): Result<never> {
    close()
    return failure
  }
}

/**
 * Runs everything in `run` or nothing of it, and returns when it is durable on the disk. Every write to the store goes
 * through here; one inside another belongs to the outer one.
 */
export function write<T>(store: Store, run: () => T): T {
  return store.database.transaction(run).immediate()
}

function setPragmas(database: Database.Database): void {
  for (const [name, value] of Object.entries(pragmas)) {
    database.pragma(`${name} = ${value}`)
    const read = database.pragma(name, { simple: true })
    if (read !== value) throw new Error(`SQLite has ${name} at ${String(read)}, not at ${value}.`)
  }
}

function deviceOf(database: Database.Database): string {
  database.prepare('INSERT INTO device (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM device)').run(newId())
  return String(database.prepare('SELECT id FROM device').pluck().get())
}
