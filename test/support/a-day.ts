import { appendFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import sharp from 'sharp'
import { newId } from '#main/store/ids.ts'
import { storeFile } from '#main/store/open.ts'
import { formats } from '#shared/formats/index.ts'
import { body, figure, paragraphs } from './bodies.ts'
import { openTestDesk, sitDown } from './desk.ts'
import { deleted, inserted, makeDocx, p, run } from './made-docx.ts'

/**
 * `node a-day.ts`: what a newsroom does in a day, on the real core, with words that stand nowhere else. Prints, as JSON, what was
 * done, what the logs say and who may read the desk's files.
 */
export const dayWord = 'quaxel'

const word = (place: string) => `${dayWord}${place}`
const desk = await openTestDesk()
const done: string[] = []
const did = (what: string) => void done.push(what)

const reporter = await desk.join(word('reporter'), 'reporter')
const editor = await desk.join(word('editor'), 'editor')
const [boss] = (await desk.window().get('desk.status', {})).accounts.filter(({ role }) => role === 'admin')
const admin = desk.window(boss?.id)
await admin.get('desk.change', { siteUrl: 'https://example.org', publisher: word('publisher') })
await admin.get('accounts.setPassphrase', { id: reporter.accountId ?? '', next: word('passphrase') })
await desk.window().ask('accounts.signIn', { id: reporter.accountId ?? '', passphrase: word('wrong') })
did('founded')

const sitting = await sitDown(reporter)
const { id } = sitting.opened.info
const photograph = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#789' } })
  .jpeg()
  .toBuffer()
const { hash } = await reporter.get('media.add', { fileName: `${word('file')}.jpg`, bytes: new Uint8Array(photograph) })
await desk.core.preview(hash, 'large')
await sitting.save((article) => ({
  meta: {
    ...article.meta,
    slugline: word('slug'),
    ednote: word('note'),
    summary: word('summary'),
    credits: article.meta.credits.map((credit) => ({
      ...credit,
      profile: { ...credit.profile, handles: [{ service: 'X', url: 'https://example.org/handle' }] }
    }))
  },
  body: body(
    word('headline'),
    ...paragraphs(`The ${word('copy')} is at https://example.org/ and http://127.0.0.1:9/.`),
    figure('f', { media: hash, caption: word('caption'), credit: word('credit'), alt: word('alt') })
  )
}))
for (let key = 0; key < 20; key++)
  await sitting.save((article) => ({ ...article, meta: { ...article.meta, kicker: `${word('kicker')} ${key}` } }))
did('written')

const anchor = { block: null, start: 0, end: 0, quote: '', prefix: '', suffix: '' }
await editor.get('comments.start', {
  id: newId(),
  messageId: newId(),
  articleId: id,
  anchor,
  text: word('comment'),
  mentions: [reporter.accountId ?? '']
})
for (const query of [word('copy'), `"${word('quoted')}" NEAR(`, `${word('search')}* -x`])
  await reporter.ask('articles.list', { view: 'all', query, whole: true, limit: 20 })
await reporter.get('searches.save', { id: null, name: word('saved'), query: word('query'), filters: { view: 'all' } })
await editor.get('templates.save', { articleId: id, name: word('template') })
did('read')

const enc = (text: string) => new TextEncoder().encode(text)
const files: [string, Uint8Array<ArrayBuffer>][] = [
  ['word.docx', makeDocx({ body: p(run(word('docx')) + inserted(word('inserted')) + deleted(word('deleted'))) })],
  [
    'page.html',
    enc(
      `<!doctype html><html><head><title>${word('title')}</title><link rel=stylesheet href=https://example.org/a.css><base href=https://example.org/></head><body><h1>${word('page')}</h1><p>${word('text')} <img src=https://example.org/a.jpg alt=${word('alt')}></p></body></html>`
    )
  ],
  ['copy.txt', enc(`${word('plain')}\n\nBy ${word('author')}\n\nThe first words of it.`)],
  ['item.json', enc(`{"uri":"x","headline":"${word('ninjs')}"`)],
  [
    'item.xml',
    enc(`<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf><body>${word('xml')}`)
  ],
  ['entity.xml', enc(`<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]><nitf>&a;${word('entity')}</nitf>`)],
  [
    'notes.md',
    enc(`---\nheadline: [${word('yaml')}\n---\n\n# ${word('markdown')}\n\n![x](https://example.org/b.png)\n`)
  ],
  ['broken.docx', enc(`PK\u0003\u0004${word('zip')}`)]
]
const { job } = await reporter.get('imports.begin', {})
for (const [name, bytes] of files) await reporter.get('imports.give', { job, name: `${word('folder')}/${name}`, bytes })
await reporter.get('imports.read', { job })
let report = await reporter.get('imports.report', { job })
while (report.running) {
  await new Promise((resolve) => setTimeout(resolve, 50))
  report = await reporter.get('imports.report', { job })
}
const accepted = await reporter.get('imports.accept', {
  job,
  articles: report.articles.map(({ item }) => ({ item, guesses: [] }))
})
did(`imported ${accepted.made.length >= 3}`)

for (const [window, move] of [
  [reporter, 'submit'],
  [editor, 'send_back'],
  [reporter, 'submit'],
  [editor, 'approve']
] as const) {
  const { articleHash } = await editor.get('articles.info', { id })
  await window.get('workflow.move', { articleId: id, move, articleHash, reason: word('reason') })
}
await editor.get('exports.run', { articleId: id, formats: formats.map((format) => format.id), as: 'zip' })
did(`exported ${formats.length}`)
const handed = await editor.get('bundles.export', { articleIds: [id] })
const bundle = editor.saved.at(-1)?.files[0]?.bytes
if (bundle) await editor.get('bundles.import', { bytes: new Uint8Array(bundle) })
did(`handed over ${handed.articles}`)
await admin.get('backups.make', {})
await admin.get('backups.check', {})
did('backed up')

/** What nobody means to do: questions that are wrong, and a file with rows that are no JSON any more. */
await reporter.ask('articles.create', { slugline: word('long').repeat(100) })
await reporter.ask('articles.save', { articleId: word('id'), article: { meta: {}, body: word('body') } } as never)
await desk.core.dispatch(reporter, word('operation'), { text: word('input') })
const database = new Database(join(desk.folder, storeFile))
database.exec('DROP TRIGGER event_never_changes')
database.exec(`UPDATE event SET detail = '${word('damaged')} is no JSON' WHERE type = 'submit'`)
database.exec(`UPDATE setting SET value = '${word('setting')} is no JSON' WHERE key = 'publisher'`)
database.close()
await editor.ask('workflow.history', { articleId: id })
await editor.ask('articles.open', { id })
await desk.window().ask('desk.status', {})
did('damaged')

const modes = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => {
    const file = join(entry.parentPath, entry.name)
    return `${entry.isDirectory() ? 'folder' : 'file'} ${(statSync(file).mode & 0o777).toString(8)}`
  })
const [own, inside] = [(statSync(desk.folder).mode & 0o777).toString(8), [...new Set(modes(desk.folder))].sort()]
await desk.core.close()
await new Promise((resolve) => setTimeout(resolve, 200))
const names = readdirSync(desk.folder, { recursive: true, encoding: 'utf8' })
const logs = names.filter((name) => /\.log|\.dmp|core|\.txt/.test(name))
const log = logs.map((name) => readFileSync(join(desk.folder, name), 'utf8')).join('\n')
rmSync(desk.folder, { recursive: true, force: true })
const told = JSON.stringify({ done, log, own, inside })
appendFileSync(process.argv[2] ?? '', told)
