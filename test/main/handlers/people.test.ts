import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Credit } from '#shared/article/article.ts'
import { bylineText } from '#shared/article/byline.ts'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import { articleHash } from '#shared/article/revision.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

const record = (name: string, over: Partial<Person> = {}) => {
  const { id: _id, ...fields } = { ...emptyProfile, id: '', email: '', name, kind: 'person' as const, ...over }
  return { ...fields, id: null }
}
const creditOf = (
  { id, name, jobTitle, biography, handles, portrait }: Person,
  role: Credit['role'] = 'by'
): Credit => ({
  id: `c-${id}`,
  role,
  personId: id,
  profile: { name, jobTitle, biography, handles, portrait },
  box: false
})

async function newsroom() {
  const editor = await desk.join('Ed Itor', 'editor')
  const status = await desk.window().get('desk.status', {})
  const admin = desk.window(status.accounts.find(({ role }) => role === 'admin')!.id)
  return { admin, editor }
}

async function write(window: TestWindow, credits: Credit[]): Promise<Sitting> {
  const sitting = await sitDown(window)
  await sitting.save((article) => ({ ...typeInto(0, 'The wall')(article), meta: { ...article.meta, credits } }))
  return sitting
}

test('people without accounts are kept: a stringer, an agency, a staff byline', async () => {
  const { admin } = await newsroom()
  for (const kind of ['person', 'agency', 'staff'] as const)
    await admin.get('people.save', record(`A ${kind}`, { kind }))
  const people = await admin.get('people.list', {})
  expect(
    people
      .filter(({ name }) => name.startsWith('A '))
      .map(({ kind }) => kind)
      .toSorted()
  ).toEqual(['agency', 'person', 'staff'])
  const agency = people.find(({ kind }) => kind === 'agency')!
  const { kind: _kind, ...without } = agency
  expect(await admin.get('people.save', { ...without, jobTitle: 'Wire service' })).toMatchObject({ kind: 'agency' })
})

test('who signs in stays a person, and nobody but an administrator says what a record is', async () => {
  const { admin, editor } = await newsroom()
  const own = (await editor.get('people.list', {})).find(({ name }) => name === 'Ed Itor')!
  expect(await admin.ask('people.save', { ...own, kind: 'agency' })).toMatchObject({ error: { code: 'refused' } })
  expect(await editor.get('people.save', { ...own, kind: 'agency', jobTitle: 'Night editor' })).toMatchObject({
    kind: 'person',
    jobTitle: 'Night editor'
  })
  const agency = await admin.get('people.save', record('Coast Wire', { kind: 'agency' }))
  expect(await admin.ask('people.merge', { keptId: agency.id, mergedId: own.id, choice: {} })).toMatchObject({
    error: { code: 'refused' }
  })
  expect((await admin.ask('people.merge', { keptId: own.id, mergedId: agency.id, choice: {} })).ok).toBe(true)
})

test('a person’s page has their articles by part, newest first, and those that only name them', async () => {
  const { admin, editor } = await newsroom()
  const ines = await admin.get('people.save', record('Inés Moreau'))
  const first = await write(editor, [creditOf(ines), { ...creditOf(ines, 'photographs'), id: 'second' }])
  const second = await write(editor, [{ ...creditOf(ines, 'reporting'), personId: null }])
  await write(editor, [])
  const page = await editor.get('people.page', { id: ines.id })
  expect(page).toMatchObject({ person: ines, accounts: [], works: 2, pictures: [], pictureTotal: 0 })
  const { rows, next } = await editor.get('people.works', { id: ines.id, limit: 10 })
  expect(rows.map(({ articleId, roles, linked }) => [articleId, roles, linked])).toEqual([
    [second.opened.info.id, ['reporting'], false],
    [first.opened.info.id, ['by', 'photographs'], true]
  ])
  expect(next).toBeNull()
  expect(await editor.ask('people.page', { id: '0'.repeat(26) })).toMatchObject({ error: { code: 'not-found' } })
})

test('two records become one: no article changes, and every look-up follows', async () => {
  const { admin, editor } = await newsroom()
  const kept = await admin.get('people.save', record('Ines Moreau'))
  const merged = await admin.get('people.save', record('Inés Moreau', { jobTitle: 'Photographer' }))
  const sitting = await write(editor, [creditOf(merged)])
  await sitting.move('submit')
  await admin.get('workflow.move', {
    articleId: sitting.opened.info.id,
    move: 'approve',
    articleHash: (await admin.get('articles.info', { id: sitting.opened.info.id })).articleHash
  })
  const before = await admin.get('articles.open', { id: sitting.opened.info.id })

  await admin.get('people.merge', {
    keptId: kept.id,
    mergedId: merged.id,
    choice: { name: 'merged', jobTitle: 'merged' }
  })
  const after = await admin.get('articles.open', { id: sitting.opened.info.id })
  expect(after.article).toEqual(before.article)
  expect(after.info).toMatchObject({
    articleHash: articleHash(after.schemaVersion, after.article),
    stale: false,
    approvals: 1
  })
  expect(await admin.get('people.get', { id: merged.id })).toMatchObject({
    id: kept.id,
    name: 'Inés Moreau',
    jobTitle: 'Photographer'
  })
  expect((await admin.get('people.list', {})).map(({ id }) => id)).not.toContain(merged.id)
  expect(await admin.get('people.page', { id: kept.id })).toMatchObject({ works: 1 })
  expect(await admin.get('people.merges', {})).toMatchObject([
    { keptId: kept.id, mergedId: merged.id, mergedName: 'Inés Moreau', byName: 'Ada Boss' }
  ])
  expect(await admin.ask('people.save', { ...merged, id: merged.id })).toMatchObject({ error: { code: 'conflict' } })
  expect(await admin.ask('people.merge', { keptId: kept.id, mergedId: merged.id, choice: {} })).toMatchObject({
    error: { code: 'conflict' }
  })
})

