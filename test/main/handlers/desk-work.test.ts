import { afterEach, beforeEach, expect, test } from 'vitest'
import { walkBody } from '#shared/document/body.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let editor: TestWindow
let rea: TestWindow
let tom: TestWindow

beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.join('Ed Itor', 'editor')
  rea = await desk.join('Rea Porter', 'reporter')
  tom = await desk.join('Tom Writer', 'reporter')
})
afterEach(() => desk.close())

const listed = async (window: TestWindow, view: 'mine' | 'working' | 'all' = 'mine', more = {}) =>
  (await window.get('articles.list', { view, limit: 50, ...more })).rows.map(({ slugline }) => slugline)

test('an article that is assigned is the assignee’s: in their list, in the counts, theirs to write and submit', async () => {
  const { id } = await editor.get('articles.create', { slugline: 'commission' })
  expect(await listed(rea)).toEqual([])
  const info = await editor.get('workflow.assign', { articleId: id, assignee: rea.accountId })
  expect(info.standing).toMatchObject({ assignee: rea.accountId, assignedBy: editor.accountId })
  expect(await listed(rea)).toEqual(['commission'])
  expect(await listed(tom)).toEqual([])
  expect((await rea.get('articles.counts', {})).views.mine).toBe(1)
  expect((await rea.get('articles.list', { view: 'all', limit: 5 })).rows[0]).toMatchObject({
    assignee: rea.accountId,
    assigneeName: 'Rea Porter'
  })
  const sitting = await sitDown(rea, id)
  expect(sitting.opened.info.readOnly).toBeNull()
  expect(await sitting.save(typeInto(0, 'Ferry late'))).toMatchObject({ ok: true })
  expect(await sitting.move('submit')).toMatchObject({ ok: true })
  expect((await sitDown(tom, id)).opened.info.readOnly).toMatch(/only its writers and editors/)
})

test('a reporter takes what nobody has, hands it back, and assigns nobody else', async () => {
  const { id } = await editor.get('articles.create', { slugline: 'commission' })
  const assign = (window: TestWindow, assignee: string | null) =>
    window.ask('workflow.assign', { articleId: id, assignee })
  expect(await assign(rea, tom.accountId)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  expect(await assign(rea, rea.accountId)).toMatchObject({ ok: true, value: { readOnly: null } })
  expect(await assign(tom, tom.accountId)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('somebody else already') }
  })
  expect(await assign(tom, null)).toMatchObject({ ok: false })
  expect(await assign(rea, null)).toMatchObject({ ok: true })
  expect(await assign(editor, '01JD0000000000000000000000')).toMatchObject({ ok: false, error: { code: 'not-found' } })
})

test('taking an article in somebody else’s name gives no hand in its words', async () => {
  const { id } = await rea.get('articles.create', { slugline: 'hers' })
  expect(await tom.ask('workflow.assign', { articleId: id, assignee: tom.accountId })).toMatchObject({
    ok: true,
    value: { readOnly: expect.any(String) }
  })
  const info = await editor.get('workflow.assign', { articleId: id, assignee: tom.accountId })
  expect(info.standing.assignedBy).toBe(tom.accountId)
})

test('who is credited finds the article among theirs, whoever started it', async () => {
  const sitting = await sitDown(editor)
  const { personId } = (await rea.get('desk.status', {})).account ?? { personId: '' }
  const person = await editor.get('people.get', { id: personId })
  const { id: _id, email: _email, kind: _kind, ...profile } = person
  await sitting.save((article) => ({
    ...article,
    meta: { ...article.meta, slugline: 'shared', credits: [{ id: 'c1', role: 'by', personId, profile, box: true }] }
  }))
  expect(await listed(rea)).toEqual(['shared'])
  expect((await rea.get('articles.counts', {})).views.mine).toBe(1)
  await editor.get('workflow.assign', { articleId: sitting.opened.info.id, assignee: rea.accountId })
  expect(await listed(rea)).toEqual(['shared'])
  await sitting.save((article) => ({ ...article, meta: { ...article.meta, credits: [] } }))
  await editor.get('workflow.assign', { articleId: sitting.opened.info.id, assignee: null })
  expect(await listed(rea)).toEqual([])
})

