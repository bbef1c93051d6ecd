import { afterEach, beforeEach, expect, test } from 'vitest'
import { findNode, textOf } from '#shared/document/text.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
})
afterEach(() => desk.close())

const headline = async (window: TestWindow, id: string) =>
  textOf(findNode((await window.get('articles.open', { id })).article.body, 'headline'))

test('a save is acknowledged with its seq and is there after the core is opened again', async () => {
  const sitting = await sitDown(reporter)
  const saved = await sitting.save(typeInto(0, 'Floods'))
  expect(saved).toMatchObject({ ok: true, value: { seq: 1, version: 2 } })
  await desk.reopen()
  expect(await headline(reporter, sitting.opened.info.id)).toBe('Floods')
})

test('a save that comes twice is stored once and acknowledged twice', async () => {
  const sitting = await sitDown(reporter)
  const first = await sitting.save(typeInto(0, 'One'))
  const again = await sitting.save(typeInto(0, 'Other'), { seq: 1 })
  expect(again).toEqual(first)
  expect(await headline(reporter, sitting.opened.info.id)).toBe('One')
})

test('a lost acknowledgement does not stop the sitting that lost it', async () => {
  const sitting = await sitDown(reporter)
  await sitting.save(typeInto(0, 'One'))
  sitting.version = 1
  expect(await sitting.save(typeInto(0, 'Two'))).toMatchObject({ ok: true, value: { seq: 2, version: 3 } })
})

test('when two windows write in one article, both texts are in it, and both are versions', async () => {
  const here = await sitDown(reporter)
  const { id } = here.opened.info
  await here.save(typeInto(0, 'Harbour wall approved'))
  const there = await sitDown(editor, id)
  await here.save(typeInto(0, 'Harbour wall approved today'))
  const merged = await there.save(typeInto(0, 'The harbour wall approved'))
  expect(merged).toMatchObject({ ok: true, value: { merged: { conflicts: 0 } } })
  expect(await headline(reporter, id)).toBe('The harbour wall approved today')
  const versions = await reporter.get('revisions.list', { articleId: id })
  expect(versions.map(({ kind, headline: words, authorName }) => [kind, words, authorName])).toEqual([
    ['merged', 'The harbour wall approved today', 'Ed Itor'],
    ['taken-over', 'Harbour wall approved today', 'Rea Porter'],
    ['before-merge', 'The harbour wall approved', 'Ed Itor']
  ])
  expect(versions[0]?.parents).toEqual([versions[1]?.id, versions[2]?.id])
})

test('a window whose base is not known any more keeps its words under Versions and is told', async () => {
  const here = await sitDown(reporter)
  const there = await sitDown(reporter, here.opened.info.id)
  await here.save(typeInto(0, 'From here'))
  const refused = await there.save(typeInto(0, 'From there'), { version: 0 })
  expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } })
  expect(await headline(reporter, here.opened.info.id)).toBe('From here')
  const versions = await reporter.get('revisions.list', { articleId: here.opened.info.id })
  expect(versions.map(({ kind, headline: words }) => [kind, words])).toEqual([['set-aside', 'From there']])
})

test('after a refusal the window can go on with its own text on top of the other', async () => {
  const here = await sitDown(reporter)
  const there = await sitDown(reporter, here.opened.info.id)
  await here.save(typeInto(0, 'From here'))
  await there.save(typeInto(0, 'From there'), { version: 0 })
  there.version = (await reporter.get('articles.open', { id: here.opened.info.id })).version
  expect((await there.save(typeInto(0, 'From there'))).ok).toBe(true)
  expect(await headline(reporter, here.opened.info.id)).toBe('From there')
  const versions = await reporter.get('revisions.list', { articleId: here.opened.info.id })
  expect(versions.map((version) => version.headline)).toContain('From here')
})

test('what one window stored is a version before another window writes over it, signed by who wrote it', async () => {
  const here = await sitDown(reporter)
  await here.save(typeInto(0, 'The reporter’s words'))
  const there = await sitDown(editor, here.opened.info.id)
  await there.save(typeInto(0, 'The editor’s words'))
  const versions = await reporter.get('revisions.list', { articleId: here.opened.info.id })
  expect(versions.map(({ kind, headline: words, authorName }) => [kind, words, authorName])).toEqual([
    ['taken-over', 'The reporter’s words', 'Rea Porter']
  ])
})

