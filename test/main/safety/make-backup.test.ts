import Database from 'better-sqlite3'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyFile, listBackups } from '#main/safety/backup.ts'
import { makeBackup } from '#main/safety/make-backup.ts'
import { openAlone, readHolding, verifyCopy } from '#main/safety/holding.ts'
import { openStore, type Store } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'
import { storeArticles } from '#test/support/stored-articles.ts'

let folder: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'))
  store = expectOk(openStore(folder))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a backup holds every article and version, and says so', async () => {
  storeArticles(store, 5)
  const backup = expectOk(await makeBackup(folder, 'asked', new Date('2026-01-05T09:45:00Z')))
  expect(backup).toMatchObject({ id: 'asked-2026-01-05T09-45-00-000Z', articles: 5, versions: 5 })
  expect(listBackups(folder)).toEqual([backup])
  const copy = openAlone(copyFile(folder, backup.id))
  expect(copy.database.prepare('SELECT count(*) FROM working').pluck().get()).toBe(5)
  copy.close()
})

test('saves that come while it is made neither stop it nor get into it by halves', async () => {
  storeArticles(store, 40)
  const making = makeBackup(folder, 'regular', new Date())
  for (let more = 0; more < 30; more++) {
    storeArticles(store, 1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const backup = expectOk(await making)
  expect(backup.articles).toBe(backup.versions)
  expect(backup.articles).toBeGreaterThanOrEqual(40)
})

test.each([
  ['a text', "UPDATE working SET article = replace(article, 'word', 'sword') WHERE article_number = 3"],
  [
    'a version',
    'DROP TRIGGER revision_never_changes; UPDATE revision SET body = zeroblob(length(body)) WHERE number = 2'
  ]
])(
  'with %s damaged in the desk, the rest is copied all the same, and the copy says how much is damaged',
  async (_what, damage) => {
    storeArticles(store, 5)
    store.database.exec(damage)
    expect(expectOk(await makeBackup(folder, 'regular', new Date()))).toMatchObject({ articles: 5, damaged: 1 })
  }
)

test('a copy whose text is not the desk’s is no backup', async () => {
  storeArticles(store, 5)
  const file = join(folder, 'copy.sqlite')
  await store.database.backup(file)
  const copy = new Database(file)
  copy.exec("UPDATE working SET article = replace(article, 'word', 'sword') WHERE article_number = 3")
  copy.close()
  expect(verifyCopy(file, readHolding(store), store)).toMatchObject({
    ok: false,
    error: { code: 'damaged', message: expect.stringContaining('“article-3”') }
  })
})

test('a copy that has been cut short since is not listed', async () => {
  storeArticles(store, 2)
  const backup = expectOk(await makeBackup(folder, 'regular', new Date()))
  writeFileSync(copyFile(folder, backup.id), 'gone')
  expect(listBackups(folder)).toEqual([])
})
