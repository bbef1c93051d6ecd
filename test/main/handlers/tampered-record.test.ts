import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeFile } from '#main/store/open.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let admin: TestWindow
let reporter: TestWindow
let id: string

beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  admin = await desk.join('Al Admin', 'admin')
  const sitting = await sitDown(reporter)
  id = sitting.opened.info.id
  await sitting.save((article) => ({ ...article, meta: { ...article.meta, slugline: 'ferry' } }))
  await sitting.save(typeInto(0, 'The ferry is late again'))
  await sitting.save(typeInto(2, 'The quay was full by nine.'))
  await sitting.move('submit')
})
afterEach(() => desk.close())

/** What somebody does who has the desk's file and SQLite. */
function tamper(sql: string): void {
  const database = new Database(join(desk.folder, storeFile))
  for (const name of ['event_never_changes', 'event_never_goes']) database.exec(`DROP TRIGGER ${name}`)
  database.exec(sql)
  database.close()
}

const exportIt = () => reporter.ask('exports.run', { articleId: id, formats: ['plain-text'], as: 'folder' })
const approval = (hash: string) => `
  INSERT INTO event (id, article_id, revision, article_hash, type, actor, reason, at, detail)
  SELECT '7ZZZZZZZZZZZZZZZZZZZZZZZZZ', article_id, revision, ${hash}, 'approve', '${admin.accountId}', '', at, '{}' FROM event WHERE type = 'submit'`

test('a desk that nobody was at checks out', async () => {
  const status = await admin.get('backups.check', {})
  expect(status.damage).toEqual([])
  expect(status.checkedAt).not.toBeNull()
})

test('an approval that was put into the file lets nothing go out, and the check says whose record it is in', async () => {
  expect(await exportIt()).toMatchObject({ ok: false, error: { code: 'refused' } })
  tamper(approval('article_hash'))
  expect((await reporter.get('articles.info', { id })).standing.state).toBe('approved')
  expect(await exportIt()).toMatchObject({
    ok: false,
    error: { code: 'damaged', message: expect.stringContaining('not what Copydesk recorded') }
  })
  expect(reporter.saved).toEqual([])
  expect((await admin.get('backups.check', {})).damage).toMatchObject([
    { kind: 'entry-added', articleId: id, name: 'ferry' }
  ])
})

test('an approval that was changed in the file lets nothing go out', async () => {
  const { articleHash } = await admin.get('articles.info', { id })
  await admin.get('workflow.move', { articleId: id, move: 'approve', articleHash })
  tamper(`UPDATE event SET reason = 'Read twice.' WHERE type = 'approve'`)
  expect(await exportIt()).toMatchObject({ ok: false, error: { code: 'damaged' } })
  expect((await admin.get('backups.check', {})).damage).toMatchObject([{ kind: 'entry-changed', articleId: id }])
})

test('an entry that is gone is told, also after the desk was opened again', async () => {
  tamper("DELETE FROM event WHERE type = 'submit'")
  await desk.reopen()
  expect((await admin.get('backups.check', {})).damage).toMatchObject([{ kind: 'entry-gone', articleId: null }])
})

test('a copy of a desk holds its seals, and what is restored from it goes on from them', async () => {
  const { id: copy } = await admin.get('backups.make', {})
  await admin.get('backups.restoreArticle', { id: copy, articleId: id })
  expect((await admin.get('backups.check', {})).damage).toEqual([])
})
