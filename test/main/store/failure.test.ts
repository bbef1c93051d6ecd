import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DamagedError, storeFailure } from '#main/store/failure.ts'

const sqlite = (code: string) => new Database.SqliteError('said by SQLite', code)
const system = (code: string) => Object.assign(new Error('said by the system'), { code })

test.each([
  [sqlite('SQLITE_FULL'), 'disk-full'],
  [system('ENOSPC'), 'disk-full'],
  [sqlite('SQLITE_READONLY_DBMOVED'), 'read-only'],
  [system('EACCES'), 'read-only'],
  [system('EROFS'), 'read-only'],
  [sqlite('SQLITE_BUSY'), 'locked'],
  [sqlite('SQLITE_LOCKED'), 'locked'],
  [sqlite('SQLITE_CORRUPT_INDEX'), 'damaged'],
  [sqlite('SQLITE_NOTADB'), 'damaged'],
  [new DamagedError('not what was stored'), 'damaged'],
  [sqlite('SQLITE_CANTOPEN'), 'unreachable'],
  [sqlite('SQLITE_IOERR_FSYNC'), 'unreachable'],
  [sqlite('SQLITE_PROTOCOL'), 'unreachable'],
  [sqlite('SQLITE_CONSTRAINT_TRIGGER'), 'internal'],
  [new TypeError('x is not a function'), 'internal'],
  ['thrown text', 'internal'],
  [undefined, 'internal']
])('%s is told as %s', (error, code) => {
  const failure = storeFailure(error)
  expect(failure.code).toBe(code)
  expect(failure.message).toMatch(/^[A-Z].*\.$/)
  expect(failure.message).not.toMatch(/SQLITE|said by/)
})

test('a folder that went away while the desk was opened is told as gone', () => {
  let thrown: unknown
  try {
    new Database('/there/is/no/such/folder/desk.sqlite')
  } catch (error) {
    thrown = error
  }
  expect(storeFailure(thrown).code).toBe('unreachable')
})
