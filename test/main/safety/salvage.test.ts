import { copyFileSync, openSync, closeSync, writeSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkRecord, checkText } from '#main/safety/check-text.ts'
import { salvage } from '#main/safety/salvage.ts'
import { readWorking } from '#main/store/articles.ts'
import { openStore, storeFile, write } from '#main/store/open.ts'
import { listPeople } from '#main/store/people.ts'
import { readSettings, writeSettings } from '#main/store/settings.ts'
import { expectOk } from '#shared/result.ts'
import { storeArticles, storedArticle } from '#test/support/stored-articles.ts'
import { newFolder } from '../store/support.ts'

const pageSize = 4096
const articles = 30

/** A desk of thirty articles in a file of its own, closed; gives the folder and the articles' ids. */
function closedDesk(count = articles): { folder: string; file: string; ids: string[] } {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  const ids = storeArticles(store, count)
  store.close()
  return { folder, file: join(folder, storeFile), ids }
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, at)
  closeSync(descriptor)
}

/** Opens what was saved, as the app would: everything in it holds. Gives the texts by article. */
function texts(into: string): Map<string, unknown> {
  const store = expectOk(openStore(into))
  try {
    const ids = store.database.prepare('SELECT id FROM article').pluck().all() as string[]
    expect(ids.flatMap((id) => checkText(store, id))).toEqual([])
    expect(checkRecord(store, 0)).toEqual({ damaged: [], next: null })
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(store.database.pragma('foreign_key_check')).toEqual([])
    return new Map(ids.map((id) => [id, readWorking(store, id)?.article]))
  } finally {
    store.close()
  }
}

test('an undamaged desk comes through whole', () => {
  const { folder, ids } = closedDesk()
  const into = newFolder()
  expect(expectOk(salvage(folder, into))).toEqual({
    articles,
    versions: articles,
    wentBack: [],
    lost: [],
    lostVersions: 0
  })
  const saved = texts(into)
  ids.forEach((id, index) => expect(saved.get(id)).toEqual(storedArticle(index + 1)))
})

test('a flipped letter in the newest words is not shown as good: the article goes back to its version', () => {
  const { folder, file, ids } = closedDesk()
  const bytes = readFileSync(file)
  const at = bytes.indexOf('"The word 7-2 stands')
  overwrite(file, at + 5, Buffer.from('W'))
  const into = newFolder()
  expect(expectOk(salvage(folder, into))).toMatchObject({ articles, wentBack: ['article-7'], lost: [] })
  expect(texts(into).get(ids[6] ?? '')).toEqual(storedArticle(7))
})

test.each([
  ['an entry of the record', 'created01', 'creaked01'],
  ['a setting', '"The Harbour Gazette"', '"The Harbour Gazette!'],
  ['a person’s handles', '["@ruth@press.example"]', '["@ruth@press.example"}']
])('%s that nobody can read stops neither the rescue nor the desk', (_, sound, damaged) => {
  const { folder, file } = closedDesk()
  const before = expectOk(openStore(folder))
  write(before, () => writeSettings(before, { ...readSettings(before), deskName: 'The Harbour Gazette' }))
  before.database.prepare('UPDATE person SET handles = ?').run('["@ruth@press.example"]')
  before.close()
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf(sound); at >= 0; at = bytes.indexOf(sound, at + 1))
    overwrite(file, at, Buffer.from(damaged))
  const into = newFolder()
  expect(expectOk(salvage(folder, into)).articles).toBe(articles)
  texts(into)
  const store = expectOk(openStore(into))
  expect(readSettings(store).deskName).not.toBe('')
  expect(listPeople(store).map(({ name }) => name)).toEqual(['Ruth Okafor'])
  store.close()
})

test('an entry of the record whose own name is damaged is left behind, and the desk opens', () => {
  const { folder, file } = closedDesk()
  const before = expectOk(openStore(folder))
  const newest = String(before.database.prepare('SELECT max(id) FROM event').pluck().get())
  before.close()
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf(newest); at >= 0; at = bytes.indexOf(newest, at + 1))
    overwrite(file, at, Buffer.from(':'))
  const into = newFolder()
  expect(expectOk(salvage(folder, into)).articles).toBe(articles)
  texts(into)
  const store = expectOk(openStore(into))
  expect(store.database.prepare('SELECT count(*) FROM event').pluck().get()).toBe(articles - 1)
  store.close()
})

test('a row that says that it has no columns is left behind', () => {
  const { folder, file } = closedDesk()
  const before = expectOk(openStore(folder))
  const ids = before.database.prepare('SELECT id FROM event').pluck().all() as string[]
  before.close()
  const bytes = readFileSync(file)
  for (const id of ids)
    for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1)) {
      // A record begins with the length of its header; the id is the first column, right after it.
      const start = [9, 10, 11, 12, 13, 14].map((length) => at - length).find((place) => bytes[place] === at - place)
      if (start !== undefined) overwrite(file, start, Buffer.from([1]))
    }
  const into = newFolder()
  expect(expectOk(salvage(folder, into)).articles).toBe(articles)
  texts(into)
})

test('the first page may be gone, and with it every name of a table', () => {
  const { folder, file } = closedDesk()
  const before = expectOk(openStore(folder))
  write(before, () => writeSettings(before, { ...readSettings(before), deskName: 'The Harbour Gazette' }))
  before.close()
  overwrite(file, 0, Buffer.alloc(pageSize))
  const into = newFolder()
  const saved = expectOk(salvage(folder, into))
  expect(saved.articles).toBe(articles)
  expect(texts(into).size).toBe(articles)
  const store = expectOk(openStore(into))
  expect(readSettings(store).deskName).toBe('The Harbour Gazette')
  store.close()
})

test('the rows of a table whose root is gone are found by their form', () => {
  const { folder, file } = closedDesk()
  const store = expectOk(openStore(folder))
  const root = Number(store.database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'article'").pluck().get())
  store.close()
  overwrite(file, (root - 1) * pageSize, Buffer.alloc(pageSize))
  const into = newFolder()
  expect(expectOk(salvage(folder, into)).articles).toBe(articles)
  texts(into)
})

test('of a file cut in the middle, all that is left and holds comes through', () => {
  const { folder, file } = closedDesk(150)
  truncateSync(file, Math.floor(readFileSync(file).length * 0.7))
  const into = newFolder()
  const saved = expectOk(salvage(folder, into))
  expect(saved.articles).toBeGreaterThan(30)
  expect(saved.articles).toBeLessThan(150)
  expect(texts(into).size).toBe(saved.articles)
})

test('the log of another desk changes nothing', () => {
  const { folder, ids } = closedDesk()
  const other = newFolder()
  const open = expectOk(openStore(other))
  storeArticles(open, 3)
  copyFileSync(join(other, `${storeFile}-wal`), join(folder, `${storeFile}-wal`))
  open.close()
  const into = newFolder()
  expectOk(salvage(folder, into))
  const saved = texts(into)
  for (const id of ids) expect(saved.has(id)).toBe(true)
})

test('what is no database at all gives an empty desk, and says that nothing could be read', () => {
  const folder = newFolder()
  writeFileSync(join(folder, storeFile), 'The ferry is late. '.repeat(5000))
  const into = newFolder()
  expect(expectOk(salvage(folder, into))).toMatchObject({ articles: 0, versions: 0 })
})
