import Database from 'better-sqlite3'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#shared/result.ts'
import { DamagedError } from './failure.ts'
import { prepareFile, syncFile, syncFolder } from './folder.ts'

export const migrate = { check, run }

/** Whether this version can read the file at all. Reads only. */
function check(database: Database.Database, steps: readonly string[]): Result<number> {
  const version = versionOf(database)
  if (version > steps.length)
    return fail(
      'newer-version',
      `This desk was last opened by a newer Copydesk (its store has version ${version}; this one knows ${steps.length}). Update Copydesk to open it; nothing has been changed.`
    )
  if (version === 0 && database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0)
    return fail(
      'damaged',
      'The file in the desk folder is a database, but not one of Copydesk’s. Nothing has been changed in it.'
    )
  return ok(version)
}

/** Brings the tables up to date, a transaction each; a store that holds something is copied first. */
function run(database: Database.Database, folder: string, steps: readonly string[]): Result<null> {
  const version = versionOf(database)
  if (version > 0 && version < steps.length) backUp(database, folder, version)
  steps.slice(version).forEach((sql, index) => {
    database
      .transaction(() => {
        database.exec(sql)
        database.pragma(`user_version = ${version + index + 1}`)
        const broken = database.pragma('foreign_key_check') as unknown[]
        if (broken.length > 0)
          throw new Error(`Migration ${version + index + 1} leaves ${broken.length} rows that point nowhere.`)
      })
      .immediate()
  })
  return ok(null)
}

/** A copy that counts: whole, checked page by page, durable. Named by the version that it holds and the moment. */
function backUp(database: Database.Database, folder: string, version: number): void {
  const backups = join(folder, 'backups')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const file = join(backups, `before-migration-v${version}-${new Date().toISOString().replace(/[:.]/g, '-')}.sqlite`)
  prepareFile(file)
  try {
    database.prepare('VACUUM INTO ?').run(file)
    verify(file, version)
    syncFile(file)
    syncFolder(backups)
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  }
}

function verify(file: string, version: number): void {
  const copy = new Database(file, { readonly: true })
  try {
    const found = copy.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new DamagedError(`The copy made before a migration is not whole: ${String(found)}`)
    if (versionOf(copy) !== version)
      throw new DamagedError(`The copy made before a migration has version ${versionOf(copy)}, not ${version}.`)
  } finally {
    copy.close()
  }
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}
