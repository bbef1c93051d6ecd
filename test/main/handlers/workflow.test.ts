import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
let sitting: Sitting
let id: string
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(reporter)
  id = sitting.opened.info.id
  await sitting.save(typeInto(0, 'Headline'))
  await sitting.save(typeInto(2, 'Copy.'))
})
afterEach(() => desk.close())

async function move(
  window: TestWindow,
  asked: 'submit' | 'approve' | 'send_back' | 'publish' | 'take_back' | 'spike' | 'unspike',
  reason?: string
) {
  const { articleHash } = await window.get('articles.info', { id })
  return window.ask('workflow.move', { articleId: id, move: asked, articleHash, ...(reason ? { reason } : {}) })
}

test('an article goes from draft to published, each move an event on the revision it was made on', async () => {
  await move(reporter, 'submit')
  await move(editor, 'send_back', 'Who says so?')
  await sitting.save(typeInto(2, 'Copy, she said.'))
  await move(reporter, 'submit')
  await move(editor, 'approve')
  expect(await move(editor, 'publish')).toMatchObject({ ok: true, value: { standing: { state: 'published' } } })
  const history = await reporter.get('workflow.history', { articleId: id })
  expect(history.map(({ type, actorName, reason }) => [type, actorName, reason])).toEqual([
    ['created', 'Rea Porter', ''],
    ['submit', 'Rea Porter', ''],
    ['send_back', 'Ed Itor', 'Who says so?'],
    ['submit', 'Rea Porter', ''],
    ['approve', 'Ed Itor', ''],
    ['publish', 'Ed Itor', '']
  ])
  const versions = await reporter.get('revisions.list', { articleId: id })
  expect(versions.map(({ kind }) => kind)).toEqual(['submitted', 'submitted'])
  expect(history.at(-1)?.revision).toBe(versions[0]?.id)
})

test('sending back owes a reason', async () => {
  await move(reporter, 'submit')
  expect(await move(editor, 'send_back')).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

test('nobody approves words that they have not seen', async () => {
  await move(reporter, 'submit')
  const seen = (await editor.get('articles.info', { id })).articleHash
  const other = await sitDown(editor, id)
  await other.save(typeInto(2, 'Changed meanwhile.'))
  expect(await editor.ask('workflow.move', { articleId: id, move: 'approve', articleHash: seen })).toMatchObject({
    ok: false,
    error: { code: 'conflict' }
  })
})

test.each<[string, Parameters<typeof typeInto>]>([
  ['a word of the copy', [2, 'Copy?']],
  ['the headline', [0, 'Another headline']]
])('a change of %s makes the approval stale, and undoing it makes it good again', async (_what, change) => {
  await move(reporter, 'submit')
  await move(editor, 'approve')
  const other = await sitDown(editor, id)
  const before = other.opened.article
  await other.save(typeInto(...change))
  expect(await editor.get('articles.info', { id })).toMatchObject({ stale: true, approvals: 0 })
  expect(await move(editor, 'publish')).toMatchObject({
    ok: false,
    error: { code: 'refused', reasons: [{ code: 'stale' }] }
  })
  await other.save(() => before)
  expect(await editor.get('articles.info', { id })).toMatchObject({ stale: false, approvals: 1 })
})

test('a change of meta makes the approval stale', async () => {
  await move(reporter, 'submit')
  await move(editor, 'approve')
  const other = await sitDown(editor, id)
  await other.save((article) => ({ ...article, meta: { ...article.meta, kicker: 'Flooding' } }))
  expect((await editor.get('articles.info', { id })).stale).toBe(true)
})

test('a reporter approves nothing, whatever the window sends', async () => {
  await move(reporter, 'submit')
  expect(await move(reporter, 'approve')).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test('a spiked article comes back to where it was', async () => {
  await move(reporter, 'submit')
  await move(editor, 'spike')
  expect(await move(editor, 'unspike')).toMatchObject({ ok: true, value: { standing: { state: 'in_review' } } })
})

test('restoring an old version cuts what stood, and both are there afterwards', async () => {
  await move(reporter, 'submit')
  await move(reporter, 'take_back')
  const [old] = await reporter.get('revisions.list', { articleId: id })
  await sitting.save(typeInto(2, 'New words.'))
  await reporter.get('revisions.restore', { articleId: id, id: old!.id })
  const versions = await reporter.get('revisions.list', { articleId: id })
  expect(versions.map(({ kind }) => kind)).toEqual(['restored', 'before-restore', 'submitted'])
  expect(versions[0]?.articleHash).toBe(old?.articleHash)
  // What a window types on that still shows the other text stands beside the restored one, until somebody chooses.
  expect(await sitting.save(typeInto(2, 'Typed on in the old window.'))).toMatchObject({ ok: true })
  expect(await reporter.get('conflicts.list', { articleId: id })).toMatchObject([
    { mine: { text: expect.stringContaining('Typed on') as string } }
  ])
})
