import { createHash } from 'node:crypto'
import { unzipSync, zipSync, type Zippable } from 'fflate'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { wholeArticle } from '#shared/article/anchor.ts'
import { textOf } from '#shared/document/text.ts'
import { decideConflict } from '#shared/merge/resolve.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { referencePictures } from '#test/support/pictures.ts'

let home: TestDesk
let away: TestDesk
let reporter: TestWindow
let editor: TestWindow
let id: string

beforeEach(async () => {
  home = await openTestDesk()
  away = await openTestDesk()
  reporter = await home.join('Rea Porter', 'reporter')
  editor = await away.join('Ed Itor', 'editor')
  const sitting = await sitDown(reporter)
  id = sitting.opened.info.id
  await sitting.save((article) => ({
    ...article,
    body: body('The wall', ...paragraphs('First words.', 'Second words.'))
  }))
})
afterEach(async () => {
  await home.close()
  await away.close()
})

async function handOver(window: TestWindow, ids = [id]): Promise<Uint8Array<ArrayBuffer>> {
  await window.get('bundles.export', { articleIds: ids })
  const bytes = window.saved.at(-1)?.files[0]?.bytes
  if (!bytes) throw new Error('Nothing was written.')
  return new Uint8Array(bytes)
}

async function textAt(window: TestWindow): Promise<string> {
  return textOf((await window.get('articles.open', { id })).article.body)
}

async function type(window: TestWindow, block: number, text: string) {
  const sitting = await sitDown(window, id)
  expect(await sitting.save(typeInto(block, text))).toMatchObject({ ok: true })
}

/** What both desks must have alike. */
async function known(window: TestWindow) {
  const versions = await window.get('revisions.list', { articleId: id })
  const history = await window.get('workflow.history', { articleId: id })
  const comments = await window.get('comments.list', { articleId: id })
  return {
    versions: versions.map((version) => version.id).sort(),
    history: history.map((line) => [line.id, line.type, line.actor, line.revision]),
    comments: comments.map((thread) => [thread.id, thread.accountId, thread.messages.map(({ text }) => text)]),
    text: await textAt(window)
  }
}

test('an article arrives with its words, its people and what was said, and is shown before anything is kept', async () => {
  await reporter.get('comments.start', {
    id: ulid(),
    messageId: ulid(),
    articleId: id,
    anchor: wholeArticle,
    text: 'On tape.',
    mentions: []
  })
  const bytes = await handOver(reporter)
  const preview = await editor.get('bundles.preview', { bytes })
  expect(preview).toMatchObject({
    desk: 'The Harbour Gazette',
    madeBy: 'Rea Porter',
    people: ['Rea Porter'],
    articles: [{ id, kinship: 'new', headline: 'The wall', comments: 1, kept: null }]
  })
  expect(await editor.ask('articles.open', { id })).toMatchObject({ ok: false })
  expect(await editor.get('bundles.import', { bytes })).toEqual(preview)
  expect(await known(editor)).toEqual(await known(reporter))
  const info = await editor.get('articles.info', { id })
  expect(info.ownerName).toBe('Rea Porter')
  expect((await editor.get('bundles.import', { bytes })).articles).toMatchObject([
    { kinship: 'same', versions: 0, comments: 0 }
  ])
})

test('whoever came in with a file is a name here, and nobody who can sign in', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  const account = reporter.accountId ?? ''
  const admin = away.window(
    (await away.window().get('desk.status', {})).accounts.find(({ role }) => role === 'admin')?.id
  )
  expect(await away.window().ask('accounts.signIn', { id: account })).toMatchObject({ ok: false })
  expect(await away.window(account).ask('articles.info', { id })).toMatchObject({
    ok: false,
    error: { code: 'not-signed-in' }
  })
  expect((await admin.get('accounts.list', {})).map((one) => one.name)).not.toContain('Rea Porter')
  for (const asked of [
    admin.ask('accounts.change', { id: account, disabled: false }),
    admin.ask('accounts.invite', { id: account }),
    admin.ask('accounts.setPassphrase', { id: account, next: 'open sesame now' })
  ])
    expect(await asked).toMatchObject({ ok: false, error: { code: 'not-found' } })
})

