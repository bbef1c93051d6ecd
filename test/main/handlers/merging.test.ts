import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Context } from '#main/handlers/context.ts'
import { commonAncestor, mergeHeads } from '#main/handlers/merging.ts'
import { readAccount } from '#main/store/accounts.ts'
import { readWorking } from '#main/store/articles.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { listRevisions } from '#main/store/revisions.ts'
import type { Article } from '#shared/article/article.ts'
import { hasSuggestions } from '#shared/document/suggestions.ts'
import { textOf } from '#shared/document/text.ts'
import { expectOk } from '#shared/result.ts'
import { decideConflict } from '#shared/merge/resolve.ts'
import { line } from '#test/support/bodies.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
})
afterEach(() => desk.close())

/** The copy of an article, which is its third block. */
const copy = typeInto.bind(null, 2)
const standing = async (id: string) => (await reporter.get('articles.open', { id })).article
const words = async (id: string) => textOf((await standing(id)).body.content?.[2])
const kinds = async (articleId: string) => (await reporter.get('revisions.list', { articleId })).map(({ kind }) => kind)

async function bothAt(text: string): Promise<[Sitting, Sitting, string]> {
  const here = await sitDown(reporter)
  await here.save(copy(text))
  const { id } = here.opened.info
  return [here, await sitDown(editor, id), id]
}

test('words of a window that has slept through many saves still come in, beside those of the others', async () => {
  const [here, there, id] = await bothAt('one two three')
  for (let save = 1; save <= 70; save++) await here.save(copy(`one two ${save} three`))
  expect(await there.save(copy('zero one two three'))).toMatchObject({ ok: true })
  expect(await words(id)).toBe('zero one two 70 three')
})

test('a window that has not taken a merge yet goes on from what it sent, and nobody’s words go', async () => {
  const [here, there, id] = await bothAt('one two three')
  await here.save(copy('one two three four'))
  const seen = there.version
  const sent = there.opened.article
  await there.save(copy('zero one two three'))
  // Typed while the answer was on its way: without the other’s words, on the version from before.
  there.opened = { ...there.opened, article: sent }
  await there.save(copy('zero one and two three'), { version: seen })
  expect(await words(id)).toBe('zero one and two three four')
  await here.save(copy('one two three four five'))
  there.opened = { ...there.opened, article: sent }
  await there.save(copy('zero one and two or three'), { version: seen })
  expect(await words(id)).toBe('zero one and two or three four five')
})

test('a save that comes twice is merged once', async () => {
  const [here, there, id] = await bothAt('one two three')
  await here.save(copy('one two three four'))
  const version = there.version
  const article = there.opened.article
  const first = await there.save(copy('zero one two three'))
  there.opened = { ...there.opened, article }
  const again = await there.save(copy('zero one two three'), { seq: 1, version })
  expect(again).toMatchObject({ ok: true, value: { articleHash: first.ok && first.value.articleHash } })
  await here.save(copy('one two three four five'))
  there.opened = { ...there.opened, article }
  expect(await there.save(copy('zero one two three'), { seq: 1, version })).toMatchObject({ ok: true })
  expect(await words(id)).toBe('zero one two three four five')
})

test('a window that follows goes on from what it was shown, and from what it had before', async () => {
  const [here, there, id] = await bothAt('one two three')
  await here.save(copy('one two three four'))
  const shown = await editor.get('articles.open', { id, session: there.opened.session })
  expect(shown.session).toBe(there.opened.session)
  // It had begun to type when the answer came: it goes on from the text before.
  expect(await there.save(copy('zero one two three'))).toMatchObject({ ok: true })
  expect(await words(id)).toBe('zero one two three four')
})

test('what both wrote at one spot is kept as two suggestions, listed, and holds the approval back', async () => {
  const [here, there, id] = await bothAt('The ferry sails.')
  await here.save(copy('The old ferry sails.'))
  expect(await there.save(copy('The new ferry sails.'))).toMatchObject({
    ok: true,
    value: { merged: { conflicts: 1 } }
  })
  const conflicts = await reporter.get('conflicts.list', { articleId: id })
  expect(conflicts).toMatchObject([
    { kind: 'typed', mine: { text: 'new' }, theirs: { text: 'old' }, mineName: 'Ed Itor', theirsName: 'Rea Porter' }
  ])
  expect(hasSuggestions((await standing(id)).body)).toBe(true)
  await here.move('submit')
  expect(await there.move('approve')).toMatchObject({ ok: false, error: { code: 'refused' } })
})

