import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import { foldEvents } from '#shared/article/standing.ts'
import type { Move } from '#shared/article/workflow.ts'
import type { View } from '#shared/contract/articles.ts'
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
  await sitting.save((article): Article => ({ ...article, meta: { ...article.meta, slugline: 'ferry' } }))
  await sitting.save(typeInto(0, 'Six ferries'))
  await sitting.save(typeInto(2, 'Six ferries sailed.'))
  await sitting.move('submit')
  await move('approve')
})
afterEach(() => desk.close())

async function move(asked: Move, reason?: string, window = editor) {
  const { articleHash } = await window.get('articles.info', { id })
  return window.ask('workflow.move', { articleId: id, move: asked, articleHash, ...(reason ? { reason } : {}) })
}
const info = () => editor.get('articles.info', { id })
const run = (formats: string[]) => editor.ask('exports.run', { articleId: id, formats, as: 'folder' })
const textOf = (path: RegExp) =>
  new TextDecoder().decode(editor.saved.at(-1)?.files.find((file) => path.test(file.path))?.bytes)
const shown = async (view: View) =>
  (await editor.get('articles.list', { view, limit: 50 })).rows.map((row) => row.id).includes(id)
const counted = async (view: View) => (await editor.get('articles.counts', {})).views[view]
const note = { at: '2026-01-05T12:00:00.000Z', text: 'An earlier version said that six ferries sailed. It was seven.' }

async function correctIt() {
  await move('publish')
  await move('correct', 'It was seven.')
  const again = await sitDown(editor, id)
  await again.save(typeInto(2, 'Seven ferries sailed.'))
  return again
}

test('a correction begins with the published text and ends in a new approval, with old text, new text, why and who', async () => {
  const published = (await info()).head
  const again = await correctIt()
  expect((await info()).standing).toMatchObject({
    state: 'draft',
    correcting: { by: editor.accountId, reason: 'It was seven.', revision: published, notes: 0 }
  })
  await again.save((article): Article => ({ ...article, meta: { ...article.meta, corrections: [note] } }))
  await move('submit')
  await move('approve')
  expect(await move('publish')).toMatchObject({
    ok: true,
    value: { standing: { state: 'published', correcting: null } }
  })
  const { standing, head } = await info()
  expect(standing.corrections).toMatchObject([
    {
      reason: 'It was seven.',
      openedBy: editor.accountId,
      publishedBy: editor.accountId,
      before: { revision: published },
      after: { revision: head }
    }
  ])
  const old = await editor.get('revisions.get', { id: published ?? '' })
  expect(JSON.stringify(old.article)).toContain('Six ferries sailed.')
  const event = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(event).toMatchObject({ type: 'publish', detail: { correction: { before: published, note: note.text } } })
})

test('a correction without a note is held back, and the reason leads to the note', async () => {
  await correctIt()
  await move('submit')
  await move('approve')
  const refused = await move('publish')
  expect(refused.ok ? [] : refused.error.reasons).toMatchObject([
    { code: 'correction-note', place: 'meta.corrections' }
  ])
  expect((await run(['nitf'])).ok).toBe(false)
})

test('the note goes out in every format that can say it, dated, and the article is a version later', async () => {
  const again = await correctIt()
  await again.save((article): Article => ({ ...article, meta: { ...article.meta, corrections: [note] } }))
  await move('submit')
  await move('approve')
  expect(await run(['html', 'nitf', 'ninjs-3.1', 'newsml-g2', 'markdown', 'plain-text'])).toMatchObject({ ok: true })
  for (const path of [
    /index\.html$/,
    /nitf\/.*\.xml$/,
    /ninjs-3\.1\/.*\.json$/,
    /newsml-g2\/.*\.xml$/,
    /\.md$/,
    /\.txt$/
  ])
    expect(textOf(path)).toContain(note.text)
  expect(textOf(/index\.html$/)).toContain('"correction"')
  expect(textOf(/\.txt$/)).toContain(`Correction, January 5, 2026: ${note.text}`)
  expect(JSON.parse(textOf(/ninjs-3\.1/))).toMatchObject({
    version: '2',
    edNote: expect.stringContaining('It was seven')
  })
})

test('a correction that is dropped leaves the article as it was published, approval and all', async () => {
  const before = await info()
  await correctIt()
  expect(await move('drop_correction')).toMatchObject({ ok: true, value: { standing: { state: 'published' } } })
  const after = await info()
  expect(after.articleHash).toBe(before.articleHash)
  expect(after).toMatchObject({ stale: false, approvals: 1 })
  expect((await run(['nitf'])).ok).toBe(true)
  const texts = await editor.get('revisions.list', { articleId: id })
  expect(texts.map(({ kind }) => kind)).toContain('before-restore')
})

test('what was done to a published article before corrections had their name still opens it', async () => {
  await move('publish')
  const { articleHash, head } = await info()
  const history = await editor.get('workflow.history', { articleId: id })
  const events = history.map((line) => ({ ...line, articleId: id, articleHash }))
  const reopened = { ...events[0]!, id: 'Z', type: 'reopen' as const, revision: head, reason: 'A typo.' }
  expect(foldEvents([...events, reopened])).toMatchObject({ state: 'draft', correcting: { reason: 'A typo.' } })
})