test('what one side wrote takes the other on; what both wrote is one text with two parents, alike on both desks', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  await type(editor, 1, 'First words, edited.')
  expect((await reporter.get('bundles.import', { bytes: await handOver(editor) })).articles).toMatchObject([
    { kinship: 'newer' }
  ])
  expect(await textAt(reporter)).toContain('First words, edited.')
  await type(reporter, 2, 'Second words, and more.')
  await type(editor, 1, 'First words, edited twice.')
  const [mine, theirs] = [await handOver(reporter), await handOver(editor)]
  expect((await editor.get('bundles.import', { bytes: mine })).articles).toMatchObject([
    { kinship: 'diverged', kept: null, conflicts: 0 }
  ])
  await reporter.get('bundles.import', { bytes: theirs })
  expect(await known(reporter)).toEqual(await known(editor))
  expect(await textAt(editor)).toMatch(/edited twice\.[\s\S]*and more\./)
  const [merged] = await editor.get('revisions.list', { articleId: id })
  expect(merged).toMatchObject({ kind: 'merged', parents: [expect.any(String), expect.any(String)] })
})

test('where both wrote at one spot both stand, as suggestions that are signed by who wrote them', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  await type(editor, 1, 'First lines.')
  await type(reporter, 1, 'First verses.')
  const { articles } = await editor.get('bundles.import', { bytes: await handOver(reporter) })
  expect(articles[0]?.conflicts).toBeGreaterThan(0)
  expect(await textAt(editor)).toMatch(/lines[\s\S]*verses|verses[\s\S]*lines/)
  const rows = await editor.get('suggestions.list', { articleId: id })
  expect(new Set(rows.map(({ author }) => author))).toEqual(new Set(['Ed Itor', 'Rea Porter']))
})

/** What both desks have, with both sides of one spot: away has taken home's version in. */
async function bothWroteAtOneSpot() {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  await type(editor, 1, 'First lines.')
  await type(reporter, 1, 'First verses.')
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  const [conflict] = await editor.get('conflicts.list', { articleId: id })
  if (!conflict) throw new Error('There is no conflict.')
  return conflict
}

async function decideAt(window: TestWindow, decision: 'mine' | 'theirs' | 'both') {
  const [conflict] = await window.get('conflicts.list', { articleId: id })
  const sitting = await sitDown(window, id)
  await sitting.save((article) => decideConflict(article, conflict!, decision))
  await window.get('conflicts.decide', { articleId: id, id: conflict!.id, decision })
}

test('the place where both wrote waits on the desk that merges, and is listed by the names of both', async () => {
  const conflict = await bothWroteAtOneSpot()
  expect(conflict).toMatchObject({ kind: 'typed', mineName: 'Ed Itor', theirsName: 'Rea Porter' })
  expect([conflict.mine.text, conflict.theirs.text]).toEqual(['lines', 'verses'])
  await decideAt(editor, 'theirs')
  expect(await editor.get('conflicts.list', { articleId: id })).toEqual([])
  expect(await textAt(editor)).toContain('First verses.')
})

test('a merge that another desk has made comes with its open places, and one that is decided there is decided here', async () => {
  const conflict = await bothWroteAtOneSpot()
  await reporter.get('bundles.import', { bytes: await handOver(editor) })
  expect(await reporter.get('conflicts.list', { articleId: id })).toMatchObject([{ id: conflict.id }])
  await decideAt(editor, 'mine')
  await reporter.get('bundles.import', { bytes: await handOver(editor) })
  expect(await reporter.get('conflicts.list', { articleId: id })).toEqual([])
  expect(await textAt(reporter)).toContain('First lines.')
})

