import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captionOf, findNode, figuresOf, textOf } from '#shared/document/text.ts'
import { deleted, inserted, makeDocx, namespaces, p, run, styled } from '#test/support/made-docx.ts'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
beforeAll(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
})
afterAll(() => desk.close())

const published = new Uint8Array(readFileSync(new URL('../../fixtures/published-article.txt', import.meta.url)))
const bytesOf = (text: string) => new TextEncoder().encode(text)

async function bringIn(window: TestWindow, files: { name: string; bytes: Uint8Array<ArrayBuffer> }[]) {
  const { job } = await window.get('imports.begin', {})
  for (const file of files) await window.get('imports.give', { job, ...file })
  await window.get('imports.read', { job })
  await expect.poll(async () => (await window.get('imports.report', { job })).running, { timeout: 20_000 }).toBe(false)
  return window.get('imports.report', { job })
}

const asRead = (report: Awaited<ReturnType<typeof bringIn>>, index = 0) => {
  const article = report.articles[index]
  if (!article) throw new Error('No article.')
  return article
}

test('nothing is stored before somebody accepts; then there is a draft with the guesses that were confirmed', async () => {
  const report = await bringIn(reporter, [{ name: 'from/site.txt', bytes: published }])
  expect(report.files).toMatchObject([{ name: 'from/site.txt', state: 'read', message: '' }])
  const count = async () => (await reporter.get('articles.counts', {})).views.all
  expect(await count()).toBe(0)

  const { item, guesses } = asRead(report)
  const confirmed = guesses
    .filter(({ kind }) => kind !== 'topics')
    .map(({ id, kind, values }) => ({ id, values: kind === 'headline' ? { headline: 'A mended headline' } : values }))
  const reply = await reporter.get('imports.accept', { job: report.job, articles: [{ item, guesses: confirmed }] })
  expect(reply.refused).toEqual([])
  const articleId = reply.made[0]?.articleId ?? ''
  const { article, info } = await reporter.get('articles.open', { id: articleId })
  expect(info.standing).toMatchObject({ state: 'draft' })
  expect(info.ownerName).toBe('Rea Porter')
  expect(textOf(findNode(article.body, 'headline'))).toBe('A mended headline')
  expect(article.meta.credits.map(({ profile }) => profile.name)).toEqual(['Tomas Lind'])
  expect(figuresOf(article.body)).toHaveLength(2)
  // What was not confirmed stands in the copy as it came.
  expect(textOf(article.body)).toContain('Related Topics')
  expect(article.meta.topics).toEqual([])

  const versions = await reporter.get('revisions.list', { articleId })
  expect(versions.map(({ kind }) => kind)).toEqual(['imported'])
  expect(await reporter.get('imports.record', { articleId })).toMatchObject({
    fileName: 'from/site.txt',
    format: 'Plain text',
    byName: 'Rea Porter'
  })
  expect(desk.events.some(({ name }) => name === 'import.changed')).toBe(true)
})

test('an article that is accepted twice is one article, and bringing the file in again says so', async () => {
  const first = await bringIn(reporter, [{ name: 'a.txt', bytes: published }])
  const { item } = asRead(first)
  const accept = () => reporter.get('imports.accept', { job: first.job, articles: [{ item, guesses: [] }] })
  const replies = [await accept(), await accept()]
  expect(new Set(replies.map(({ made }) => made[0]?.articleId)).size).toBe(1)
  const again = await bringIn(reporter, [{ name: 'b.txt', bytes: published }])
  expect(asRead(again).before[0]?.articleId).toBe(replies[0]?.made[0]?.articleId)
})

test('a file that cannot be read is named, and the others are read', async () => {
  const report = await bringIn(reporter, [
    { name: 'song.mp3', bytes: bytesOf('ID3') },
    { name: 'fine.txt', bytes: bytesOf('A headline\n\nThe words of it.\n') }
  ])
  expect(report.files.map(({ state }) => state)).toEqual(['failed', 'read'])
  expect(report.files[0]?.message).toContain('does not know this kind of file')
  expect(report.articles).toHaveLength(1)
})

test('what is discarded is gone, and nobody sees the import of another', async () => {
  const report = await bringIn(reporter, [{ name: 'a.txt', bytes: published }])
  const other = await desk.join('Ed Itor', 'editor')
  expect(await other.ask('imports.report', { job: report.job })).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
  await reporter.get('imports.discard', { job: report.job })
  expect(await reporter.ask('imports.report', { job: report.job })).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
})

test('a guess that the reader did not make cannot be confirmed', async () => {
  const report = await bringIn(reporter, [{ name: 'a.txt', bytes: bytesOf('A headline\n\nThe words of it.\n') }])
  const { item } = asRead(report)
  const reply = await reporter.get('imports.accept', {
    job: report.job,
    articles: [{ item, guesses: [{ id: 'made-up', values: { headline: 'No' } }] }]
  })
  const { article } = await reporter.get('articles.open', { id: reply.made[0]?.articleId ?? '' })
  expect(textOf(findNode(article.body, 'headline'))).toBe('')
  expect(textOf(article.body)).toContain('A headline')
  expect(figuresOf(article.body).map(captionOf)).toEqual([])
})

test('a Word file brings its suggestions as marks and its comments as threads, by the names that it gives', async () => {
  const bytes = makeDocx({
    body:
      styled('Title', 'Quay wall') +
      p(run('The ') + deleted('old') + inserted('new') + run(' wall.')) +
      p(`<w:commentRangeStart w:id="0"/>${run('It is old.')}<w:commentRangeEnd w:id="0"/>`),
    parts: {
      'word/comments.xml': `<w:comments ${namespaces()}><w:comment w:id="0" w:author="Ed Itor" w:date="2026-01-05T09:00:00Z">${p(run('How old?'))}</w:comment></w:comments>`
    }
  })
  const report = await bringIn(reporter, [{ name: 'brief.docx', bytes }])
  const { item, suggestions, comments } = asRead(report)
  expect([suggestions, comments]).toEqual([1, 1])
  const reply = await reporter.get('imports.accept', { job: report.job, articles: [{ item, guesses: [] }] })
  const articleId = reply.made[0]?.articleId ?? ''
  const threads = await reporter.get('comments.list', { articleId })
  expect(threads.map(({ name, anchor, messages }) => [name, anchor.quote, messages.map(({ text }) => text)])).toEqual([
    ['Ed Itor', 'It is old.', ['How old?']]
  ])
  expect(await reporter.get('suggestions.list', { articleId })).toMatchObject([
    { author: 'Ed Itor', accountId: null, at: '2026-01-05T09:00:00.000Z' }
  ])
})