test('due times narrow the list while they matter, and the filters narrow together', async () => {
  const { id } = await editor.get('articles.create', { slugline: 'due' })
  await editor.get('articles.create', { slugline: 'whenever' })
  await editor.get('workflow.setDue', { articleId: id, at: '2026-01-05T08:00:00.000Z' })
  expect(await listed(editor, 'all', { due: 'late' })).toEqual(['due'])
  expect(await listed(editor, 'all', { due: 'late', assignee: 'nobody', age: 'today' })).toEqual(['due'])
  expect(await listed(editor, 'all', { assignee: rea.accountId })).toEqual([])
  expect(await rea.ask('workflow.setDue', { articleId: id, at: null })).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' }
  })
  await editor.get('workflow.setDue', { articleId: id, at: null })
  expect(await listed(editor, 'all', { due: 'week' })).toEqual([])
})

test('a duplicate has the words, new ids, and nothing of the record', async () => {
  const sitting = await sitDown(rea)
  await sitting.save((article) => ({
    ...typeInto(0, 'Ferry late')(article),
    meta: {
      ...article.meta,
      slugline: 'ferry',
      embargo: { at: '2030-01-01T00:00:00.000Z', zone: 'UTC' },
      topics: ['Ferries']
    }
  }))
  await editor.get('workflow.assign', { articleId: sitting.opened.info.id, assignee: tom.accountId })
  const { id } = await tom.get('articles.duplicate', { id: sitting.opened.info.id })
  const copy = await tom.get('articles.open', { id })
  expect(copy.article.meta).toMatchObject({ slugline: 'ferry-copy', embargo: null, topics: ['Ferries'] })
  expect(copy.article.meta.credits.map(({ profile }) => profile.name)).toEqual(['Rea Porter'])
  expect(copy.info).toMatchObject({
    ownerId: tom.accountId,
    readOnly: null,
    standing: { state: 'draft', assignee: null }
  })
  const ids = (body: typeof copy.article.body) =>
    [...walkBody(body)].flatMap(({ node }) => (node.attrs?.id ? [node.attrs.id] : []))
  const before = new Set(ids(sitting.opened.article.body))
  expect(ids(copy.article.body)).toHaveLength(before.size)
  expect(ids(copy.article.body).some((one) => before.has(one))).toBe(false)
})

test('a template begins an article in its writer’s own name', async () => {
  const sitting = await sitDown(editor)
  await sitting.save((article) => ({
    ...typeInto(0, 'Weather')(article),
    meta: { ...article.meta, slugline: 'weather', kicker: 'Weather' }
  }))
  const articleId = sitting.opened.info.id
  expect(await rea.ask('templates.save', { articleId, name: 'Weather' })).toMatchObject({
    ok: false,
    error: { code: 'not-allowed' }
  })
  const template = await editor.get('templates.save', { articleId, name: 'Weather' })
  const other = await editor.get('templates.save', { articleId, name: 'Other' })
  expect(await editor.ask('templates.rename', { id: other.id, name: 'weather' })).toMatchObject({
    ok: false,
    error: { code: 'refused' }
  })
  expect((await editor.get('templates.save', { articleId, name: 'WEATHER' })).id).toBe(template.id)
  const { id } = await rea.get('articles.create', { template: template.id })
  const { article } = await rea.get('articles.open', { id })
  expect(article.meta).toMatchObject({
    kicker: 'Weather',
    slugline: 'weather',
    credits: [{ profile: { name: 'Rea Porter' } }]
  })
  expect(article.body.content?.[0]?.content?.[0]?.text).toBe('Weather')
  await editor.get('templates.remove', { id: template.id })
  expect((await rea.get('templates.list', {})).map(({ name }) => name)).toEqual(['Other'])
  expect(await rea.ask('articles.create', { template: template.id })).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
})

test('what is done to several is done to each that may, and the others are named', async () => {
  const own = await rea.get('articles.create', { slugline: 'own' })
  const hers = await tom.get('articles.create', { slugline: 'his' })
  const gone = '01JD0000000000000000000000'
  const reply = await rea.get('articles.bulk', {
    ids: [own.id, hers.id, gone, own.id],
    act: { do: 'move', move: 'submit' }
  })
  expect(reply.done).toEqual([own.id])
  expect(reply.refused).toEqual([
    { id: hers.id, name: 'his', message: 'A reporter can do this only to an article of their own.' },
    { id: gone, name: 'An article without a slugline', message: 'This article is not on this computer.' }
  ])
  expect(
    (await editor.get('articles.bulk', { ids: [own.id], act: { do: 'move', move: 'send_back' } })).refused[0]?.message
  ).toMatch(/Give a reason/)
  const due = '2026-02-01T10:00:00.000Z'
  expect(await editor.get('articles.bulk', { ids: [own.id, hers.id], act: { do: 'due', at: due } })).toEqual({
    done: [own.id, hers.id],
    refused: []
  })
  expect((await editor.get('articles.info', { id: hers.id })).standing.dueAt).toBe(due)
})