test('two desks that merge the same two have the same open place, and either may choose', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  await type(editor, 1, 'First lines.')
  await type(reporter, 1, 'First verses.')
  const [mine, theirs] = [await handOver(reporter), await handOver(editor)]
  await editor.get('bundles.import', { bytes: mine })
  await reporter.get('bundles.import', { bytes: theirs })
  const [here] = await reporter.get('conflicts.list', { articleId: id })
  expect(await editor.get('conflicts.list', { articleId: id })).toMatchObject([{ id: here!.id, mine: here!.theirs }])
  await decideAt(reporter, 'mine')
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  expect(await editor.get('conflicts.list', { articleId: id })).toEqual([])
  expect(await textAt(editor)).toContain('First verses.')
})

test('an approval from elsewhere is shown, holds nothing open, and counts once somebody here gives it', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  const there = await sitDown(editor, id)
  await there.move('submit')
  expect(await there.move('approve')).toMatchObject({ ok: true })
  const { articles } = await reporter.get('bundles.import', { bytes: await handOver(editor) })
  expect(articles).toMatchObject([{ approvedElsewhere: [{ name: 'Ed Itor', sameText: true }] }])
  const info = await reporter.get('articles.info', { id })
  expect(info.standing).toMatchObject({ state: 'in_review', approvals: [], firstApprovedAt: null })
  expect(info.approvals).toBe(0)
  const { reasons } = await reporter.get('exports.check', { articleId: id })
  expect(reasons.map(({ code }) => code)).toContain('not-approved')
  // And it comes back to its own desk as what it is there.
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  expect((await editor.get('articles.info', { id })).standing.state).toBe('approved')
})

test('a file changes no words that its bearer may not change, and keeps them beside the article', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  const there = await sitDown(editor, id)
  await there.move('submit')
  await there.move('approve')
  await type(reporter, 1, 'Other words.')
  const bytes = await handOver(reporter)
  const messenger = await away.join('Otto Her', 'reporter')
  const { articles } = await messenger.get('bundles.import', { bytes })
  expect(articles[0]?.kept).toMatch(/kept under Versions/)
  expect(await editor.get('articles.info', { id })).toMatchObject({ standing: { state: 'approved' }, stale: false })
  expect(await textAt(editor)).not.toContain('Other words.')
})

test('pictures come along with the words that the desk has for them', async () => {
  const [picture] = await referencePictures()
  const { hash } = await reporter.get('media.add', { fileName: 'quay.jpg', bytes: new Uint8Array(picture.bytes) })
  await reporter.get('pictures.change', { hash, version: 1, changes: { caption: 'The quay at night.' } })
  const sitting = await sitDown(reporter, id)
  await sitting.save((article) => ({
    ...article,
    body: {
      ...article.body,
      content: [...(article.body.content ?? []), { ...figure('f'), attrs: { ...figure('f').attrs, media: hash } }]
    }
  }))
  expect(await editor.get('bundles.import', { bytes: await handOver(reporter) })).toMatchObject({ pictures: 1 })
  expect(await editor.get('media.get', { hash })).toMatchObject({
    fileName: 'quay.jpg',
    metadata: { caption: picture.caption }
  })
  expect((await editor.get('pictures.get', { hash })).record.caption).toBe('The quay at night.')
  expect(await away.core.preview(hash, 'small')).not.toBeNull()
})

test('the same articles at the same moment are the same bytes', async () => {
  const bytes = await handOver(reporter)
  const entries = Object.keys(unzipSync(bytes))
  expect(entries[0]).toBe('manifest.json')
  expect(entries).toEqual([...new Set(entries)])
  const again = unzipSync(await handOver(reporter))
  for (const name of entries.slice(1)) expect(again[name], name).toEqual(unzipSync(bytes)[name])
})