test('a killed article is withdrawn from every view but its own, and is kept', async () => {
  await move('publish')
  expect([await shown('published'), await shown('all'), await shown('killed')]).toEqual([true, true, false])
  expect(await move('kill')).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(await move('kill', 'The source took it back.')).toMatchObject({
    ok: true,
    value: { moves: [], readOnly: expect.stringContaining('killed'), standing: { pubstatus: 'canceled' } }
  })
  expect([await shown('published'), await shown('all'), await shown('killed')]).toEqual([false, false, true])
  expect([await counted('published'), await counted('killed')]).toEqual([0, 1])
  const again = await sitDown(editor, id)
  expect(await again.save(typeInto(2, 'More.'))).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test('of a killed article goes out the notice alone, in formats that can say it', async () => {
  await move('publish')
  await move('kill', 'The source took it back.')
  const check = await editor.get('exports.check', { articleId: id })
  expect(check.notice).toBe(true)
  const able = check.formats.filter(({ needs }) => needs === null).map((format) => format.id)
  expect(able).toEqual(expect.arrayContaining(['nitf', 'ninjs-3.1', 'newsml-g2', 'docx', 'plain-text']))
  expect(able).not.toContain('html')
  expect(await run(['html'])).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await run(['nitf', 'ninjs-3.1', 'newsml-g2', 'plain-text'])).toMatchObject({ ok: true })
  for (const { bytes } of editor.saved.at(-1)?.files ?? []) {
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain('The source took it back.')
    expect(text).toContain('Killed: do not publish')
    expect(text).not.toContain('Six ferries sailed')
  }
  expect(textOf(/nitf/)).toContain('management-status="canceled"')
  expect(JSON.parse(textOf(/ninjs/))).toMatchObject({ pubStatus: 'canceled', version: '2' })
  expect(textOf(/newsml/)).toContain('stat:canceled')
  expect((await editor.get('workflow.history', { articleId: id })).at(-1)).toMatchObject({
    type: 'exported',
    detail: { notice: 'kill' }
  })
})

test('what has left as a file can be killed before anybody has called it published; what has not left cannot', async () => {
  expect(await move('kill', 'No.')).toMatchObject({ ok: false, error: { code: 'refused' } })
  await run(['nitf'])
  await move('send_back', 'More, please.')
  await sitting.save(typeInto(2, 'Never sent.'))
  const sent = (await editor.get('workflow.history', { articleId: id })).find(({ type }) => type === 'exported')
  expect(await move('kill', 'The source took it back.')).toMatchObject({ ok: true })
  const opened = await editor.get('articles.open', { id })
  expect(JSON.stringify(opened.article)).toContain('Six ferries sailed.')
  const kill = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(kill?.revision).toBe(sent?.revision)
})

test('an update is a draft with the words and credits of the earlier article, and both know the other', async () => {
  expect(await editor.ask('articles.update', { id })).toMatchObject({ ok: false, error: { code: 'refused' } })
  await move('publish')
  const { id: later } = await reporter.get('articles.update', { id })
  const opened = await reporter.get('articles.open', { id: later })
  expect(opened.article.meta).toMatchObject({ slugline: 'ferry', updates: { articleId: id } })
  expect(JSON.stringify(opened.article.body)).toContain('Six ferries sailed.')
  expect(opened.article.meta.credits.map(({ profile }) => profile.name)).toEqual(['Rea Porter'])
  expect(opened.info.updates).toMatchObject({ id, headline: 'Six ferries', state: 'published' })
  expect((await info()).updatedBy).toMatchObject([{ id: later, state: 'draft' }])
  const stranger = await desk.join('Sam Else', 'reporter')
  expect(await stranger.ask('articles.update', { id })).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test('an article that was corrected stands in the view of corrections, and its row says so', async () => {
  const again = await correctIt()
  await again.save((article): Article => ({ ...article, meta: { ...article.meta, corrections: [note] } }))
  await move('submit')
  await move('approve')
  expect(await shown('corrected')).toBe(false)
  await move('publish')
  expect([await shown('corrected'), await shown('published'), await counted('corrected')]).toEqual([true, true, 1])
  const [row] = (await editor.get('articles.list', { view: 'corrected', limit: 5 })).rows
  expect(row).toMatchObject({ corrected: true, killed: false, embargo: null })
})

test('a version is given a name and another, and what stands now can be named', async () => {
  const [version] = await editor.get('revisions.list', { articleId: id })
  await editor.get('revisions.name', { articleId: id, id: version?.id ?? '', name: 'Sent to the lawyer' })
  await editor.get('revisions.name', { articleId: id, id: version?.id ?? '', name: 'Cleared' })
  const other = await sitDown(editor, id)
  await other.save(typeInto(2, 'Six ferries, no more.'))
  const { id: named } = await editor.get('revisions.name', { articleId: id, id: null, name: 'With the sum' })
  const history = await editor.get('workflow.history', { articleId: id })
  expect(history.filter(({ type }) => type === 'named').map(({ revision, detail }) => [revision, detail.name])).toEqual(
    [
      [version?.id, 'Sent to the lawyer'],
      [version?.id, 'Cleared'],
      [named, 'With the sum']
    ]
  )
  expect((await editor.get('revisions.list', { articleId: id }))[0]).toMatchObject({ id: named, kind: 'named' })
  const stranger = await desk.join('Sam Else', 'reporter')
  expect(await stranger.ask('revisions.name', { articleId: id, id: named, name: 'Mine' })).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' }
  })
})
