import type Database from 'better-sqlite3'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isValid } from 'ulid'
import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import { eventTypes } from '#shared/article/workflow.ts'
import { ok, type Result } from '#shared/result.ts'
import { migrations } from '../store/migrations/index.ts'
import { openStore, storeFile } from '../store/open.ts'
import { defaultSettings } from '../store/settings.ts'
import { isCorrupt } from './check-text.ts'
import { openRawPages } from './raw-pages.ts'
import type { RawRecord } from './raw-records.ts'
import { quoted, rawRows, rowOf, shapeOf, type RawRow, type TableShape } from './raw-tables.ts'
import { mendReferences } from './salvage-references.ts'
import { dropUnsoundVersions } from './salvage-versions.ts'

/** What could be brought over from a damaged file, and what could not. */
export interface Salvage {
  articles: number
  versions: number
  /** Articles whose newest words were damaged: they stand at their newest version that holds. */
  wentBack: string[]
  /** Articles of which no words could be read. */
  lost: string[]
  /** Versions that are not what was stored, or that stand on one that is not. */
  lostVersions: number
}

/** Made again from the rest: the search index, and counts that a trigger keeps. */
const derived = /^(sqlite_|search_|tally$)/

/**
 * Reads a damaged store page by page and puts every row that holds into a new one in `into`, an empty folder: texts and
 * versions only if their hashes hold, so that nothing wrong is ever shown as good. The damaged file is only read. Its
 * write-ahead log goes first; what is not sound with it is looked for without.
 */
export function salvage(damagedFolder: string, into: string): Result<Salvage> {
  mkdirSync(into, { recursive: true, mode: 0o700 })
  const file = join(damagedFolder, storeFile)
  const opened = openStore(into, migrations.slice(0, versionOf(file)))
  if (!opened.ok) return opened
  const store = opened.value
  try {
    store.database.pragma('foreign_keys = 0')
    store.database.exec('DELETE FROM device')
    let lostVersions = 0
    for (const withLog of readings(store.database, file)) {
      store.database.transaction(() => takeRows(store.database, file, withLog)).immediate()
      lostVersions = dropUnsoundVersions(store)
    }
    const mended = store.database.transaction(() => mendReferences(store)).immediate()
    store.database.pragma('foreign_keys = 1')
    const count = (table: string) => Number(store.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    return ok({ articles: count('article'), versions: count('revision'), lostVersions, ...mended })
  } finally {
    store.close()
  }
}

/** The version that the file names, if that can be; else the newest. */
function versionOf(file: string): number {
  const pages = openRawPages(file, true)
  try {
    const said = pages.page(1)?.readUInt32BE(60) ?? 0
    return said >= 1 && said <= migrations.length ? said : migrations.length
  } finally {
    pages.close()
  }
}

/**
 * In which order the file is read with and without its log. Versions are only ever added, so a log that takes one away
 * is damaged, or another desk's: then what stands without it goes first.
 */
function readings(database: Database.Database, file: string): boolean[] {
  if (!existsSync(`${file}-wal`)) return [true]
  const [logged, bare] = [versionIds(database, file, true), versionIds(database, file, false)]
  return [...bare].every((id) => logged.has(id)) ? [true, false] : [false, true]
}

function versionIds(database: Database.Database, file: string, withLog: boolean): Set<unknown> {
  const shape = shapeOf(database, 'revision')
  const ids = new Set<unknown>()
  const pages = openRawPages(file, withLog)
  try {
    for (const found of rawRows(pages, (table) => (table === 'revision' ? shape : null)))
      if (found.table === 'revision') ids.add(found.row.id)
  } finally {
    pages.close()
  }
  return ids
}

function takeRows(database: Database.Database, file: string, withLog: boolean): void {
  // Not the tables that hold a search index together: an index is made again from what it is an index of.
  const names = database
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .pluck()
    .all() as string[]
  const shapes = new Map(names.filter((name) => !derived.test(name)).map((name) => [name, shapeOf(database, name)]))
  const inserts = new Map<string, Database.Statement>()
  const pages = openRawPages(file, withLog)
  try {
    for (const found of rawRows(pages, (table) => shapes.get(table) ?? null)) {
      if (found.table !== null) {
        const shape = shapes.get(found.table)
        if (shape) take(shape, found.row)
        continue
      }
      // A leaf that nothing leads to: its rows go to the table that takes them. The tables are strict.
      if (found.record.rowid === null) {
        takeSetting(found.record)
        continue
      }
      for (const shape of shapes.values())
        if (shape.stored.length === found.record.values.length && take(shape, rowOf(found.record, shape))) break
    }
  } finally {
    pages.close()
  }

  /** Rows without a number may be an index's: of them only the desk's own settings are known by their names. */
  function takeSetting(record: RawRecord): void {
    const shape = shapes.get('setting')
    const [key, value] = record.values
    if (shape && record.values.length === 2 && typeof value === 'string' && Object.hasOwn(defaultSettings, String(key)))
      take(shape, rowOf(record, shape))
  }

  function take(shape: TableShape, row: RawRow): boolean {
    const columns = shape.columns.filter((column) => Object.hasOwn(row, column))
    // A record that says of itself that it has nothing.
    if (columns.length === 0) return false
    const key = `${shape.name}(${columns.join()})`
    let insert = inserts.get(key)
    if (!insert) {
      insert = database.prepare(
        `INSERT OR IGNORE INTO ${quoted(shape.name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      )
      inserts.set(key, insert)
    }
    if (shape.name === 'working' && !isSoundText(row)) return false
    if (shape.name === 'event' && !isLegibleEvent(row)) return false
    if (shape.name === 'setting' && readJson(row.value) === undefined) return false
    // A name is worth more than the handles beside it.
    if (shape.name === 'person' && readJson(row.handles) === undefined) row = { ...row, handles: '[]' }
    try {
      return insert.run(columns.map((column) => row[column] ?? null)).changes > 0
    } catch (error) {
      // Of a type that the column does not take, or of another table: no row of this one.
      if (isCorrupt(error)) throw error
      return false
    }
  }
}

/** What happened has to be something that happens: an entry that nobody can read would stop whoever reads the record. */
function isLegibleEvent({ id, type, detail }: RawRow): boolean {
  return (
    isValid(String(id)) && (eventTypes as readonly unknown[]).includes(type) && typeof readJson(detail) === 'object'
  )
}

/** Undefined where it is not JSON. */
function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

function isSoundText({ article, schema_version: version, article_hash: hash }: RawRow): boolean {
  try {
    return articleHash(Number(version), JSON.parse(String(article)) as Article) === hash
  } catch {
    return false
  }
}