test.each([
  ['mine', 'The new ferry sails.'],
  ['theirs', 'The old ferry sails.']
] as const)(
  'a conflict that is decided for %s leaves that text, and the article can be approved',
  async (decision, expected) => {
    const [here, there, id] = await bothAt('The ferry sails.')
    await here.save(copy('The old ferry sails.'))
    await there.save(copy('The new ferry sails.'))
    const [conflict] = await editor.get('conflicts.list', { articleId: id })
    await there.save((article: Article) => decideConflict(article, conflict!, decision))
    await editor.get('conflicts.decide', { articleId: id, id: conflict!.id, decision })
    expect(await words(id)).toBe(expected)
    expect(await editor.get('conflicts.list', { articleId: id })).toEqual([])
    await here.move('submit')
    expect(await there.move('approve')).toMatchObject({ ok: true })
  }
)

test('a merge is undone: what stood before stands again, the other side stays under Versions', async () => {
  const [here, there, id] = await bothAt('The ferry sails.')
  await here.save(copy('The old ferry sails.'))
  await there.save(copy('The new ferry sails.'))
  const [conflict] = await editor.get('conflicts.list', { articleId: id })
  await editor.get('conflicts.undoMerge', { articleId: id, revision: conflict!.revision })
  expect(await words(id)).toBe('The old ferry sails.')
  expect(await editor.get('conflicts.list', { articleId: id })).toEqual([])
  expect(await kinds(id)).toEqual(expect.arrayContaining(['merged', 'before-merge', 'restored']))
})

test('a reporter decides nothing in another’s article', async () => {
  const own = await sitDown(editor)
  expect(
    await reporter.ask('conflicts.decide', { articleId: own.opened.info.id, id: 'mabc-1', decision: 'both' })
  ).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test('a window that only looks on costs no versions', async () => {
  const [here, there, id] = await bothAt('one')
  for (let save = 0; save < 10; save++) {
    await here.save(copy(`one ${save}`))
    await editor.get('articles.open', { id, session: there.opened.session })
  }
  expect(await kinds(id)).toEqual([])
})

test('blocks that two windows add at different places all stand', async () => {
  const [here, there, id] = await bothAt('one')
  const add =
    (at: number, text: string) =>
    (article: Article): Article => ({
      ...article,
      body: {
        ...article.body,
        content: (article.body.content ?? []).toSpliced(at, 0, line('paragraph', text, `n${text}`))
      }
    })
  await here.save(add(3, 'last'))
  await there.save(add(2, 'first'))
  expect((await standing(id)).body.content?.slice(2).map(textOf)).toEqual(['first', 'one', 'last'])
})

test('a version that came from elsewhere is merged with what stands, from the version that both have in common', async () => {
  const here = await sitDown(editor)
  const { id } = here.opened.info
  await here.save(copy('one two three'))
  await editor.get('articles.settle', { id, session: here.opened.session })
  const [common] = await editor.get('revisions.list', { articleId: id })
  const there = await sitDown(reporter, id)
  await here.save(copy('one two three four'))
  const aside = await editor.ask('articles.save', {
    articleId: id,
    session: there.opened.session,
    seq: 1,
    version: 0,
    schemaVersion: there.opened.schemaVersion,
    article: copy('zero one two three')(there.opened.article) as never
  })
  expect(aside.ok).toBe(false)
  const [other] = (await editor.get('revisions.list', { articleId: id })).filter(({ kind }) => kind === 'set-aside')
  await desk.core.close()
  const store = expectOk(openStore(desk.folder))
  const context = contextOn(store, editor.accountId ?? '')
  const outcome = write(store, () => mergeHeads(context, id, other!.id))
  expect(outcome).toMatchObject({ ok: true, value: { conflicts: [] } })
  expect(textOf((readWorking(store, id)?.article as Article).body.content?.[2])).toBe('zero one two three four')
  const [merged] = listRevisions(store, id)
  expect(merged).toMatchObject({ kind: 'merged' })
  expect(merged?.parents).toContain(other!.id)
  expect(commonAncestor(context, id, merged!.parents[0]!, other!.id)).toBe(common!.id)
  store.close()
  await desk.reopen()
})

/** What a merge in the core needs of its surroundings. */
function contextOn(store: Store, accountId: string): Context {
  return { store, account: readAccount(store, accountId), now: () => new Date('2026-01-06T09:00:00Z') } as Context
}
