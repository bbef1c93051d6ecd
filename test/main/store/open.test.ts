import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWorking } from '#main/store/articles.ts'
import { storeFailure } from '#main/store/failure.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, storeFile, write } from '#main/store/open.ts'
import { readSettings, writeSettings } from '#main/store/settings.ts'
import { expectOk } from '#shared/result.ts'
import { addAccount, addArticle, articleOf, newFolder, newStore, saveArticle } from './support.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777
const openModule = new URL('../../../src/main/store/open.ts', import.meta.url).href

test('a connection has every setting that the promises stand on', () => {
  const { database } = newStore()
  const read = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'trusted_schema',
    'secure_delete',
    'recursive_triggers',
    'busy_timeout'
  ]
  expect(read.map((name) => database.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 0, 1, 1, 1000])
})

test.skipIf(process.platform === 'win32')('folder and files are their owner’s alone, also when they were not', () => {
  const folder = join(newFolder(), 'new', 'desk')
  expectOk(openStore(folder)).close()
  chmodSync(folder, 0o755)
  chmodSync(join(folder, storeFile), 0o644)
  const store = newStore(folder)
  write(store, () => writeSettings(store, { ...readSettings(store), deskName: 'Harbour' }))
  expect(modeOf(folder)).toBe(0o700)
  const files = readdirSync(folder)
  expect(files).toEqual(expect.arrayContaining(['desk.lock', storeFile, `${storeFile}-shm`, `${storeFile}-wal`]))
  for (const file of files) expect([file, modeOf(join(folder, file))]).toEqual([file, 0o600])
})

test('the device keeps its id', () => {
  const folder = newFolder()
  const first = expectOk(openStore(folder))
  first.close()
  expect(first.deviceId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(newStore(folder).deviceId).toBe(first.deviceId)
  expect(newStore().deviceId).not.toBe(first.deviceId)
})

test('an event whose name was damaged does not keep the desk shut', () => {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  addArticle(store, { ownerId: addAccount(store), article: articleOf('Before.') })
  store.database.exec(`DROP TRIGGER IF EXISTS event_never_changes`)
  store.database.exec(
    `INSERT INTO event (id, article_id, revision, article_hash, type, actor, reason, at, detail)
     SELECT ':1ZZZZZZZZZZZZZZZZZZZZZZZZ', id, NULL, NULL, 'created', owner_id, '', updated_at, '{}' FROM article`
  )
  store.close()
  newStore(folder)
})

test('a second opening in one process is refused, again and again, until the first is closed', () => {
  const folder = newFolder()
  const first = expectOk(openStore(folder))
  for (const _ of [1, 2]) expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'locked' } })
  first.close()
  newStore(folder)
})

test('another process is refused while one lives, and takes over when it was killed', async () => {
  const folder = newFolder()
  const script = `import { openStore } from '${openModule}'
    console.log(openStore(process.argv[1]).ok); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString().trim()).toBe('true')
  expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'locked' } })
  child.kill('SIGKILL')
  await once(child, 'exit')
  newStore(folder)
})

test('a store of a newer version is refused and not touched', () => {
  const folder = newFolder()
  expectOk(openStore(folder, [...migrations, 'CREATE TABLE later (id TEXT)'])).close()
  const before = readFileSync(join(folder, storeFile))
  const refused = openStore(folder)
  expect(refused).toMatchObject({ ok: false, error: { code: 'newer-version' } })
  expect(readFileSync(join(folder, storeFile)).equals(before)).toBe(true)
})

test.each([
  ['words', Buffer.from('This was a database once. '.repeat(400))],
  ['a broken header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192, 0xff)])]
])('a file of %s is told as damaged and kept', (_, bytes) => {
  const folder = newFolder()
  writeFileSync(join(folder, storeFile), bytes)
  expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'damaged' } })
  expect(readFileSync(join(folder, storeFile)).equals(bytes)).toBe(true)
})

test('somebody else’s database is refused and not touched', () => {
  const folder = newFolder()
  const other = new Database(join(folder, storeFile))
  other.exec('CREATE TABLE recipe (name TEXT)')
  other.close()
  const before = readFileSync(join(folder, storeFile))
  expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'damaged' } })
  expect(readFileSync(join(folder, storeFile)).equals(before)).toBe(true)
})

test('a folder that is a file cannot be opened, and says so', () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  expect(openStore(join(file, 'desk'))).toMatchObject({ ok: false, error: { code: 'unreachable' } })
})

test('a write happens whole or not at all', () => {
  const store = newStore()
  const rename = (deskName: string) => writeSettings(store, { ...readSettings(store), deskName })
  write(store, () => rename('Harbour'))
  expect(() =>
    write(store, () => {
      rename('Lost')
      write(store, () => rename('Lost too'))
      throw new Error('in the middle')
    })
  ).toThrow('in the middle')
  expect(readSettings(store).deskName).toBe('Harbour')
})

test('a full disk is told as one, and what was stored before is whole', () => {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  const ownerId = addAccount(store)
  const id = addArticle(store, { ownerId, article: articleOf('Before.') })
  const pages = Number(store.database.pragma('page_count', { simple: true }))
  store.database.pragma(`max_page_count = ${pages + 2}`)
  let thrown: unknown
  try {
    saveArticle(store, id, articleOf('Too much. '.repeat(20_000)))
  } catch (error) {
    thrown = error
  }
  expect(storeFailure(thrown).code).toBe('disk-full')
  expect(readWorking(store, id)?.article).toEqual(articleOf('Before.'))
  store.close()
  const again = newStore(folder)
  expect(again.database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(readWorking(again, id)).toMatchObject({ version: 1, article: articleOf('Before.') })
  saveArticle(again, id, articleOf('Room again.'))
  expect(readWorking(again, id)).toMatchObject({ version: 2 })
})

test('a store that holds something is copied, checked and kept before a migration', () => {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  write(store, () => writeSettings(store, { ...readSettings(store), deskName: 'Harbour' }))
  store.close()
  const migrated = expectOk(openStore(folder, [...migrations, 'DELETE FROM setting']))
  expect(readSettings(migrated).deskName).toBe('')
  migrated.close()
  const [name, ...others] = readdirSync(join(folder, 'backups'))
  expect(others).toEqual([])
  const file = join(folder, 'backups', name ?? '')
  expect(modeOf(file)).toBe(0o600)
  const copy = new Database(file, { readonly: true })
  expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(copy.prepare("SELECT value FROM setting WHERE key = 'deskName'").pluck().get()).toBe('"Harbour"')
  copy.close()
})

test('a migration that fails leaves the store as it was', () => {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  write(store, () => writeSettings(store, { ...readSettings(store), deskName: 'Harbour' }))
  store.close()
  expect(openStore(folder, [...migrations, 'DELETE FROM setting; SELECT nonsense FROM nowhere;']).ok).toBe(false)
  expect(readSettings(newStore(folder)).deskName).toBe('Harbour')
})

test('a new store is not copied', () => {
  const { folder } = newStore()
  expect(existsSync(join(folder, 'backups'))).toBe(false)
})
