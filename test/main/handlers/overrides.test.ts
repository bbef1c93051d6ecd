import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import type { Reason } from '#shared/result.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
let sitting: Sitting
let id: string
const embargo = { at: '2026-02-01T14:00:00.000Z', zone: 'Europe/London' }
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(reporter)
  id = sitting.opened.info.id
  await sitting.save(typeInto(0, 'Headline'))
  await sitting.save(typeInto(2, 'Copy, and TK.'))
  await sitting.save((article): Article => ({ ...article, meta: { ...article.meta, embargo } }))
  await sitting.move('submit')
  await move(editor, 'approve')
})
afterEach(() => desk.close())

async function move(window: TestWindow, asked: 'approve' | 'publish' | 'send_back', reason?: string) {
  const { articleHash } = await window.get('articles.info', { id })
  return window.ask('workflow.move', { articleId: id, move: asked, articleHash, ...(reason ? { reason } : {}) })
}
const run = () => editor.ask('exports.run', { articleId: id, formats: ['nitf'], as: 'folder' })
const reasons = async () => (await editor.get('exports.check', { articleId: id })).reasons
async function override(window: TestWindow, waived: Reason[], why = 'The embargo was lifted by phone.') {
  const { articleHash } = await window.get('articles.info', { id })
  return window.ask('workflow.override', { articleId: id, articleHash, why, reasons: waived })
}

test('an editor lets blocking reasons pass, by name and with a reason, and it is kept for good', async () => {
  const held = await reasons()
  expect(held.map(({ code }) => code)).toEqual(['embargo', 'tk'])
  expect(await override(editor, held)).toMatchObject({ ok: true })
  const check = await editor.get('exports.check', { articleId: id })
  expect(check.reasons).toEqual([])
  expect(check.overridden).toMatchObject([
    { code: 'embargo', by: editor.accountId, why: 'The embargo was lifted by phone.' },
    { code: 'tk' }
  ])
  const event = (await reporter.get('workflow.history', { articleId: id })).at(-1)
  expect(event).toMatchObject({ type: 'override', actorName: 'Ed Itor', reason: 'The embargo was lifted by phone.' })
  expect(event?.detail.reasons).toEqual(held)
})

test('what goes out in spite of an embargo says that it is embargoed, and the record says in spite of what', async () => {
  await override(editor, await reasons())
  expect(await run()).toMatchObject({ ok: true })
  const [file] = editor.saved.at(-1)?.files ?? []
  const text = new TextDecoder().decode(file?.bytes)
  expect(text).toContain('management-status="embargoed"')
  expect(text).toContain('20260201T140000Z')
  const exported = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(exported).toMatchObject({ type: 'exported', detail: { overridden: [{ code: 'embargo' }, { code: 'tk' }] } })
  expect(await move(editor, 'publish')).toMatchObject({ ok: true })
})

test('an override of one reason leaves the others', async () => {
  const held = await reasons()
  await override(
    editor,
    held.filter(({ code }) => code === 'tk')
  )
  expect((await reasons()).map(({ code }) => code)).toEqual(['embargo'])
  const refused = await run()
  expect(refused.ok ? [] : refused.error.reasons?.map(({ code }) => code)).toEqual(['embargo'])
})

test('a changed letter ends the override, and its undoing makes it good again', async () => {
  await override(editor, await reasons())
  const other = await sitDown(editor, id)
  const before = other.opened.article
  await other.save(typeInto(2, 'Copy, and TK!'))
  expect((await reasons()).map(({ code }) => code)).toEqual(['stale', 'embargo', 'tk'])
  await move(editor, 'approve')
  expect((await reasons()).map(({ code }) => code)).toEqual(['embargo', 'tk'])
  await other.save(() => before)
  await move(editor, 'approve')
  expect(await reasons()).toEqual([])
})

test('an editor takes an override back', async () => {
  await override(editor, await reasons())
  const { articleHash } = await editor.get('articles.info', { id })
  expect(await editor.ask('workflow.withdrawOverride', { articleId: id, articleHash })).toMatchObject({ ok: true })
  expect((await reasons()).map(({ code }) => code)).toEqual(['embargo', 'tk'])
  expect(await editor.ask('workflow.withdrawOverride', { articleId: id, articleHash })).toMatchObject({
    ok: false,
    error: { code: 'refused' }
  })
})

test('a reporter overrides nothing, and neither does an editor who stands in the credits', async () => {
  const held = await reasons()
  expect(await override(reporter, held)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  const status = await editor.get('desk.status', {})
  const person = status.accounts.find((account) => account.id === editor.accountId)
  const other = await sitDown(editor, id)
  await other.save((article): Article => ({
    ...article,
    meta: {
      ...article.meta,
      credits: [
        ...article.meta.credits,
        { ...article.meta.credits[0]!, id: 'second', personId: person?.personId ?? '' }
      ]
    }
  }))
  expect(await override(editor, await reasons())).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test.each(['', '   '])('a reason of %j is none', async (why) => {
  expect(await override(editor, await reasons(), why)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

test('what the workflow owes is never let pass, and neither is a reason that is not there', async () => {
  await move(editor, 'send_back', 'Not yet.')
  const held = await reasons()
  const [unapproved] = held
  expect(unapproved?.code).toBe('not-approved')
  expect(await override(editor, held)).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await override(editor, [{ code: 'tk', message: 'Made up.' }])).toMatchObject({
    ok: false,
    error: { code: 'conflict' }
  })
  expect((await reasons()).map(({ code }) => code)).toEqual(['not-approved', 'embargo', 'tk'])
})

test('an override names the text that was seen', async () => {
  const held = await reasons()
  const { articleHash } = await editor.get('articles.info', { id })
  const other = await sitDown(editor, id)
  await other.save(typeInto(0, 'Another headline'))
  expect(
    await editor.ask('workflow.override', { articleId: id, articleHash, why: 'Now.', reasons: held })
  ).toMatchObject({ ok: false, error: { code: 'conflict' } })
})

test('an embargo ends by the core’s own clock', async () => {
  await override(
    editor,
    (await reasons()).filter(({ code }) => code === 'tk')
  )
  const left = Date.parse(embargo.at) - Date.parse('2026-01-05T09:00:00Z')
  desk.wait(left - 60_000)
  expect((await run()).ok).toBe(false)
  desk.wait(60_000)
  expect((await run()).ok).toBe(true)
})
