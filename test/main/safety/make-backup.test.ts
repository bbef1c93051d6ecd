import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupsFolder, copyFile, listBackups } from '#main/safety/backup.ts'
import { makeBackup } from '#main/safety/make-backup.ts'
import { openAlone } from '#main/safety/holding.ts'
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
])('%s that is not what was stored is never called a backup', async (_what, damage) => {
  storeArticles(store, 5)
  store.database.exec(damage)
  const made = await makeBackup(folder, 'regular', new Date())
  expect(made).toMatchObject({ ok: false, error: { code: 'damaged', message: expect.stringContaining('“article') } })
  expect(readdirSync(backupsFolder(folder))).toEqual([])
})

test('a copy that has been cut short since is not listed', async () => {
  storeArticles(store, 2)
  const backup = expectOk(await makeBackup(folder, 'regular', new Date()))
  writeFileSync(copyFile(folder, backup.id), 'gone')
  expect(listBackups(folder)).toEqual([])
})
