import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import type { ManyExported } from '#shared/contract/exports.ts'
import { openTestDesk, sitDown, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { body, paragraphs } from '#test/support/bodies.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  desk.core.onEvent((event) => desk.events.push(event))
})
afterEach(() => desk.close())

const run = '01KD6M9Q5Z7T3W8XNRY2VB4CHE'

async function article(slugline: string, approved = true): Promise<string> {
  const sitting = await sitDown(reporter)
  const { id } = sitting.opened.info
  await sitting.save((stored): Article => ({
    meta: { ...stored.meta, slugline },
    body: body(`Headline of ${slugline}`, ...paragraphs('It was voted on Monday.'))
  }))
  if (!approved) return id
  await sitting.move('submit')
  const seen = await editor.get('articles.info', { id })
  await editor.get('workflow.move', { articleId: id, move: 'approve', articleHash: seen.articleHash })
  return id
}

function exportMany(articleIds: string[], formats = ['markdown', 'nitf']): Promise<ManyExported> {
  return editor.get('exports.runMany', { run, articleIds, formats, as: 'folder' })
}

const pathsOf = (window: TestWindow) => window.saved.at(-1)?.files.map(({ path }) => path)
const kindsOf = async (id: string) => (await editor.get('workflow.history', { articleId: id })).map(({ type }) => type)

test('each article has a folder of its own, and what may not go out is left and told by its name', async () => {
  const first = await article('quay-wall')
  const draft = await article('half-done', false)
  const second = await article('quay-wall')
  const reply = await exportMany([first, draft, second, first])
  expect(reply.went.map(({ id }) => id)).toEqual([first, second])
  expect(reply.refused).toEqual([
    { id: draft, name: 'half-done', message: expect.stringContaining('The article cannot go out yet.') }
  ])
  expect(reply.refused[0]?.message).toContain('needs 1 more approval')
  expect(pathsOf(editor)).toEqual([
    'quay-wall/nitf/article.xml',
    'quay-wall/markdown/article.md',
    'quay-wall-2/nitf/article.xml',
    'quay-wall-2/markdown/article.md'
  ])
  expect(reply.savedTo).toMatch(/^\/somewhere\/articles-2026-/)
  expect(await kindsOf(first)).toContain('exported')
  expect(await kindsOf(draft)).not.toContain('exported')
})

test('formats that list articles give one file for all of them, and every record names it', async () => {
  const ids = [await article('quay-wall'), await article('ferry')]
  const reply = await exportMany(ids, ['wxr', 'ghost', 'plain-text'])
  const files = editor.saved.at(-1)?.files ?? []
  expect(files.map(({ path }) => path)).toEqual([
    'wxr/wordpress.xml',
    'ghost/ghost.json',
    'quay-wall/article.txt',
    'ferry/article.txt'
  ])
  const feed = new TextDecoder().decode(files[0]?.bytes)
  expect(feed).toContain('Headline of quay-wall')
  expect(feed).toContain('Headline of ferry')
  for (const id of ids) {
    const exported = (await editor.get('workflow.history', { articleId: id })).at(-1)
    expect(exported?.detail).toMatchObject({ files: expect.arrayContaining([reply.files[0]]) })
  }
})

test('a file of each article is the same bytes as when it goes out alone', async () => {
  const id = await article('quay-wall')
  await exportMany([id], ['nitf'])
  await editor.get('exports.run', { articleId: id, formats: ['nitf'], as: 'folder' })
  const [many, alone] = editor.saved.map(({ files }) => files.map(({ bytes }) => Buffer.from(bytes)))
  expect(alone?.length).toBe(1)
  expect(many).toEqual(alone)
})

test('where none may go out nothing is asked and nothing written', async () => {
  const draft = await article('half-done', false)
  expect(await exportMany([draft])).toMatchObject({ went: [], cancelled: false, files: [], savedTo: null })
  expect(editor.saved).toEqual([])
})

test('it says how far it is, and stops when it is told to: nothing is written, no record made', async () => {
  const ids = [await article('one'), await article('two'), await article('three')]
  let seen = 0
  desk.core.onEvent((event) => {
    if (event.name !== 'exports.progress' || event.detail.run !== run) return
    expect(event.detail.total).toBe(3)
    if (++seen === 2) void editor.ask('exports.cancel', { run })
  })
  expect(await exportMany(ids)).toMatchObject({ cancelled: true, went: [], files: [] })
  expect(seen).toBe(2)
  expect(editor.saved).toEqual([])
  expect(await kindsOf(ids[0] ?? '')).not.toContain('exported')
})

test('nobody stops the export of somebody else', async () => {
  const ids = [await article('one'), await article('two')]
  desk.core.onEvent((event) => {
    if (event.name === 'exports.progress') void reporter.ask('exports.cancel', { run })
  })
  expect((await exportMany(ids)).went.length).toBe(2)
})

test('a person who cancels the dialog leaves no trace of an export', async () => {
  const id = await article('one')
  editor.saveFiles = async () => ({ ok: true, value: null })
  expect(await exportMany([id])).toMatchObject({ cancelled: true, went: [] })
  expect(await kindsOf(id)).not.toContain('exported')
})

test('what several can go out in is listed, with what gives one file for all', async () => {
  const formats = await editor.get('exports.formats', {})
  expect(formats.filter(({ together }) => together).map(({ id }) => id)).toEqual([
    'wxr',
    'ghost',
    'rss',
    'news-sitemap'
  ])
  expect(formats.find(({ id }) => id === 'rss')?.needs).toContain('the address of your site')
})