test('a merge is undone: both records are as they were, and each account signs in its own again', async () => {
  const { admin } = await newsroom()
  const account = await admin.get('accounts.create', { name: 'Inés Moreau', role: 'reporter' })
  const kept = await admin.get('people.save', record('Ines Moreau'))
  const { id } = await admin.get('people.merge', {
    keptId: kept.id,
    mergedId: account.personId,
    choice: { name: 'merged' }
  })
  expect(await admin.get('people.page', { id: kept.id })).toMatchObject({
    person: { name: 'Inés Moreau' },
    accounts: [{ id: account.id }]
  })
  expect(await admin.get('people.unmerge', { id })).toEqual({ restored: true })
  expect(await admin.get('people.get', { id: kept.id })).toEqual(kept)
  expect(await admin.get('people.page', { id: account.personId })).toMatchObject({
    person: { name: 'Inés Moreau' },
    accounts: [{ id: account.id }]
  })
  expect(await admin.ask('people.unmerge', { id })).toMatchObject({ error: { code: 'not-found' } })
})

test('undoing a merge leaves what was changed since', async () => {
  const { admin } = await newsroom()
  const kept = await admin.get('people.save', record('Ines Moreau'))
  const merged = await admin.get('people.save', record('Inés Moreau'))
  const { id } = await admin.get('people.merge', { keptId: kept.id, mergedId: merged.id, choice: {} })
  await admin.get('people.save', { ...kept, biography: 'New.' })
  expect(await admin.get('people.unmerge', { id })).toEqual({ restored: false })
  expect(await admin.get('people.get', { id: kept.id })).toMatchObject({ biography: 'New.' })
  expect(await admin.get('people.get', { id: merged.id })).toEqual(merged)
})

test('only administrators merge, and nobody with themselves', async () => {
  const { admin, editor } = await newsroom()
  const one = await admin.get('people.save', record('One'))
  const other = await admin.get('people.save', record('Other'))
  expect(await editor.ask('people.merge', { keptId: one.id, mergedId: other.id, choice: {} })).toMatchObject({
    error: { code: 'not-allowed' }
  })
  expect(await admin.ask('people.merge', { keptId: one.id, mergedId: one.id, choice: {} })).toMatchObject({
    error: { code: 'invalid-input' }
  })
  expect(await admin.ask('people.merge', { keptId: one.id, mergedId: '0'.repeat(26), choice: {} })).toMatchObject({
    error: { code: 'not-found' }
  })
})

test('nobody approves an article of their own by way of a record that was merged into theirs', async () => {
  const { admin, editor } = await newsroom()
  const other = await admin.get('people.save', record('E. Itor'))
  const reporter = await desk.join('Rea Porter', 'reporter')
  const sitting = await sitDown(reporter)
  await sitting.save((article) => ({
    ...typeInto(0, 'The wall')(article),
    meta: { ...article.meta, credits: [...article.meta.credits, creditOf(other, 'reporting')] }
  }))
  await sitting.move('submit')
  const info = await editor.get('articles.info', { id: sitting.opened.info.id })
  expect(info.moves).toContain('approve')
  const own = (await editor.get('accounts.list', {})).find(({ name }) => name === 'Ed Itor')!
  await admin.get('people.merge', { keptId: own.personId, mergedId: other.id, choice: {} })
  expect(
    await editor.ask('workflow.move', { articleId: info.id, move: 'approve', articleHash: info.articleHash })
  ).toMatchObject({ error: { code: 'not-allowed' } })
})

test('new articles take a copy of the house style, and a change of it reaches no article', async () => {
  const { admin } = await newsroom()
  const reporter = await desk.join('Rea Porter', 'reporter')
  const style = {
    labels: { by: 'words:', reporting: '', photographs: '', editing: '' },
    and: '&',
    serialComma: false,
    capitals: true,
    order: ['by', 'reporting', 'photographs', 'editing'] as Credit['role'][]
  }
  const plain = await sitDown(reporter)
  await admin.get('desk.change', { bylineStyles: { en: style } })
  const styled = await sitDown(reporter)
  await admin.get('desk.change', { bylineStyles: { en: { ...style, capitals: false } } })
  const printed = async ({ opened }: Sitting) => {
    const { meta } = (await reporter.get('articles.open', { id: opened.info.id })).article
    return bylineText(meta.credits, meta.language, meta.bylineStyle)
  }
  expect(await printed(plain)).toBe('By Rea Porter')
  expect(await printed(styled)).toBe('Words: REA PORTER')
})
