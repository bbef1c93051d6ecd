import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findNode, textOf } from '#shared/document/text.ts'
import type { WireOutcome } from '#shared/contract/wires.ts'
import { openTestDesk, Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { drop, newsml, ninjs, nitf, type TestItem } from '#test/support/wire-items.ts'

let desk: TestDesk
let editor: TestWindow
let folder: string
let ferry: TestItem
beforeAll(async () => {
  desk = await openTestDesk()
  editor = await desk.join('Ed Itor', 'editor')
})
afterAll(() => desk.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-wire-'))
  ferry = {
    guid: `tag:northwire.example,2026:${folder}`,
    version: 1,
    headline: 'Ferry runs aground',
    copy: ['The morning ferry ran aground off the mole.', 'All 40 people on board are safe.', 'The harbour is closed.']
  }
})
afterEach(async () => {
  for (const { id } of (await editor.get('wires.report', {})).watches) await editor.get('wires.remove', { id })
  rmSync(folder, { recursive: true, force: true })
})

/** What came out of this test's folder, the newest first. */
const arrivals = async () =>
  (await editor.get('wires.report', {})).arrivals.filter((arrival) => arrival.folder === folder)
const outcomes = async (): Promise<WireOutcome[]> => (await arrivals()).map(({ outcome }) => outcome).reverse()
const until = (expected: WireOutcome[]) => expect.poll(outcomes, { timeout: 15_000 }).toEqual(expected)
const articles = async () => {
  const own = new Set((await arrivals()).map(({ articleId }) => articleId))
  return (await editor.get('articles.list', { view: 'all', limit: 500 })).rows.filter(({ id }) => own.has(id))
}
const open = (id: string | null | undefined) => editor.get('articles.open', { id: id ?? '' })

test('an item of a watched folder becomes a draft with everything that the agency says of it', async () => {
  drop(folder, 'ferry-1.xml', newsml({ ...ferry, embargo: '2026-01-06T06:00:00Z', ednote: 'Adds detail.' }))
  await editor.get('wires.watch', { folder })
  await until(['new'])
  const [arrival] = await arrivals()
  expect(arrival).toMatchObject({ name: 'ferry-1.xml', headline: 'Ferry runs aground', source: 'North Wire' })
  const { info, article } = await open(arrival?.articleId)
  expect(info.standing.state).toBe('draft')
  expect(info.wire).toMatchObject({ source: 'North Wire', version: '1', status: 'usable', newer: null })
  expect(article.meta).toMatchObject({
    slugline: 'HARBOUR-FERRY',
    urgency: 2,
    ednote: 'Adds detail.',
    embargo: { at: '2026-01-06T06:00:00.000Z' },
    subjects: [{ name: 'water transport' }],
    credits: [{ profile: { name: 'Ruth Okafor' } }]
  })
  const { reasons } = await editor.get('exports.check', { articleId: info.id })
  expect(reasons.map(({ code }) => code)).toContain('embargo')
})

test.each([
  ['NewsML-G2', 'item.xml', newsml],
  ['NITF', 'item.nitf', nitf],
  ['ninjs', 'item.json', ninjs]
])(
  'a newer version in %s is a revision of the same article, an older one is left, the same one is nothing',
  async (_, name, write) => {
    await editor.get('wires.watch', { folder })
    drop(folder, `a-${name}`, write(ferry))
    await until(['new'])
    drop(
      folder,
      `b-${name}`,
      write({ ...ferry, version: 3, copy: ['The ferry was pulled free.', ...ferry.copy.slice(1)] })
    )
    await until(['new', 'revised'])
    drop(folder, `c-${name}`, write({ ...ferry, version: 2, copy: ['Nobody reads this.'] }))
    drop(folder, `d-${name}`, write({ ...ferry, version: 3, copy: ['Nor this.'] }))
    await until(['new', 'revised', 'older'])
    const rows = await articles()
    expect(rows).toHaveLength(1)
    const { article, info } = await open(rows[0]?.id)
    expect(textOf(article.body)).toContain('The ferry was pulled free.')
    expect(info.wire?.version).toBe('3')
    expect((await editor.get('revisions.list', { articleId: info.id })).map(({ kind }) => kind)).toEqual([
      'wire',
      'imported'
    ])
  }
)