test('several are approved at once by every rule of one: the text that the list showed, by an editor who may', async () => {
  const filed = async (window: TestWindow, slugline: string) => {
    const sitting = await sitDown(window, (await window.get('articles.create', { slugline })).id)
    await sitting.save(typeInto(0, `About ${slugline}`))
    await sitting.move('submit')
    return sitting
  }
  const good = await filed(rea, 'good')
  const changed = await filed(rea, 'changed')
  const own = await filed(editor, 'own')
  const draft = (await rea.get('articles.create', { slugline: 'draft' })).id
  const ids = [good.opened.info.id, changed.opened.info.id, own.opened.info.id, draft]
  const seen = Object.fromEntries(
    (await editor.get('articles.list', { view: 'all', limit: 50 })).rows.map(({ id, updatedAt }) => [id, updatedAt])
  )
  const editing = await sitDown(editor, changed.opened.info.id)
  expect(await editing.save(typeInto(0, 'Other words'))).toMatchObject({ ok: true })

  const approve = (window: TestWindow, by: typeof seen | undefined) =>
    window.get('articles.bulk', { ids, act: { do: 'move', move: 'approve', ...(by && { seen: by }) } })
  expect(await approve(rea, seen)).toMatchObject({ done: [], refused: { length: 4 } })
  expect(await approve(editor, undefined)).toMatchObject({ done: [], refused: { length: 4 } })
  const reply = await approve(editor, seen)
  expect(reply.done).toEqual([good.opened.info.id])
  expect(reply.refused.map(({ name, message }) => [name, message])).toEqual([
    ['changed', expect.stringMatching(/has changed since you saw it/)],
    ['own', expect.stringMatching(/credits|own/)],
    ['draft', expect.any(String)]
  ])
  const info = await editor.get('articles.info', { id: good.opened.info.id })
  expect(info.standing).toMatchObject({
    state: 'approved',
    approvals: [{ by: editor.accountId, articleHash: info.articleHash }]
  })
})

test('saved searches are their account’s own, and count what they find now', async () => {
  await editor.get('articles.create', { slugline: 'ferry' })
  const save = (window: TestWindow, name: string, query: string, id: string | null = null) =>
    window.ask('searches.save', { id, name, query, filters: { view: 'all' } })
  const drafts = await save(editor, 'Drafts', 'state:draft')
  expect(drafts.ok).toBe(true)
  expect(await save(editor, 'drafts', 'x')).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await save(rea, 'Drafts', 'state:review')).toMatchObject({ ok: true })
  expect(await save(rea, 'Mine now', 'x', drafts.ok ? drafts.value.id : '')).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
  expect(await editor.get('searches.counts', {})).toMatchObject([{ count: 1, capped: false }])
  await editor.get('articles.create', { slugline: 'more' })
  expect(await editor.get('searches.counts', {})).toMatchObject([{ count: 2 }])
  expect((await rea.get('searches.list', {})).map(({ query }) => query)).toEqual(['state:review'])
  expect(await rea.ask('searches.remove', { id: drafts.ok ? drafts.value.id : '' })).toMatchObject({ ok: false })
  await editor.get('searches.remove', { id: drafts.ok ? drafts.value.id : '' })
  expect(await editor.get('searches.list', {})).toEqual([])
})

test('a search waits for no save and a save for no search', async () => {
  const sitting = await sitDown(rea)
  const searches = Array.from({ length: 5 }, () =>
    rea.ask('articles.list', { view: 'all', query: 'ferry', limit: 40, lane: 'one' })
  )
  expect(await sitting.save(typeInto(0, 'Ferry late'))).toMatchObject({ ok: true })
  expect((await Promise.all(searches)).map(({ ok }) => ok)).toEqual([true, false, false, false, true])
  await expect
    .poll(async () => (await rea.get('articles.list', { view: 'all', query: 'ferry', limit: 40 })).rows.length)
    .toBe(1)
})
