import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { acceptSuggestions, rejectSuggestions } from '#shared/document/decide.ts'
import { textOf } from '#shared/document/text.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let writer: TestWindow
let colleague: TestWindow
let editor: TestWindow
let sitting: Sitting
let articleId: string
beforeEach(async () => {
  desk = await openTestDesk()
  writer = await desk.join('Rea Porter', 'reporter')
  colleague = await desk.join('Cole League', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(writer)
  articleId = sitting.opened.info.id
  await sitting.save((article) => typeInto(2, 'The ferry sails at nine.')(typeInto(0, 'The ferry')(article)))
})
afterEach(() => desk.close())

const mark = (type: 'insertion' | 'deletion', id: string): BodyMark => ({ type, attrs: { id } })
const text = (text: string, ...marks: BodyMark[]): BodyNode => ({ type: 'text', text, ...(marks.length && { marks }) })
const write =
  (...content: BodyNode[]) =>
  (article: Article): Article => ({
    ...article,
    body: {
      ...article.body,
      content: article.body.content!.map((node, at) => (at === 2 ? { ...node, content } : node))
    }
  })
const suggestTen = (id: string) =>
  write(text('The ferry sails at '), text('nine', mark('deletion', id)), text('ten', mark('insertion', id)), text('.'))
const decide =
  (take: typeof acceptSuggestions) =>
  (article: Article): Article => ({ ...article, body: take(article.body) })
const rows = () => writer.get('suggestions.list', { articleId })
const copy = async () => textOf((await writer.get('articles.open', { id: articleId })).article.body.content?.[2])

test('a reporter who reads a colleague’s article is told that they can suggest, and may', async () => {
  const reading = await sitDown(colleague, articleId)
  expect(reading.opened.info.readOnly).toContain('only its writers and editors edit it')
  expect(reading.opened.info.suggestOnly).toBe(true)
  expect((await reading.save(suggestTen('s1'))).ok).toBe(true)
  expect(await rows()).toMatchObject([
    { id: 's1', author: 'Cole League', accountId: colleague.accountId, decision: null }
  ])
})

test('an editor and the writer type as they like', async () => {
  expect(await editor.get('articles.info', { id: articleId })).toMatchObject({ readOnly: null, suggestOnly: false })
  expect(await writer.get('articles.info', { id: articleId })).toMatchObject({ readOnly: null, suggestOnly: false })
})

test.each<[string, (article: Article) => Article, string]>([
  ['a changed word', write(text('The ferry sails at ten.')), 'without being a suggestion'],
  [
    'a word changed beside a suggestion',
    write(text('The ferry sails at ten'), text(' sharp', mark('insertion', 's1'))),
    'without being a suggestion'
  ],
  [
    'another slugline',
    (article) => ({ ...article, meta: { ...article.meta, slugline: 'mine' } }),
    'details stay as they are'
  ],
  [
    'an emptied article',
    (article) => ({
      ...article,
      body: {
        ...article.body,
        content: article.body.content!.slice(0, 2).concat({ type: 'paragraph', attrs: { id: 'x' } })
      }
    }),
    'without being a suggestion'
  ]
])('%s of who may only suggest is refused, and set aside', async (_what, change, why) => {
  const reading = await sitDown(colleague, articleId)
  const refused = await reading.save(change, { emptied: true })
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(!refused.ok && refused.error.message).toContain(why)
  expect(!refused.ok && refused.error.message).toContain('set aside')
  expect(await copy()).toBe('The ferry sails at nine.')
  expect((await writer.get('revisions.list', { articleId })).map(({ kind }) => kind)).toContain('set-aside')
})

test('who may only suggest decides on nothing, brings nothing back, and speaks in nobody else’s name', async () => {
  const editing = await sitDown(editor, articleId)
  await editing.save(suggestTen('e1'))
  for (const change of [decide(acceptSuggestions), decide(rejectSuggestions)]) {
    const reading = await sitDown(colleague, articleId)
    expect((await reading.save(change)).ok).toBe(false)
  }
  const again = await sitDown(editor, articleId)
  await again.save(decide(rejectSuggestions), { decided: [{ id: 'e1', decision: 'rejected' }] })
  const reading = await sitDown(colleague, articleId)
  const forged = await reading.save(suggestTen('e1'))
  expect(!forged.ok && forged.error.message).toContain('stays decided')
  expect(await rows()).toMatchObject([{ id: 'e1', decision: 'rejected' }])
})

test('one’s own suggestion can be withdrawn, by who may only suggest too', async () => {
  const reading = await sitDown(colleague, articleId)
  await reading.save(suggestTen('s1'))
  expect((await reading.save(decide(rejectSuggestions))).ok).toBe(true)
  expect(await copy()).toBe('The ferry sails at nine.')
  expect(await rows()).toMatchObject([{ id: 's1', decision: 'withdrawn', decidedBy: colleague.accountId }])
  expect((await reading.save(suggestTen('s1'))).ok).toBe(true)
  expect(await rows()).toMatchObject([{ id: 's1', decision: null }])
})

test('the writer accepts one and rejects another: the record says who decided what, and undo opens it again', async () => {
  const reading = await sitDown(colleague, articleId)
  await reading.save(
    write(
      text('The ferry '),
      text('always ', mark('insertion', 's1')),
      text('sails at '),
      text('nine', mark('deletion', 's2')),
      text('.')
    )
  )
  const writing = await sitDown(writer, articleId)
  const before = writing.opened.article
  await writing.save(
    (article) => ({ ...article, body: rejectSuggestions(acceptSuggestions(article.body, ['s1']), ['s2']) }),
    {
      decided: [
        { id: 's1', decision: 'accepted' },
        { id: 's2', decision: 'rejected' }
      ]
    }
  )
  expect(await copy()).toBe('The ferry always sails at nine.')
  expect((await rows()).map(({ id, decision, decidedByName }) => [id, decision, decidedByName])).toEqual([
    ['s1', 'accepted', 'Rea Porter'],
    ['s2', 'rejected', 'Rea Porter']
  ])
  await writing.save(() => before, { decided: [{ id: 's1', decision: 'accepted' }] })
  expect((await rows()).map(({ decision }) => decision)).toEqual([null, null])
})

test('a restored version without a suggestion withdraws it', async () => {
  await sitting.move('submit')
  const [version] = await writer.get('revisions.list', { articleId })
  const editing = await sitDown(editor, articleId)
  await editing.save(suggestTen('e1'))
  await editor.get('revisions.restore', { articleId, id: version!.id })
  expect(await rows()).toMatchObject([{ id: 'e1', decision: 'withdrawn' }])
})

test('an article with open suggestions is not approved; decided, it is', async () => {
  await sitting.move('submit')
  const reading = await sitDown(colleague, articleId)
  expect((await reading.save(suggestTen('s1'))).ok).toBe(true)
  const editing = await sitDown(editor, articleId)
  expect(await editing.move('approve')).toMatchObject({ ok: false, error: { code: 'refused' } })
  await editing.save(decide(acceptSuggestions), { decided: [{ id: 's1', decision: 'accepted' }] })
  expect((await editing.move('approve')).ok).toBe(true)
})

test('nobody but its editors puts a suggestion into an approved article', async () => {
  await sitting.move('submit')
  await (await sitDown(editor, articleId)).move('approve')
  const info = await colleague.get('articles.info', { id: articleId })
  expect(info.suggestOnly).toBe(false)
  const reading = await sitDown(colleague, articleId)
  expect((await reading.save(suggestTen('s1'))).ok).toBe(false)
})

test('a copy of an article leaves open suggestions behind', async () => {
  const reading = await sitDown(colleague, articleId)
  await reading.save(suggestTen('s1'))
  const { id } = await colleague.get('articles.duplicate', { id: articleId })
  expect(textOf((await colleague.get('articles.open', { id })).article.body.content?.[2])).toBe(
    'The ferry sails at nine.'
  )
})