test('a newer version never writes over what was changed here: it waits, and is taken word by word', async () => {
  await editor.get('wires.watch', { folder })
  drop(folder, '1.xml', newsml(ferry))
  await until(['new'])
  const id = (await arrivals())[0]?.articleId ?? ''
  const sitting = new Sitting(editor, await open(id))
  const changed = await sitting.save((article) =>
    JSON.parse(JSON.stringify(article).replace('The harbour is closed.', 'The harbour is closed until noon.'))
  )
  expect(changed.ok).toBe(true)
  drop(folder, '2.xml', newsml({ ...ferry, version: 2, copy: ['The ferry was pulled free.', ...ferry.copy.slice(1)] }))
  await until(['new', 'aside'])
  const waiting = await open(id)
  expect(textOf(waiting.article.body)).not.toContain('pulled free')
  expect(waiting.info.wire).toMatchObject({ version: '2', newer: expect.stringMatching(/^[0-9a-f]{64}$/) })

  await editor.get('wires.take', { articleId: id })
  const taken = await open(id)
  expect(textOf(taken.article.body)).toContain('The ferry was pulled free.')
  expect(textOf(taken.article.body)).toContain('closed until noon')
  expect(taken.info.wire?.newer).toBe(null)
  expect(await editor.ask('wires.take', { articleId: id })).toMatchObject({ ok: false, error: { code: 'not-found' } })

  drop(folder, '3.xml', newsml({ ...ferry, version: 3, headline: 'Ferry afloat' }))
  await until(['new', 'aside', 'aside'])
  await editor.get('wires.leave', { articleId: id })
  const left = await open(id)
  expect(textOf(findNode(left.article.body, 'headline'))).toBe('Ferry runs aground')
  expect(left.info.wire?.newer).toBe(null)
})

test('an approved text stays what was approved when a newer version comes', async () => {
  await editor.get('wires.watch', { folder })
  drop(folder, '1.xml', newsml(ferry))
  await until(['new'])
  const id = (await arrivals())[0]?.articleId ?? ''
  const { info } = await open(id)
  await editor.get('workflow.move', { articleId: id, move: 'submit', articleHash: info.articleHash })
  const approve = { articleId: id, move: 'approve', articleHash: info.articleHash } as const
  expect(await editor.ask('workflow.move', approve)).toMatchObject({
    error: { message: 'You have brought this agency item in: on this desk somebody else approves it.' }
  })
  const [admin] = (await editor.get('accounts.list', {})).filter(({ role }) => role === 'admin')
  await desk.window(admin?.id).get('desk.change', { wireApproval: true })
  await editor.get('workflow.move', approve)
  drop(folder, '2.xml', newsml({ ...ferry, version: 2, headline: 'Ferry afloat' }))
  await until(['new', 'aside'])
  const after = (await open(id)).info
  expect(after.articleHash).toBe(info.articleHash)
  expect(after.stale).toBe(false)
})

test('a kill reaches the desk, holds the article back with its reason, and nobody lets it pass', async () => {
  await editor.get('wires.watch', { folder })
  drop(folder, '1.xml', newsml(ferry))
  await until(['new'])
  drop(
    folder,
    '2.xml',
    newsml({ ...ferry, version: 2, status: 'canceled', copy: [], ednote: 'Wrong ferry. Do not use.' })
  )
  await until(['new', 'killed'])
  const [kill] = await arrivals()
  expect(kill?.message).toBe('Wrong ferry. Do not use.')
  const { article, info } = await open(kill?.articleId)
  expect(textOf(article.body)).toContain('ran aground')
  const { reasons } = await editor.get('exports.check', { articleId: info.id })
  const reason = reasons.find(({ code }) => code === 'wire-killed')
  expect(reason?.message).toBe('North Wire has killed this item: Wrong ferry. Do not use.')
  const passed = await editor.ask('workflow.override', {
    articleId: info.id,
    articleHash: info.articleHash,
    why: 'We want it.',
    reasons: reason ? [reason] : []
  })
  expect(passed.ok).toBe(false)
  const rows = await articles()
  expect(rows[0]).toMatchObject({ wire: { source: 'North Wire', status: 'canceled' } })

  drop(folder, '3.xml', newsml({ ...ferry, version: 3, copy: ['It was another ferry after all.'] }))
  await until(['new', 'killed', 'revised'])
  expect((await open(info.id)).info.wire?.status).toBe('usable')
})

test('an item that is withheld without an end is held back; one with an end is embargoed', async () => {
  await editor.get('wires.watch', { folder })
  drop(folder, '1.xml', newsml({ ...ferry, status: 'withheld' }))
  drop(
    folder,
    '2.xml',
    newsml({ ...ferry, guid: `${ferry.guid}:other`, status: 'withheld', embargo: '2026-01-06T06:00:00Z' })
  )
  await until(['new', 'new'])
  const codes = await Promise.all(
    (await arrivals())
      .reverse()
      .map(async ({ articleId }) =>
        (await editor.get('exports.check', { articleId: articleId ?? '' })).reasons.map(({ code }) => code)
      )
  )
  expect(codes[0]).toContain('wire-withheld')
  expect(codes[1]).not.toContain('wire-withheld')
  expect(codes[1]).toContain('embargo')
})

