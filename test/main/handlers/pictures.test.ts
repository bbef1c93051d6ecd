import sharp from 'sharp'
import { expectOk } from '#shared/result.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeMetadata } from '#main/media/write-metadata.ts'
import type { Article } from '#shared/article/article.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
let sitting: Sitting
let articleId: string
let hash: string

beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(reporter)
  articleId = sitting.opened.info.id
  hash = await bringIn('quay.jpg', '#789')
  await sitting.save((article): Article => ({
    meta: { ...article.meta, slugline: 'quay-wall' },
    body: body(
      'A wall',
      ...paragraphs('Ingrid Aasen voted.'),
      figure('f', { media: hash, caption: 'Ingrid Asen.', credit: '', alt: '' })
    )
  }))
  await leave()
})
afterEach(() => desk.close())

async function bringIn(fileName: string, background: string): Promise<string> {
  return (await reporter.get('media.add', { fileName, bytes: await made(background, fileName) })).hash
}

async function made(background: string, fileName = 'quay.jpg'): Promise<Uint8Array<ArrayBuffer>> {
  const plain = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()
  const words = {
    caption: `Received with ${fileName}`,
    credit: 'NTB',
    creator: 'Ann',
    copyright: '',
    alt: '',
    usageTerms: ''
  }
  return new Uint8Array(writeMetadata(plain, words))
}

const leave = () => reporter.get('articles.close', { id: articleId, session: sitting.opened.session })
const cell = (field: 'caption' | 'credit' | 'alt', from: string, to: string) => ({
  articleId,
  figureId: 'f',
  field,
  from,
  to
})
const list = async (query?: string) =>
  (await editor.get('pictures.list', { limit: 50, ...(query !== undefined && { query }) })).rows.map(
    (row) => row.fileName
  )

test('the library shows what came last first, and pages on', async () => {
  await bringIn('second.jpg', 'red')
  await bringIn('third.jpg', 'blue')
  expect(await list()).toEqual(['third.jpg', 'second.jpg', 'quay.jpg'])
  const first = await editor.get('pictures.list', { limit: 2 })
  expect(first).toMatchObject({ total: 3, rows: [{ placements: 0 }, { placements: 0 }] })
  expect(await editor.get('pictures.list', { limit: 2, after: first.next ?? '' })).toMatchObject({
    rows: [{ fileName: 'quay.jpg', placements: 1, lacks: ['alt', 'copyright'] }],
    next: null
  })
})

test.each([
  ['received', ['quay.jpg']],
  ['asen', ['quay.jpg']],
  ['quay', ['quay.jpg']],
  ['nowhere', []]
])('a search for “%s” reads records, file names and captions where pictures stand', async (query, found) =>
  expect(await list(query)).toEqual(found)
)

test('filters leave what lacks every one of the words', async () => {
  const missing = async (...fields: ('alt' | 'credit' | 'copyright')[]) =>
    (await editor.get('pictures.list', { limit: 5, missing: fields })).total
  expect([await missing('alt', 'copyright'), await missing('alt', 'credit')]).toEqual([1, 0])
})

test('the desk’s record changes, what came with the file does not', async () => {
  const seen = await editor.get('pictures.get', { hash })
  const changed = await editor.get('pictures.change', {
    hash,
    version: seen.version,
    changes: { caption: 'Now this.', alt: 'A wall' }
  })
  expect(changed).toMatchObject({
    version: 2,
    record: { caption: 'Now this.', credit: 'NTB' },
    changed: { byName: 'Ed Itor' },
    picture: { metadata: { caption: 'Received with quay.jpg' } }
  })
  expect(await list('now this')).toEqual(['quay.jpg'])
  expect(await reporter.ask('pictures.change', { hash, version: 1, changes: { caption: 'Late' } })).toMatchObject({
    ok: false,
    error: { code: 'conflict' }
  })
})

