import { homedir, hostname } from 'node:os'
import { basename } from 'node:path'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#main/store/ids.ts'
import type { OutgoingFile } from '#main/core.ts'
import type { Article } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { expectOk } from '#shared/result.ts'
import { acceptSuggestions, rejectSuggestions } from '#shared/document/decide.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { formats } from '#shared/formats/index.ts'
import { figure, line } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { deleted, inserted, makeDocx, p, run } from '#test/support/made-docx.ts'

/**
 * Words that are nobody's business outside the desk, planted wherever the desk keeps words. None of them is in anything that
 * leaves it; what is to be read is in all of it.
 */
const planted = [
  'zqfilename',
  'zqfolder',
  'zqimported',
  'zqtrackedauthor',
  'zqdeletedwords',
  'zqrejectedwords',
  'zqcomment',
  'zqcommenter',
  'zqreason',
  'zqversion',
  'zqtemplate',
  'zqsearch',
  'zqmail',
  'zqassignee',
  'zqearlier',
  'zqsetaside'
]
const read = 'zqheadline'
/** For the editors who receive it: in the formats that say that they carry it, and in no other. */
const ednote = 'zqednote'

let desk: TestDesk
let editor: TestWindow
let id: string
const exported = new Map<string, OutgoingFile[]>()

beforeAll(async () => {
  desk = await openTestDesk()
  const reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  const commenter = await desk.join('Zqcommenter', 'reporter')
  const assignee = await desk.join('Zqassignee', 'reporter')
  const [boss] = (await editor.get('accounts.list', {})).filter(({ role }) => role === 'admin')
  const admin = desk.window(boss?.id)
  await admin.get('desk.change', { siteUrl: 'https://example.org', publisher: 'The Harbour Gazette' })
  const account = (await editor.get('accounts.list', {})).find(({ id: each }) => each === reporter.accountId)
  const { person } = await reporter.get('people.page', { id: account?.personId ?? '' })
  await reporter.get('people.save', {
    id: person.id,
    name: person.name,
    jobTitle: '',
    biography: '',
    handles: [],
    portrait: null,
    email: 'zqmail@example.org'
  })

  id = await importWord(reporter)
  const sitting = await sitDown(reporter, id)
  const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#789' } })
    .jpeg()
    .toBuffer()
  const { hash } = await reporter.get('media.add', {
    fileName: 'zqfolder/zqfilename of the informant.jpg',
    bytes: new Uint8Array(picture)
  })
  const image = figure('f', { media: hash, caption: 'The quay.', credit: 'Ines Moreau', alt: 'Houses at the water.' })
  image.attrs = { ...image.attrs, fileName: 'zqfilename of the informant.jpg' }
  const profile = { ...emptyProfile, name: 'Ines Moreau' }
  const credits = [{ id: 'c', role: 'by' as const, personId: null, profile, box: false }]
  const saved = await sitting.save((article) => {
    const open = suggestionIds(article.body)
    const decided = rejectSuggestions(acceptSuggestions(article.body, open.slice(0, 2)), open.slice(2))
    return {
      meta: { ...article.meta, slugline: 'ferry', ednote, summary: 'The ferry is late.', credits },
      body: {
        ...decided,
        content: [
          line('headline', `The ferry is late ${read}`, 'h'),
          ...(decided.content ?? []).filter(({ type }) => type !== 'headline'),
          line('paragraph', 'It was zqearlier.', 'gone'),
          image
        ]
      }
    } satisfies Article
  })
  expectOk(saved)
  await reporter.get('revisions.name', { articleId: id, id: null, name: 'zqversion' })
  await sitting.save((article) => ({
    ...article,
    body: { ...article.body, content: (article.body.content ?? []).filter(({ attrs }) => attrs?.id !== 'gone') }
  }))
  const anchor = { block: null, start: 0, end: 0, quote: '', prefix: '', suffix: '' }
  await commenter.get('comments.start', {
    id: newId(),
    messageId: newId(),
    articleId: id,
    anchor,
    text: 'zqcomment: ask the informant again.',
    mentions: [editor.accountId ?? '']
  })
  await editor.get('workflow.assign', { articleId: id, assignee: assignee.accountId })
  await editor.get('templates.save', { articleId: id, name: 'zqtemplate' })
  await editor.get('searches.save', { id: null, name: 'zqsearch', query: 'zqsearch', filters: { view: 'all' } })
  for (const [window, move] of [
    [reporter, 'submit'],
    [editor, 'send_back'],
    [reporter, 'submit'],
    [editor, 'approve']
  ] as const) {
    const { articleHash } = await editor.get('articles.info', { id })
    await window.get('workflow.move', { articleId: id, move, articleHash, reason: 'zqreason' })
  }
  // What comes after the article has left the writer's hands is kept beside it.
  expect(await sitting.save(typeInto(1, 'It was zqsetaside.'))).toMatchObject({ ok: false })
  for (const { id: format } of formats) {
    const reply = await editor.ask('exports.run', { articleId: id, formats: [format], as: 'folder' })
    if (!reply.ok) throw new Error(`${format}: ${JSON.stringify(reply.error)}`)
    exported.set(
      format,
      editor.saved.splice(0).flatMap(({ files }) => files)
    )
  }
}, 120_000)
afterAll(() => desk.close())

