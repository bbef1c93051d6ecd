import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import { walkBody } from '#shared/document/body.ts'
import { reader } from '#shared/formats/docx/read.ts'
import { expectOk } from '#shared/result.ts'
import { body, paragraphs } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

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
  await sitting.save((article): Article => ({
    meta: { ...article.meta, slugline: 'quay-wall', embargo: { at: '2027-01-01T00:00:00.000Z', zone: 'UTC' } },
    body: body('A wall for the quay', ...paragraphs('It was voted on Monday.'), {
      type: 'paragraph',
      attrs: { id: 'p9' },
      content: [
        { type: 'text', text: 'Four ', marks: [] },
        { type: 'text', text: 'million', marks: [{ type: 'deletion', attrs: { id: 'change1' } }] },
        { type: 'text', text: 'millions', marks: [{ type: 'insertion', attrs: { id: 'change1' } }] }
      ]
    })
  }))
})
afterEach(() => desk.close())

const take = (window: TestWindow, suggestions = true, comments = true) =>
  window.ask('exports.review', { articleId: id, suggestions, comments })

function readSaved(window: TestWindow) {
  const [file] = window.saved.at(-1)?.files ?? []
  const [article] = expectOk(reader.read({ name: 'a.docx', bytes: file?.bytes ?? new Uint8Array() }, []))
  if (!article) throw new Error('Nothing was saved.')
  return article
}

test('what is neither approved nor free of its embargo leaves as a copy that says so, with who suggested what', async () => {
  const taken = await take(reporter)
  expect(taken).toMatchObject({ ok: true, value: { savedTo: '/somewhere/quay-wall-for-review.docx', untold: 0 } })
  const copy = readSaved(reporter)
  expect(copy.notes.filter(({ kind }) => kind === 'left').map(({ kept }) => kept)).toContain(
    'For review – not approved'
  )
  expect(copy.suggestions.map(({ authorName }) => authorName)).toEqual(['Rea Porter'])
  const marks = [...walkBody(copy.body)].flatMap(({ node }) => (node.text ? [[node.text, node.marks?.[0]?.type]] : []))
  expect(marks).toContainEqual(['million', 'deletion'])
  expect(marks).toContainEqual(['millions', 'insertion'])
})

test('it is recorded as a copy for review: nothing has gone out, nothing is published, and the gate stays as it was', async () => {
  await take(editor)
  const line = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(line).toMatchObject({ type: 'review_copy', actorName: 'Ed Itor', detail: { suggestions: true } })
  const { standing } = await editor.get('articles.info', { id })
  expect(standing).toMatchObject({ exportedAt: null, publishedAt: null, lastOut: null, state: 'draft' })
  expect(await editor.get('exports.earlier', { articleId: id })).toEqual([])
  const { reasons } = await editor.get('exports.check', { articleId: id })
  expect(reasons.map(({ code }) => code)).toContain('not-approved')
})

test('comments go along where they stand now; without them, nobody’s words do', async () => {
  await reporter.get('comments.start', {
    id: '01J0000000000000000000000A',
    messageId: '01J0000000000000000000000B',
    articleId: id,
    anchor: { block: 'p0', start: 7, end: 12, quote: 'voted', prefix: 'It was ', suffix: ' on Monday.' },
    text: 'By whom?',
    mentions: []
  })
  await take(reporter)
  expect(readSaved(reporter).comments).toMatchObject([
    { quote: 'voted', resolved: false, messages: [{ authorName: 'Rea Porter', text: 'By whom?' }] }
  ])
  await take(reporter, false, false)
  const plain = readSaved(reporter)
  expect([plain.comments, plain.suggestions]).toEqual([[], []])
})

test('it says that it is not approved until it has as many approvals as the desk asks for', async () => {
  const admin = await desk.join('Ada Boss', 'admin')
  await admin.get('desk.change', { approvalsNeeded: 2 })
  await sitting.save((article) => ({ meta: article.meta, body: body('A wall', ...paragraphs('It was voted on.')) }))
  await sitting.move('submit')
  const { articleHash } = await editor.get('articles.info', { id })
  for (const [approver, mark] of [
    [editor, 'For review – not approved'],
    [admin, 'For review – not for publication']
  ] as const) {
    await approver.get('workflow.move', { articleId: id, move: 'approve', articleHash })
    await take(editor)
    expect(readSaved(editor).notes.map(({ kept }) => kept)).toContain(mark)
  }
})

test('of an article that is killed there is none', async () => {
  await sitting.save((article) => ({
    meta: { ...article.meta, embargo: null },
    body: body('A wall for the quay', ...paragraphs('It was voted on Monday.'))
  }))
  await sitting.move('submit')
  const { articleHash } = await editor.get('articles.info', { id })
  await editor.get('workflow.move', { articleId: id, move: 'approve', articleHash })
  await editor.get('workflow.move', { articleId: id, move: 'publish', articleHash })
  await editor.get('workflow.move', { articleId: id, move: 'kill', articleHash, reason: 'It is not true.' })
  expect(await take(reporter)).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(reporter.saved).toEqual([])
})
