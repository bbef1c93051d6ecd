import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkRecord, checkText } from '#main/safety/check-text.ts'
import { readWorking } from '#main/store/articles.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { storeFile } from '#main/store/open.ts'
import { listRevisions, readRevision } from '#main/store/revisions.ts'
import { indexDirty } from '#main/store/search.ts'
import { makeEarlyDesk, missingRows, rowsOf } from '#test/support/early-desk.ts'
import { storedArticle } from '#test/support/stored-articles.ts'
import { newFolder, newStore } from './support.ts'

test.each(migrations.map((_, index) => index + 1))(
  'a desk of version %i opens today, and keeps every row and hash',
  (version) => {
    const folder = newFolder()
    makeEarlyDesk(folder, version)
    const old = new Database(join(folder, storeFile))
    const before = rowsOf(old)
    // The fixture has to have something in every table that there was.
    for (const [table, rows] of before) expect([table, rows.length > 0]).toEqual([table, true])
    old.close()

    const store = newStore(folder)
    expect(missingRows(before, rowsOf(store.database))).toEqual([])
    const ids = store.database.prepare('SELECT id FROM article ORDER BY number').pluck().all() as string[]
    expect(ids.map((id) => readWorking(store, id)?.article)).toEqual([1, 2, 3].map((one) => storedArticle(one)))
    expect(ids.flatMap((id) => checkText(store, id))).toEqual([])
    for (const id of ids)
      for (const { id: revision } of listRevisions(store, id)) expect(readRevision(store, revision).ok).toBe(true)
    expect(checkRecord(store, 0)).toEqual({ damaged: [], next: null })
    while (indexDirty(store, 50) > 0);
    store.database.exec("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(store.database.pragma('foreign_key_check')).toEqual([])
  }
)

test('a row that is not what it was is seen', () => {
  const row = { id: 1, words: 'as it was' }
  expect(missingRows(new Map([['t', [row]]]), new Map([['t', [{ ...row, more: '' }]]]))).toEqual([])
  expect(missingRows(new Map([['t', [row]]]), new Map([['t', [{ ...row, words: 'as it is' }]]]))).toHaveLength(1)
  expect(missingRows(new Map([['t', [row]]]), new Map())).toHaveLength(1)
})
