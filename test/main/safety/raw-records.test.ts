import Database from 'better-sqlite3'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openRawPages } from '#main/safety/raw-pages.ts'
import { recordsUnder, type RawValue } from '#main/safety/raw-records.ts'

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-raw-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'desk.sqlite')
}

function rawRows(file: string, table: string, withLog = true): RawValue[][] {
  const pages = openRawPages(file, withLog)
  try {
    const schema = [...recordsUnder(pages, 1, new Set())]
    const root = schema.find(({ values }) => values[1] === table && values[0] === 'table')?.values[3]
    return [...recordsUnder(pages, Number(root), new Set())].map(({ rowid, values }) => [rowid, ...values])
  } finally {
    pages.close()
  }
}

const values: [string, unknown][] = [
  ['nothing', null],
  ['zero', 0],
  ['one', 1],
  ['minus one', -1],
  ['a small number', 127],
  ['a negative of two bytes', -300],
  ['three bytes', 8_000_000],
  ['six bytes', 2 ** 45],
  ['a broken number', 0.25],
  ['an empty text', ''],
  ['a text with signs beyond ASCII', 'Ærø – “ferry” 🛳'],
  ['bytes', Buffer.from([0, 255, 7])],
  ['a text over many pages', 'The ferry is late. '.repeat(4000)],
  ['bytes that just do not fit a page', Buffer.alloc(4061, 3)]
]

test.each(values)('%s is read as SQLite stored it', (_what, value) => {
  const file = newFile()
  const database = new Database(file)
  database.exec('CREATE TABLE row (value)')
  database.prepare('INSERT INTO row (value) VALUES (?)').run(Number.isInteger(value) ? BigInt(value as number) : value)
  database.close()
  const expected = Number.isInteger(value) ? BigInt(value as number) : value
  expect(rawRows(file, 'row')).toEqual([[1n, expected]])
})

test('a table of many pages, and one without row ids, are read whole', () => {
  const file = newFile()
  const database = new Database(file)
  database.exec('CREATE TABLE many (name TEXT); CREATE TABLE keyed (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID')
  const [many, keyed] = [
    database.prepare('INSERT INTO many VALUES (?)'),
    database.prepare('INSERT INTO keyed VALUES (?, ?)')
  ]
  database.transaction(() => {
    for (let number = 0; number < 3000; number++) {
      many.run(`name ${number} ${'x'.repeat(number % 90)}`)
      keyed.run(`key ${number}`, 'y'.repeat(number % 600))
    }
  })()
  database.close()
  expect(rawRows(file, 'many')).toHaveLength(3000)
  expect(new Set(rawRows(file, 'keyed').map(([, key]) => key)).size).toBe(3000)
})

test('what stands only in the write-ahead log is read, up to the last commit', () => {
  const file = newFile()
  const database = new Database(file)
  database.pragma('journal_mode = wal')
  database.exec('CREATE TABLE row (value)')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.exec("INSERT INTO row VALUES ('committed')")
  database.pragma('cache_size = 1')
  database.exec('BEGIN')
  database.prepare('INSERT INTO row VALUES (?)').run('never committed '.repeat(9000))
  copyFileSync(file, `${file}.copy`)
  copyFileSync(`${file}-wal`, `${file}.copy-wal`)
  database.exec('ROLLBACK')
  database.close()
  expect(rawRows(`${file}.copy`, 'row')).toEqual([[1n, 'committed']])
  expect(rawRows(`${file}.copy`, 'row', false)).toEqual([])
})