/** The file with some entries changed; the list of contents is made right again unless it is what is changed. */
function forge(bytes: Uint8Array, change: (files: Record<string, unknown>) => void): Uint8Array<ArrayBuffer> {
  const entries = unzipSync(bytes)
  const files: Record<string, unknown> = Object.fromEntries(
    Object.entries(entries).map(([name, data]) => [name, JSON.parse(Buffer.from(data).toString())])
  )
  change(files)
  const data = Object.entries(files).map(([name, value]) => [name, Buffer.from(JSON.stringify(value))] as const)
  const manifest = files['manifest.json'] as { entries: Record<string, string> }
  manifest.entries = Object.fromEntries(
    data
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])
  )
  return new Uint8Array(
    zipSync(Object.fromEntries([...data, ['manifest.json', Buffer.from(JSON.stringify(manifest))]]) as Zippable)
  )
}

type Json = Record<string, Record<string, unknown>[]>
const article = (files: Record<string, unknown>) => files[`articles/${id}.json`] as Json
const anEvent = (over: object) => ({
  id: ulid(Date.parse('2026-01-05T09:30:00Z')),
  articleId: id,
  type: 'approve',
  actor: reporter.accountId,
  revision: null,
  articleHash: null,
  reason: '',
  at: '2026-01-05T09:30:00.000Z',
  detail: {},
  origin: ulid(),
  ...over
})

