import { afterEach, beforeEach, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { anchorOn, anchorOnFigure, anchorText, wholeArticle } from '#shared/article/anchor.ts'
import type { Body } from '#shared/document/body.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let other: TestWindow
let editor: TestWindow
let sitting: Sitting
let articleId: string
const text = body('The wall', ...paragraphs('Councillors voted on Monday.', 'Nobody will sign.'), figure('f'))

beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  other = await desk.join('Otto Her', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(reporter)
  articleId = sitting.opened.info.id
  await sitting.save((article) => ({ ...article, body: text }))
})
afterEach(() => desk.close())

function anchorAt(words: string, of: Body = text) {
  const line = anchorText(of).lines.find((one) => one.text.includes(words))
  if (!line) throw new Error(`No line says “${words}”.`)
  const start = line.text.indexOf(words)
  return anchorOn(line, start, start + words.length)
}

async function comment(window: TestWindow, words = 'On tape?', over: object = {}) {
  const input = { id: ulid(), messageId: ulid(), articleId, anchor: anchorAt('Nobody'), text: words, mentions: [] }
  return window.ask('comments.start', { ...input, ...over })
}

test('a comment on words, a picture or the article names the revision that holds them, and changes no word', async () => {
  const before = await reporter.get('articles.info', { id: articleId })
  await comment(editor)
  await comment(editor, 'Sharper?', { anchor: anchorOnFigure('f', '') })
  await comment(other, 'Good.', { anchor: wholeArticle })
  const threads = await reporter.get('comments.list', { articleId })
  expect(threads.map(({ name, anchor }) => [name, anchor.quote])).toEqual([
    ['Ed Itor', 'Nobody'],
    ['Ed Itor', 'The quay on Monday.'],
    ['Otto Her', '']
  ])
  const versions = await reporter.get('revisions.list', { articleId })
  expect(versions.map(({ kind }) => kind)).toEqual(['commented'])
  expect(new Set(threads.map(({ anchor }) => anchor.revision))).toEqual(new Set([versions[0]?.id]))
  const after = await reporter.get('articles.info', { id: articleId })
  expect(after.articleHash).toBe(before.articleHash)
  expect(await sitting.save(typeInto(1, 'Councillors voted on Tuesday.'))).toMatchObject({ ok: true })
})

test('words that are not in the stored text take no comment, and nothing is stored', async () => {
  const anchor = { ...anchorAt('Nobody'), quote: 'Somebody', end: 8 }
  expect(await comment(editor, 'On tape?', { anchor })).toMatchObject({ ok: false, error: { code: 'conflict' } })
  expect(await reporter.get('comments.list', { articleId })).toEqual([])
  expect(await reporter.get('revisions.list', { articleId })).toEqual([])
})

test('a comment that is sent again is stored once, and nobody takes the id of another’s', async () => {
  const ids = { id: ulid(), messageId: ulid() }
  await comment(editor, 'On tape?', ids)
  expect(await comment(editor, 'On tape?', ids)).toMatchObject({ ok: true })
  expect(await comment(other, 'Mine.', ids)).toMatchObject({ ok: false, error: { code: 'conflict' } })
  const reply = { threadId: ids.id, messageId: ulid(), text: 'Yes.', mentions: [] }
  await reporter.get('comments.reply', reply)
  await reporter.get('comments.reply', reply)
  expect((await reporter.get('comments.list', { articleId }))[0]?.messages.map((one) => one.text)).toEqual([
    'On tape?',
    'Yes.'
  ])
  await reporter.get('comments.reply', { ...reply, text: 'Yes, 41 minutes in.' })
  await comment(editor, 'On tape or film?', ids)
  expect((await reporter.get('comments.list', { articleId }))[0]?.messages.map((one) => one.text)).toEqual([
    'On tape or film?',
    'Yes, 41 minutes in.'
  ])
})

test('a message is edited and deleted by its author alone, and the thread stays', async () => {
  const ids = { threadId: ulid(), messageId: ulid() }
  await comment(editor, 'On tape?', { id: ids.threadId, messageId: ids.messageId })
  const edited = await editor.get('comments.edit', { ...ids, text: 'On film?', mentions: [] })
  expect(edited.messages[0]).toMatchObject({ text: 'On film?', editedAt: expect.any(String) })
  const refused = await reporter.ask('comments.edit', { ...ids, text: 'Ha.', mentions: [] })
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(await reporter.ask('comments.remove', ids)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  const removed = await editor.get('comments.remove', ids)
  expect(removed.messages).toMatchObject([{ removed: true, text: '' }])
})

test('a thread is resolved by its author, the article’s writers and editors, and takes no answer until it is reopened', async () => {
  const threadId = ulid()
  await comment(editor, 'On tape?', { id: threadId })
  const settle = (window: TestWindow, resolved: boolean) => window.ask('comments.settle', { threadId, resolved })
  expect(await settle(other, true)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(await settle(reporter, true)).toMatchObject({ ok: true, value: { resolved: { name: 'Rea Porter' } } })
  const reply = { threadId, messageId: ulid(), text: 'But…', mentions: [] }
  expect(await other.ask('comments.reply', reply)).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await settle(editor, false)).toMatchObject({ ok: true, value: { resolved: null } })
  expect(await other.ask('comments.reply', reply)).toMatchObject({ ok: true })
})

test('who is named waits until they answer or take note; every window is told', async () => {
  const threadId = ulid()
  const name = other.accountId ?? ''
  desk.events.length = 0
  await comment(editor, '@Otto Her, is it so?', { id: threadId, mentions: [name, ulid()] })
  expect(desk.events).toContainEqual({ name: 'comments.changed', detail: { articleId } })
  expect(await other.get('comments.waiting', {})).toMatchObject({
    total: 1,
    comments: [{ threadId, articleId, headline: 'The wall', quote: 'Nobody', byName: 'Ed Itor' }]
  })
  expect((await reporter.get('comments.waiting', {})).total).toBe(0)
  await other.get('comments.reply', { threadId, messageId: ulid(), text: 'It is.', mentions: [] })
  expect((await other.get('comments.waiting', {})).total).toBe(0)
  await editor.get('comments.reply', { threadId, messageId: ulid(), text: '@Otto Her sure?', mentions: [name] })
  expect((await other.get('comments.waiting', {})).total).toBe(1)
  await other.get('comments.seen', { threadId })
  expect((await other.get('comments.waiting', {})).total).toBe(0)
})

test('anybody who reads an article comments on it, in every state', async () => {
  await sitting.move('submit')
  expect(await comment(other)).toMatchObject({ ok: true })
  await sitDown(editor, articleId).then((sitting) => sitting.move('approve'))
  expect(await comment(other)).toMatchObject({ ok: true })
  await sitDown(editor, articleId).then((sitting) => sitting.move('publish'))
  expect(await comment(other)).toMatchObject({ ok: true })
  const nobody = desk.window()
  expect(await nobody.ask('comments.list', { articleId })).toMatchObject({ error: { code: 'not-signed-in' } })
})