test('a full article is emptied only on purpose', async () => {
  const sitting = await sitDown(reporter)
  await sitting.save(typeInto(0, 'Words'))
  const emptied = (article: typeof sitting.opened.article) => ({
    ...article,
    body: {
      ...article.body,
      content: article.body.content!.map(({ type, attrs }) => ({ type, ...(attrs ? { attrs } : {}) }))
    }
  })
  expect(await sitting.save(emptied)).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await headline(reporter, sitting.opened.info.id)).toBe('Words')
  expect((await sitting.save(emptied, { emptied: true })).ok).toBe(true)
})

test.each<[string, (article: Record<string, unknown>) => unknown, string]>([
  [
    'a body that does not check',
    (article) => ({ ...article, body: { type: 'doc', content: [{ type: 'video' }] } }),
    'damaged'
  ],
  ['a body that is no document', (article) => ({ ...article, body: { type: 'paragraph' } }), 'invalid-input'],
  [
    'meta with a key too many',
    (article) => ({ ...article, meta: { ...(article.meta as object), html: '<b>' } }),
    'invalid-input'
  ],
  [
    'an unsafe handle',
    (article) => ({ ...article, meta: { ...(article.meta as object), urgency: 12 } }),
    'invalid-input'
  ]
])('%s is refused and changes nothing', async (_name, spoil, code) => {
  const sitting = await sitDown(reporter)
  await sitting.save(typeInto(0, 'Good'))
  expect(await sitting.save((article) => spoil(article as never) as never)).toMatchObject({
    ok: false,
    error: { code }
  })
  expect(await headline(reporter, sitting.opened.info.id)).toBe('Good')
})

test('a reporter cannot write into another’s article, whatever the window sends', async () => {
  const sitting = await sitDown(editor)
  const stranger = await sitDown(reporter, sitting.opened.info.id)
  expect(await stranger.save(typeInto(0, 'Mine now'))).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  const kept = await reporter.get('revisions.list', { articleId: sitting.opened.info.id })
  expect(kept.map(({ kind }) => kind)).toEqual(['set-aside'])
  expect(await headline(editor, sitting.opened.info.id)).not.toBe('Mine now')
})

test('what a reporter was typing while the article left their hands is set aside, not lost', async () => {
  const sitting = await sitDown(reporter)
  await sitting.save(typeInto(0, 'Before'))
  await sitting.move('submit')
  expect(await sitting.save(typeInto(0, 'Still typing'))).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  const versions = await reporter.get('revisions.list', { articleId: sitting.opened.info.id })
  expect(versions.find(({ kind }) => kind === 'set-aside')?.headline).toBe('Still typing')
})

test('leaving an article cuts one version, and none when nothing is new', async () => {
  const sitting = await sitDown(reporter)
  const { id } = sitting.opened.info
  const close = () => reporter.get('articles.close', { id, session: sitting.opened.session })
  await close()
  expect(await reporter.get('revisions.list', { articleId: id })).toEqual([])
  await sitting.save(typeInto(0, 'One'))
  await close()
  await close()
  expect(await reporter.get('revisions.list', { articleId: id })).toHaveLength(1)
})

test('a reporter’s new article carries their byline', async () => {
  const sitting = await sitDown(reporter)
  expect(sitting.opened.article.meta.credits.map((credit) => [credit.role, credit.profile.name])).toEqual([
    ['by', 'Rea Porter']
  ])
})

test('an article is found by its words once the index has caught up, with the hits marked', async () => {
  const sitting = await sitDown(reporter)
  await sitting.save(typeInto(0, 'Harbour wall approved'))
  await expect
    .poll(
      async () =>
        (await reporter.get('articles.list', { view: 'all', query: 'harb', limit: 10 })).rows.map(
          ({ headline: text, headlineMarks }) => [text, headlineMarks]
        ),
      { timeout: 20_000 }
    )
    .toEqual([['Harbour wall approved', [[0, 7]]]])
})

test('windows are told which sitting has stored; a refusal and a new version are told as more than a save', async () => {
  const told: (string | null)[] = []
  desk.core.onEvent((event) => void (event.name === 'article.changed' && told.push(event.detail.session)))
  const here = await sitDown(reporter)
  const { id } = here.opened.info
  const there = await sitDown(reporter, id)
  told.length = 0
  await here.save(typeInto(0, 'From here'))
  await there.save(typeInto(0, 'From there'), { version: 0 })
  expect(told).toEqual([here.opened.session, null])
  const settle = () => reporter.get('articles.settle', { id, session: here.opened.session })
  await settle()
  await settle()
  expect(told).toEqual([here.opened.session, null, null])
})