test('a file that cannot be read is named in a sentence, is not tried in a loop, and can be tried once more', async () => {
  drop(folder, 'broken.xml', '<nitf><head>')
  drop(folder, 'bomb.xml', `<!DOCTYPE nitf [<!ENTITY a "x">]><nitf>&a;</nitf>`)
  drop(folder, 'fine.xml', newsml(ferry))
  drop(folder, 'notes.txt', 'No item.')
  await editor.get('wires.watch', { folder })
  await until(['failed', 'failed', 'new'])
  const failed = (await arrivals()).filter(({ outcome }) => outcome === 'failed')
  expect(failed.every(({ message, again }) => message.endsWith('.') && again)).toBe(true)
  await new Promise((done) => setTimeout(done, 300))
  expect(await outcomes()).toHaveLength(3)
  expect((await editor.get('wires.report', {})).watches).toMatchObject([
    { items: 1, failed: 2, waiting: 0, trouble: null }
  ])
  await editor.get('wires.again', { sha256: failed[0]?.sha256 ?? '' })
  await until(['failed', 'failed', 'new', 'failed'])
})

test('a folder that goes is told, and looked for until it is back', async () => {
  await editor.get('wires.watch', { folder })
  const trouble = async () => (await editor.get('wires.report', {})).watches[0]?.trouble
  renameSync(folder, `${folder}-away`)
  await expect.poll(trouble).toBe('The folder is not there now. It is looked for again.')
  renameSync(`${folder}-away`, folder)
  await expect.poll(trouble).toBe(null)
  drop(folder, '1.xml', newsml(ferry))
  await until(['new'])
})

test('a watch goes on where it was when the desk is opened again, pauses, and ends', async () => {
  drop(folder, '1.xml', newsml(ferry))
  const { id } = await editor.get('wires.watch', { folder })
  await until(['new'])
  await desk.reopen()
  drop(folder, '2.xml', newsml({ ...ferry, guid: 'second' }))
  await until(['new', 'new'])
  await editor.get('wires.pause', { id, paused: true })
  drop(folder, '3.xml', newsml({ ...ferry, guid: 'third' }))
  await new Promise((done) => setTimeout(done, 300))
  expect(await outcomes()).toHaveLength(2)
  await editor.get('wires.pause', { id, paused: false })
  await until(['new', 'new', 'new'])
  await editor.get('wires.remove', { id })
  expect((await editor.get('wires.report', {})).watches).toEqual([])
  expect(await articles()).toHaveLength(3)
})

test('a file that is still being written is not read before it rests', async () => {
  await editor.get('wires.watch', { folder })
  const whole = newsml(ferry)
  for (const part of [0.3, 0.6]) {
    drop(folder, '1.xml', whole.slice(0, whole.length * part))
    await new Promise((done) => setTimeout(done, 25))
  }
  drop(folder, '1.xml', whole)
  await until(['new'])
})

test('a folder is brought in once, with its progress, and again brings nothing twice', async () => {
  mkdirSync(join(folder, 'media'))
  for (let index = 0; index < 5; index++)
    drop(folder, `${index}.json`, ninjs({ ...ferry, guid: `item-${index}`, headline: `Item ${index}` }))
  const run = async () => {
    const { id } = await editor.get('wires.bringIn', { folder })
    const own = async () => (await editor.get('wires.report', {})).runs.find((one) => one.id === id)
    await expect.poll(async () => (await own())?.running, { timeout: 15_000 }).toBe(false)
    return own()
  }
  expect(await run()).toMatchObject({ done: 5, total: 5, failed: 0, message: '' })
  expect(await run()).toMatchObject({ done: 5, total: 5 })
  expect(await articles()).toHaveLength(5)
  expect(desk.events.some(({ name }) => name === 'wires.changed')).toBe(true)
})

test('a reporter sets no watch, and what is no folder is refused in a sentence', async () => {
  const reporter = await desk.join('Rea Porter', 'reporter')
  expect(await reporter.ask('wires.watch', { folder })).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  for (const [typed, words] of [
    ['wires', 'Give the whole path of the folder, from its beginning.'],
    [join(folder, 'nowhere'), 'There is no folder at this place. Look at how it is written.']
  ] as const)
    expect(await editor.ask('wires.watch', { folder: typed })).toMatchObject({ ok: false, error: { message: words } })
  await editor.get('wires.watch', { folder })
  expect(await editor.ask('wires.watch', { folder: `${folder}/` })).toMatchObject({
    ok: false,
    error: { code: 'refused' }
  })
})

test('items that are dropped on a window are the same items', async () => {
  const give = async (item: TestItem) => {
    const { job } = await editor.get('imports.begin', {})
    await editor.get('imports.give', { job, name: 'item.xml', bytes: new TextEncoder().encode(newsml(item)) })
    await editor.get('imports.read', { job })
    await expect
      .poll(async () => (await editor.get('imports.report', { job })).running, { timeout: 15_000 })
      .toBe(false)
    const [read] = (await editor.get('imports.report', { job })).articles
    return editor.get('imports.accept', { job, articles: [{ item: read?.item ?? '', guesses: [] }] })
  }
  const [first, second] = [await give(ferry), await give({ ...ferry, version: 2, headline: 'Ferry afloat' })]
  expect(second.made[0]?.articleId).toBe(first.made[0]?.articleId)
  expect((await give(ferry)).refused[0]?.message).toContain('A newer version of this item is on the desk already')
  expect(textOf(findNode((await open(first.made[0]?.articleId)).article.body, 'headline'))).toBe('Ferry afloat')
})