async function importWord(window: TestWindow): Promise<string> {
  const docx = makeDocx({
    body:
      p(run('The ferry ') + inserted('is late ', 'Zqtrackedauthor') + run('again.')) +
      p(run('It was said ') + deleted('by zqdeletedwords ', 'Zqtrackedauthor') + run('on Monday.')) +
      p(run('The quay ') + inserted('zqrejectedwords ', 'Zqtrackedauthor') + run('is full.'))
  })
  const { job } = await window.get('imports.begin', {})
  await window.get('imports.give', { job, name: 'zqfolder/zqimported.docx', bytes: docx })
  await window.get('imports.read', { job })
  while ((await window.get('imports.report', { job })).running) await new Promise((resolve) => setTimeout(resolve, 50))
  const report = await window.get('imports.report', { job })
  const [article] = report.articles
  if (!article) throw new Error(JSON.stringify(report.files))
  const reply = await window.get('imports.accept', { job, articles: [{ item: article.item, guesses: [] }] })
  return reply.made[0]?.articleId ?? ''
}

/** Names and bytes of everything, and of what is packed in it. */
function everything(files: OutgoingFile[]): string {
  return files
    .flatMap(({ path, bytes }) => {
      const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
      const parts = isZip ? Object.entries(unzipSync(bytes)) : []
      return [[path, bytes] as const, ...parts].map(
        ([name, part]) => `${name}\n${Buffer.from(part).toString('latin1')}`
      )
    })
    .join('\n')
    .toLowerCase()
}

/** A short name would be found in any bytes. */
const ofTheMachine = () =>
  [basename(desk.folder), hostname(), `${homedir()}/`]
    .map((own) => own.toLowerCase())
    .filter(({ length }) => length > 5)

test('what was planted is in the desk, so that it could be found', async () => {
  const kept = JSON.stringify([
    await editor.get('workflow.history', { articleId: id }),
    await editor.get('comments.list', { articleId: id }),
    await editor.get('revisions.list', { articleId: id }),
    await editor.get('imports.record', { articleId: id }),
    await editor.get('suggestions.list', { articleId: id }),
    await editor.get('articles.open', { id }),
    await editor.get('templates.list', {}),
    await editor.get('searches.list', {}),
    await editor.get('accounts.list', {}),
    await editor.get('people.list', {})
  ]).toLowerCase()
  // What has left the text stands in its versions.
  const versions = await editor.get('revisions.list', { articleId: id })
  const texts = await Promise.all(versions.map(({ id: version }) => editor.get('revisions.get', { id: version })))
  const all = kept + JSON.stringify(texts).toLowerCase()
  for (const word of planted) expect(all, word).toContain(word)
})

test.each(formats.map(({ id: format }) => format))('%s holds what is to be read and none of what is not', (format) => {
  const all = everything(exported.get(format) ?? [])
  expect(all).toContain(read)
  for (const word of planted) expect(all, word).not.toContain(word)
  for (const own of ofTheMachine()) expect(all).not.toContain(own)
  const carries = formats.find(({ id: each }) => each === format)?.carries.ednote !== null
  expect(all.includes(ednote)).toBe(carries)
})

test('a hand-over takes along what was said of the article, and nothing of this desk or computer', async () => {
  expect(await editor.ask('bundles.export', { articleIds: [id] })).toMatchObject({ ok: true })
  const all = everything(editor.saved.splice(0).flatMap(({ files }) => files))
  for (const word of [read, 'zqcomment', 'zqreason']) expect(all, word).toContain(word)
  for (const word of ['zqfolder', 'zqtemplate', 'zqsearch', 'zqmail', ...ofTheMachine()])
    expect(all, word).not.toContain(word)
})
