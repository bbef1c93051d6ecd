import Database from 'better-sqlite3'
import type { RawPages } from './raw-pages.ts'
import { isLeaf, recordsOf, recordsUnder, type RawRecord, type RawValue } from './raw-records.ts'

/** A row by the names of its columns. */
export type RawRow = Record<string, RawValue>

export interface TableShape {
  name: string
  columns: string[]
  /** The column that is the row's number itself, and is stored as nothing; null where there is none. */
  numberColumn: string | null
  /** In the order in which a record has them: a table WITHOUT ROWID begins with its key. */
  stored: string[]
}

/** The shape of a table, from a database that has it. */
export function shapeOf(database: Database.Database, table: string): TableShape {
  const info = database.pragma(`table_info(${quoted(table)})`) as { name: string; type: string; pk: number }[]
  const columns = info.map(({ name }) => name)
  const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const [{ wr: withoutRowid } = { wr: 0 }] = database.pragma(`table_list(${quoted(table)})`) as { wr: number }[]
  if (withoutRowid === 1) {
    const keyed = key.map(({ name }) => name)
    return {
      name: table,
      columns,
      numberColumn: null,
      stored: [...keyed, ...columns.filter((one) => !keyed.includes(one))]
    }
  }
  const number = key.length === 1 && key[0]?.type.toUpperCase() === 'INTEGER' ? key[0].name : null
  return { name: table, columns, numberColumn: number, stored: columns }
}

/**
 * Every row of every table that can still be read: by the tables' own trees first; then the leaves that no tree leads
 * to, whose rows are offered with `table` null, for whoever knows them by their form.
 */
export function* rawRows(
  pages: RawPages,
  wanted: (table: string) => TableShape | null
): Generator<{ table: string; row: RawRow } | { table: null; record: RawRecord }> {
  const seen = new Set<number>()
  const schema = [...recordsUnder(pages, 1, seen)]
  for (const { values } of schema) {
    const [type, name, , root, sql] = values
    if (type === 'index') for (const _ of recordsUnder(pages, Number(root), seen)) continue
    if (type !== 'table' || typeof name !== 'string' || typeof sql !== 'string') continue
    const shape = wanted(name) && shapeIn(sql, name)
    for (const record of recordsUnder(pages, Number(root), seen))
      if (shape) yield { table: name, row: rowOf(record, shape) }
  }
  for (let number = 2; number <= pages.count; number++) {
    if (seen.has(number) || !isLeaf(pages, number)) continue
    for (const record of recordsOf(pages, number)) yield { table: null, record }
  }
}

/** A record by the columns of a table. Columns that were added after it was stored are absent. */
export function rowOf({ rowid, values }: RawRecord, { stored, numberColumn }: TableShape): RawRow {
  const row: RawRow = {}
  values.forEach((value, index) => {
    const name = stored[index]
    if (name !== undefined) row[name] = name === numberColumn ? rowid : value
  })
  return row
}

/** The shape of a table as its own file declares it: an older file has fewer columns. Null when that makes no sense. */
function shapeIn(sql: string, table: string): TableShape | null {
  const database = new Database(':memory:')
  try {
    database.exec(sql)
    return shapeOf(database, table)
  } catch {
    return null
  } finally {
    database.close()
  }
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
