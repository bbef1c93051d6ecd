import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { writeWire } from '#main/wire.ts'
import { storeFile } from '#main/store/open.ts'
import { emptyMeta } from '#shared/article/article.ts'
import { canonicalJson, hashText } from '#shared/article/revision.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { expectOk } from '#shared/result.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

const paragraph = (words: string) => ({
  type: 'paragraph',
  attrs: { id: 'p1' },
  content: [{ type: 'text', text: words }]
})
const bodyOf = (...blocks: unknown[]) => ({
  type: 'doc',
  content: [{ type: 'headline', attrs: { id: 'h1' } }, ...blocks]
})
const article = (body: unknown, meta: unknown = emptyMeta) => JSON.stringify({ meta, body })
/** Written by hand: nothing that builds it may walk it. */
const deep = (levels: number) =>
  `{"meta":${JSON.stringify(emptyMeta)},"body":{"type":"doc","content":[${'{"type":"factBox","content":['.repeat(levels)}${JSON.stringify(paragraph('Ferry at the bottom.'))}${']}'.repeat(levels)}]}}`

/** What may lie in the store, as nobody's save has put it there. */
const stored: [string, string][] = [
  [
    'an unknown block',
    article(bodyOf(paragraph('Ferry.'), { type: 'hologram', content: [{ type: 'text', text: 'Ferry.' }] }))
  ],
  [
    'an unknown mark',
    article(bodyOf({ ...paragraph(''), content: [{ type: 'text', text: 'Ferry.', marks: [{ type: 'blink' }] }] }))
  ],
  ['no headline', article({ type: 'doc', content: [paragraph('Ferry.')] })],
  ['no blocks', article({ type: 'doc' })],
  ['no body', article(undefined)],
  ['a body that is null', article(null)],
  ['a body that is words', article('Ferry.')],
  ['a body that is a list', article([paragraph('Ferry.')])],
  ['blocks that are no list', article({ type: 'doc', content: { 0: paragraph('Ferry.') } })],
  ['blocks that are null', article({ type: 'doc', content: [null, 7, 'Ferry.'] })],
  ['text without words', article(bodyOf({ ...paragraph(''), content: [{ type: 'text', text: '' }] }))],
  ['an attribute of another kind', article(bodyOf({ ...paragraph('Ferry.'), attrs: { id: { deep: true } } }))],
  ['no details', JSON.stringify({ body: bodyOf(paragraph('Ferry.')) })],
  ['details that are null', article(bodyOf(paragraph('Ferry.')), null)],
  ['a detail that nobody knows', article(bodyOf(paragraph('Ferry.')), { ...emptyMeta, mood: 'Ferry' })],
  ['credits that are no list', article(bodyOf(paragraph('Ferry.')), { ...emptyMeta, credits: 'Ferry' })],
  ['an empty object', '{}'],
  ['null', 'null'],
  ['a list', '["Ferry."]'],
  ['a number', '7'],
  ['nothing', ''],
  ['half of it', article(bodyOf(paragraph('Ferry.'))).slice(0, -9)],
  ['words 45 levels deep', deep(45)],
  ['words 200 levels deep', deep(200)],
  ['words 5,000 levels deep', deep(5000)],
  ['brackets 100,000 deep', '['.repeat(100_000)]
]

/** As it may be found: with the hash that it has, or with another. A hash cannot be taken of everything. */
const hashes = [
  ['its own hash', (text: string) => hashOf(text)],
  ['another hash', () => hashText('another')]
] as const

function hashOf(text: string): string {
  try {
    return hashText(canonicalJson({ schemaVersion, article: JSON.parse(text) as unknown }))
  } catch {
    return hashText(text)
  }
}

let desk: TestDesk
let window: TestWindow
/** Each row twice: with the hash that it has, and with another. All in one desk, which is left alone until it is quiet. */
const cases = stored.flatMap(([name, text]) =>
  hashes.map(([which, hash]) => ({ name, which, text, hash: hash(text), id: '' }))
)
beforeAll(async () => {
  desk = await openTestDesk()
  window = await desk.join('Ruth Okafor', 'editor')
  for (const one of cases) {
    const sitting = await sitDown(window)
    one.id = sitting.opened.info.id
    expectOk(await sitting.save(typeInto(0, 'The ferry is late.')))
    await window.get('articles.close', { id: one.id, session: sitting.opened.session })
  }
  const database = new Database(join(desk.folder, storeFile))
  const put = database.prepare(
    'UPDATE working SET article = ?, article_hash = ? WHERE article_number = (SELECT number FROM article WHERE id = ?)'
  )
  for (const { id, text, hash } of cases) put.run(text, hash, id)
  database.close()
  await vi.waitUntil(isQuiet, { timeout: 30_000, interval: 0 })
}, 60_000)
afterAll(() => desk.close())

/** Nothing is indexed any more. */
async function isQuiet(): Promise<boolean> {
  const before = disk()
  await new Promise((resolve) => setTimeout(resolve, 700))
  return disk().join() === before.join()
}

/** Every byte of the desk's file and its log. */
function disk(): string[] {
  return ['', '-wal'].map((end) => {
    const file = join(desk.folder, storeFile + end)
    return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : ''
  })
}

test.each(cases)('$name, with $which, opens read-only, and opening changes 0 bytes', async ({ id, text }) => {
  const before = disk()
  const opened = expectOk(await window.ask('articles.open', { id }))
  // The window asks the same before any editor sees a body.
  expect(opened.damaged !== null || !readBody(opened.article.body, opened.schemaVersion).ok).toBe(true)
  expect(JSON.parse(writeWire(opened))).toBeTruthy()
  expect(opened.article.meta.credits).toBeInstanceOf(Array)
  if (text.includes('Ferry')) expect(JSON.stringify(opened.article)).toContain('Ferry')
  expect(await window.get('articles.raw', { id })).toEqual({ text })
  expectOk(await window.ask('articles.list', { view: 'all', limit: 10 }))
  expectOk(await window.ask('revisions.list', { articleId: id }))
  expectOk(await window.ask('comments.list', { articleId: id }))
  expect(disk()).toEqual(before)
})

test.each(cases)('on $name, with $which, no article is moved; an earlier version is put back', async ({ id, text }) => {
  const { articleHash } = await window.get('articles.info', { id })
  const asked = [
    await window.ask('workflow.move', { articleId: id, move: 'submit', articleHash }),
    await window.ask('workflow.move', { articleId: id, move: 'approve', articleHash }),
    await window.ask('articles.duplicate', { id }),
    await window.ask('bundles.export', { articleIds: [id] })
  ]
  for (const reply of asked) {
    expect(reply.ok).toBe(false)
    if (!reply.ok) expect(reply.error.code).not.toBe('internal')
  }
  expect(await window.get('articles.raw', { id })).toEqual({ text })
  const [newest] = await window.get('revisions.list', { articleId: id })
  expectOk(await window.ask('revisions.restore', { articleId: id, id: newest!.id }))
  const opened = await window.get('articles.open', { id })
  expect(opened.damaged).toBeNull()
  expect(JSON.stringify(opened.article.body)).toContain('The ferry is late.')
  const kinds = (await window.get('revisions.list', { articleId: id })).map(({ kind }) => kind)
  expect(
    kinds.some((kind) => kind === 'before-restore' || kind === 'damaged'),
    kinds.join()
  ).toBe(true)
})