test('a reporter changes a record until somebody else has worked on it, except of their own pictures', async () => {
  const other = await desk.join('Otto Porter', 'reporter')
  const change = (window: TestWindow, version: number) =>
    window.ask('pictures.change', { hash, version, changes: { caption: `Version ${version}` } })
  expect(await change(other, 1)).toMatchObject({ ok: true, value: { readOnly: null } })
  expect(await change(other, 2)).toMatchObject({ ok: true })
  expect(await change(editor, 3)).toMatchObject({ ok: true })
  expect(await change(other, 4)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  const seen = await other.get('pictures.get', { hash })
  expect(seen).toMatchObject({
    version: 4,
    record: { caption: 'Version 3' },
    readOnly: expect.stringMatching(/editor/)
  })
  expect(await change(reporter, 4)).toMatchObject({ ok: true, value: { readOnly: null } })
  await other.get('media.add', { fileName: 'again.jpg', bytes: await made('#789') })
  expect((await other.get('pictures.get', { hash })).readOnly).not.toBeNull()
})

test('a picture tells where it ran, with the caption that it had there, also when it has been taken out since', async () => {
  sitting = await sitDown(reporter, articleId)
  await sitting.move('submit')
  const move = async (name: 'approve' | 'publish' | 'correct') => {
    const { articleHash } = await editor.get('articles.info', { id: articleId })
    await editor.get('workflow.move', { articleId, move: name, articleHash, reason: 'A mistake' })
  }
  const approved = await editor.get('pictures.sheet', { articleId })
  await editor.get('pictures.write', {
    session: approved.session,
    cells: [cell('credit', '', 'Ann / NTB'), cell('alt', '', 'A wall')]
  })
  await move('approve')
  await move('publish')
  await move('correct')
  const other = await sitDown(editor, articleId)
  await other.save((article) => ({ ...article, body: body('A wall', ...paragraphs('No picture.')) }))
  const { uses } = await editor.get('pictures.get', { hash })
  expect(uses).toMatchObject([
    {
      articleId,
      slugline: 'quay-wall',
      places: [],
      runs: [{ how: 'published', caption: 'Ingrid Asen.', credit: 'Ann / NTB', alt: 'A wall' }]
    }
  ])
  expect((await editor.get('pictures.list', { limit: 1 })).rows).toMatchObject([
    { placements: 0, ran: { how: 'published', headline: 'A wall' } }
  ])
})

test('the sheet says what is missing and odd, of an article and of a day', async () => {
  const sheet = await editor.get('pictures.sheet', { articleId })
  expect(sheet.rows.map((row) => row.findings.map(({ code }) => code))).toEqual([
    ['name-differs', 'credit-missing', 'alt-missing']
  ])
  const day = await editor.get('pictures.sheet', { from: '2026-01-05T00:00:00.000Z', to: '2026-01-06T00:00:00.000Z' })
  expect(day).toMatchObject({
    articles: [{ id: articleId, headline: 'A wall' }],
    rows: [{ figureId: 'f' }],
    more: false
  })
  const before = await editor.get('pictures.sheet', {
    from: '2026-01-04T00:00:00.000Z',
    to: '2026-01-05T00:00:00.000Z'
  })
  expect(before.rows).toEqual([])
})

test('a cell that is written is in the article, as a version that can be gone back on', async () => {
  const { session } = await editor.get('pictures.sheet', { articleId })
  const reply = await editor.get('pictures.write', {
    session,
    cells: [cell('caption', 'Ingrid Asen.', 'Ingrid Aasen.'), cell('credit', '', 'Ann')]
  })
  expect(reply).toMatchObject({
    refused: [],
    rows: [{ caption: 'Ingrid Aasen.', credit: 'Ann', findings: [{ code: 'alt-missing' }] }]
  })
  const again = await editor.get('pictures.write', { session, cells: [cell('alt', '', 'A wall')] })
  expect(again).toMatchObject({ refused: [], rows: [{ alt: 'A wall', findings: [] }] })
  const opened = await editor.get('articles.open', { id: articleId })
  expect(opened.article.body.content?.at(-1)).toMatchObject({
    attrs: { alt: 'A wall', media: hash },
    content: [{ content: [{ text: 'Ingrid Aasen.' }] }, { content: [{ text: 'Ann' }] }]
  })
  expect(desk.events).toContainEqual({ name: 'article.changed', detail: { articleId, session } })
})

test('other words than the cell showed are never written over', async () => {
  const { session } = await editor.get('pictures.sheet', { articleId })
  const reply = await editor.get('pictures.write', {
    session,
    cells: [cell('caption', 'What it once was', 'Mine'), cell('credit', '', 'Ann')]
  })
  expect(reply).toMatchObject({
    refused: [{ field: 'caption', message: expect.stringContaining('since') }],
    rows: [{ caption: 'Ingrid Asen.', credit: 'Ann' }]
  })
})

test('an article that somebody is typing in is left alone until they rest', async () => {
  sitting = await sitDown(reporter, articleId)
  await sitting.save(typeInto(1, 'She voted again.'))
  const { session } = await editor.get('pictures.sheet', { articleId })
  const cells = [cell('credit', '', 'Ann')]
  expect((await editor.get('pictures.write', { session, cells })).refused).toMatchObject([
    { message: expect.stringContaining('quay-wall') }
  ])
  await reporter.get('articles.settle', { id: articleId, session: sitting.opened.session })
  expect((await editor.get('pictures.write', { session, cells })).refused).toEqual([])
  // Typed on after it, both stand: what was typed and what was written into the grid.
  expectOk(await sitting.save(typeInto(1, 'And again.')))
  const { article } = await editor.get('articles.open', { id: articleId })
  expect(JSON.stringify(article.body)).toContain('And again.')
  expect(JSON.stringify(article.body)).toContain('"Ann"')
})

test('who may not type into the article may not write its captions', async () => {
  const stranger = await desk.join('Stran Ger', 'reporter')
  const sheet = await stranger.get('pictures.sheet', { articleId })
  expect(sheet.rows[0]?.readOnly).toContain('only its writers and editors')
  const reply = await stranger.get('pictures.write', { session: sheet.session, cells: [cell('credit', '', 'Me')] })
  expect(reply).toMatchObject({ refused: [{ field: 'credit' }], rows: [{ credit: '' }] })
})

test('a crop goes out with the article, as large as the preview of the export said', async () => {
  const bytes = new Uint8Array(
    await sharp({ create: { width: 800, height: 400, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
  )
  const wide = (await editor.get('media.add', { fileName: 'wide.jpg', bytes })).hash
  sitting = await sitDown(reporter, articleId)
  await sitting.save((article): Article => {
    const cut = figure('f', { media: wide })
    return {
      ...article,
      body: body('A wall', ...paragraphs('Text.'), {
        ...cut,
        attrs: { ...cut.attrs, crop: { x: 0.25, y: 0, width: 0.25, height: 0.5 } }
      })
    }
  })
  await sitting.move('submit')
  const { articleHash } = await editor.get('articles.info', { id: articleId })
  await editor.get('workflow.move', { articleId, move: 'approve', articleHash })
  expect((await editor.get('exports.preview', { articleId, format: 'html' })).text).toContain(
    'width="200" height="200"'
  )
  await editor.get('exports.run', { articleId, formats: ['html'], as: 'folder' })
  const file = editor.saved[0]?.files.find(({ path }) => path.endsWith('.jpg'))
  expect(await sharp(file?.bytes).metadata()).toMatchObject({ width: 200, height: 200 })
})
