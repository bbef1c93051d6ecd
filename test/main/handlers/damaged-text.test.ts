import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeFile } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let window: TestWindow
let id: string

beforeEach(async () => {
  desk = await openTestDesk()
  window = await desk.join('Ruth Okafor', 'editor')
  const sitting = await sitDown(window)
  id = sitting.opened.info.id
  expectOk(await sitting.save(typeInto(0, 'The ferry is late.')))
  await window.get('articles.close', { id, session: sitting.opened.session })
  expectOk(await sitting.save(typeInto(0, 'The ferry is late again.')))
})
afterEach(() => desk.close())

/** What a bad disk does, past everything that holds the app back. */
function damage(sql: string): void {
  const database = new Database(join(desk.folder, storeFile))
  database.exec(sql)
  database.close()
}

const damages = [
  ['another word', "UPDATE working SET article = replace(article, 'ferry is', 'fairy is')", 'fairy'],
  ['no JSON any more', 'UPDATE working SET article = substr(article, 1, length(article) - 3)', 'ferry'],
  [
    'a hash that is another',
    "UPDATE working SET article_hash = replace(article_hash, substr(article_hash, 1, 1), 'x')",
    'ferry'
  ]
] as const

test.each(damages)('%s is shown as damaged, and nothing is done to the article on it', async (_what, sql, word) => {
  damage(sql)
  const opened = expectOk(await window.ask('articles.open', { id }))
  expect(opened.damaged).toContain('not exactly what was stored')
  expect(JSON.stringify(opened.article.body)).toContain(word)
  const submitted = await window.ask('workflow.move', {
    articleId: id,
    move: 'submit',
    articleHash: /^[0-9a-f]{64}$/.test(opened.info.articleHash) ? opened.info.articleHash : '0'.repeat(64)
  })
  expect(submitted.ok).toBe(false)
})

test.each(damages)(
  'with %s the newest version is restored, and the damaged words are kept under their name',
  async (_what, sql) => {
    damage(sql)
    const [newest] = await window.get('revisions.list', { articleId: id })
    expectOk(await window.ask('revisions.restore', { articleId: id, id: newest?.id ?? '' }))
    const opened = expectOk(await window.ask('articles.open', { id }))
    expect(opened.damaged).toBeNull()
    expect(JSON.stringify(opened.article.body)).toContain('The ferry is late.')
    const versions = await window.get('revisions.list', { articleId: id })
    expect(versions.map(({ kind }) => kind)).toContain('damaged')
  }
)

test('words that a window still has are stored over damaged ones', async () => {
  const sitting = await sitDown(window, id)
  damage(damages[0][1])
  expectOk(await sitting.save(typeInto(0, 'The ferry is late, and the quay is full.')))
  const opened = expectOk(await window.ask('articles.open', { id }))
  expect(opened.damaged).toBeNull()
  expect(JSON.stringify(opened.article.body)).toContain('the quay is full')
  const versions = await window.get('revisions.list', { articleId: id })
  expect(versions.map(({ kind }) => kind)).toContain('damaged')
})