describe('a file that is not what it says is refused whole, and nothing is written', () => {
  const cases: [string, RegExp, (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>][] = [
    ['no archive', /list of contents/, () => new Uint8Array(2000)],
    ['cut off', /list of contents/, (bytes) => bytes.slice(0, bytes.length - 100)],
    [
      'a byte changed',
      /not a whole hand-over|was not taken in/,
      (bytes) => bytes.map((byte, at) => (at === 200 ? byte ^ 1 : byte))
    ],
    ['a path that climbs', /does not belong/, (bytes) => forge(bytes, (files) => void (files['../../evil.json'] = {}))],
    [
      'something that does not belong',
      /does not belong/,
      (bytes) => forge(bytes, (files) => void (files['articles/readme.json'] = {}))
    ],
    [
      'a link',
      /a link/,
      (bytes) =>
        zipSync({ 'manifest.json': [unzipSync(bytes)['manifest.json'] ?? bytes, { os: 3, attrs: 0o120777 << 16 }] })
    ],
    [
      'a bomb',
      /larger, unpacked/,
      () => zipSync({ 'manifest.json': [new Uint8Array(130 * 1024 * 1024), { level: 9 }] })
    ],
    [
      'a newer file',
      /newer Copydesk/,
      (bytes) => forge(bytes, (files) => void ((files['manifest.json'] as { version: number }).version = 99))
    ],
    [
      'a text that is not its hash',
      /not what its hash says/,
      (bytes) =>
        forge(bytes, (files) => {
          const name = Object.keys(files).find((one) => one.startsWith('revisions/')) ?? ''
          ;(files[name] as { article: { meta: { slugline: string } } }).article.meta.slugline = 'forged'
        })
    ],
    [
      'a newer schema',
      /newer Copydesk/,
      (bytes) =>
        forge(bytes, (files) => {
          const name = Object.keys(files).find((one) => one.startsWith('revisions/')) ?? ''
          ;(files[name] as { schemaVersion: number }).schemaVersion = 900
        })
    ],
    [
      'an approval of a missing version',
      /version that is missing/,
      (bytes) => forge(bytes, (files) => void article(files).events?.push(anEvent({ revision: 'a'.repeat(64) })))
    ],
    [
      'an approval of no version',
      /names no version/,
      (bytes) => forge(bytes, (files) => void article(files).events?.push(anEvent({})))
    ],
    [
      'an approval of another text',
      /another text/,
      (bytes) =>
        forge(
          bytes,
          (files) =>
            void article(files).events?.push(anEvent({ revision: article(files).head, articleHash: 'b'.repeat(64) }))
        )
    ],
    [
      'an event of the far future',
      /in the future/,
      (bytes) =>
        forge(
          bytes,
          (files) => void article(files).events?.push(anEvent({ type: 'submit', id: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ' }))
        )
    ],
    [
      'an actor whom nobody knows',
      /somebody it names/,
      (bytes) => forge(bytes, (files) => void article(files).events?.push(anEvent({ type: 'submit', actor: ulid() })))
    ],
    [
      'a missing version',
      /missing/,
      (bytes) =>
        forge(bytes, (files) => {
          for (const name of Object.keys(files)) if (name.startsWith('revisions/')) delete files[name]
        })
    ],
    [
      'an account that brings a passphrase',
      /not as it should be/,
      (bytes) =>
        forge(
          bytes,
          (files) => void Object.assign((files['people.json'] as Json).accounts?.[0] ?? {}, { passphrase: 'x' })
        )
    ]
  ]
  test.each(cases)('%s', async (_what, why, change) => {
    const bytes = change(await handOver(reporter))
    const before = (await away.window().get('desk.status', {})).articles
    for (const operation of ['bundles.preview', 'bundles.import'] as const) {
      const reply = await editor.ask(operation, { bytes })
      expect(reply).toMatchObject({ ok: false, error: { message: expect.stringMatching(why) } })
    }
    expect((await away.window().get('desk.status', {})).articles).toBe(before)
    expect(await editor.ask('articles.info', { id })).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  test('an approval in the name of this desk’s own editor counts for nothing', async () => {
    await editor.get('bundles.import', { bytes: await handOver(reporter) })
    const head = (await editor.get('articles.info', { id })).head
    const hash = (await editor.get('articles.info', { id })).articleHash
    const bytes = forge(await handOver(editor), (files) => {
      const device = (files['manifest.json'] as { device: string }).device
      for (const type of ['submit', 'approve', 'publish', 'spike'])
        article(files).events?.push(
          anEvent({ type, actor: editor.accountId, revision: head, articleHash: hash, origin: device })
        )
    })
    await editor.get('bundles.import', { bytes })
    const { standing } = await editor.get('articles.info', { id })
    expect(standing).toMatchObject({ state: 'in_review', approvals: [], publishedAt: null })
    expect(standing.approvedElsewhere).toMatchObject([{ by: editor.accountId }])
  })
})

test('two desks that hand over to and fro come to the same versions, record, comments and text', async () => {
  await editor.get('bundles.import', { bytes: await handOver(reporter) })
  const act = fc.record({
    by: fc.constantFrom(0, 1),
    block: fc.constantFrom(1, 2),
    do: fc.constantFrom('type', 'comment', 'send', 'send-late')
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 8 }), async (acts) => {
      const windows = [reporter, editor] as const
      let late: [TestWindow, Uint8Array<ArrayBuffer>] | null = null
      let turn = 0
      for (const { by, block, do: what } of acts) {
        const [mine, other] = [windows[by] ?? reporter, windows[1 - by] ?? editor]
        if (what === 'type') await type(mine, block, `Words ${turn++} by ${by} ${ulid()}.`)
        if (what === 'comment')
          await mine.get('comments.start', {
            id: ulid(),
            messageId: ulid(),
            articleId: id,
            anchor: wholeArticle,
            text: `Said ${turn++}.`,
            mentions: []
          })
        if (what === 'send') await other.get('bundles.import', { bytes: await handOver(mine) })
        if (what === 'send-late') {
          if (late) await late[0].get('bundles.import', { bytes: late[1] })
          late = [other, await handOver(mine)]
        }
      }
      if (late) await late[0].get('bundles.import', { bytes: late[1] })
      for (const [from, to] of [
        [reporter, editor],
        [editor, reporter],
        [reporter, editor]
      ] as const)
        await to.get('bundles.import', { bytes: await handOver(from) })
      expect(await known(reporter)).toEqual(await known(editor))
    }),
    { numRuns: Number(process.env.COPYDESK_RUNS ?? 5) }
  )
}, 60_000)
