import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Move } from '#shared/article/workflow.ts'
import type { Result } from '#shared/result.ts'
import { newId } from '#main/store/ids.ts'
import { openTestDesk, sitDown, typeInto, type TestDesk, type TestWindow } from '#test/support/desk.ts'

/**
 * Who may do what to an article in which state, as a newsroom would write it on the wall. The core is asked every cell of it
 * through `dispatch`; nothing here is worked out from its own rules.
 *
 * o: the reporter whose article it is; t: a reporter to whom an editor has given it; r: another reporter; e: an editor; w: an editor in its
 * credits; a: an administrator. Nobody who is not signed in, or whose account was shut, may do any of it.
 */
const states = [
  'draft',
  'in review',
  'changes asked',
  'approved',
  'published',
  'correcting',
  'killed',
  'spiked'
] as const
type StateName = (typeof states)[number]

const everybody = 'otrewa'
const always = (who: string) => Object.fromEntries(states.map((state) => [state, who])) as Record<StateName, string>
const never = always('')

const written: Record<string, Record<StateName, string>> = {
  type: {
    ...never,
    draft: 'otewa',
    'in review': 'ewa',
    'changes asked': 'otewa',
    approved: 'ewa',
    correcting: 'otewa'
  },
  restore: {
    ...never,
    draft: 'otewa',
    'in review': 'ewa',
    'changes asked': 'otewa',
    approved: 'ewa',
    correcting: 'otewa'
  },
  'decide a conflict': {
    ...never,
    draft: 'otewa',
    'in review': 'ewa',
    'changes asked': 'otewa',
    approved: 'ewa',
    correcting: 'otewa'
  },
  submit: { ...never, draft: 'otewa', 'changes asked': 'otewa', correcting: 'otewa' },
  take_back: { ...never, 'in review': 'otewa' },
  send_back: { ...never, 'in review': 'ewa', approved: 'ewa' },
  approve: { ...never, 'in review': 'ea', approved: 'ea' },
  publish: { ...never, approved: 'ewa' },
  correct: { ...never, published: 'ewa' },
  drop_correction: { ...never, correcting: 'ewa' },
  kill: { ...never, published: 'ewa', correcting: 'ewa' },
  spike: { ...never, draft: 'oewa', 'in review': 'ewa', 'changes asked': 'oewa', approved: 'ewa' },
  unspike: { ...never, spiked: 'otewa' },
  // What goes out of a killed article is the notice that it is killed.
  export: { ...never, approved: everybody, published: everybody, killed: everybody },
  update: { ...never, published: 'otewa' },
  read: always(everybody),
  comment: always(everybody),
  duplicate: always(everybody),
  'name a version': always('otewa'),
  'say when it is due': always('oewa'),
  'give it to somebody else': always('ewa'),
  'keep it as a template': always('ewa')
}

/** What leaves the article where it stood for whoever is next. */
const harmless = Object.keys(written)
  .filter((act) => !/^[a-z_]+$/.test(act))
  .concat('export', 'update', 'read', 'comment', 'duplicate')

type Person = 'o' | 't' | 'r' | 'e' | 'w' | 'a'
let desk: TestDesk
let people: Record<Person, TestWindow>
/** Brings articles to where they are to stand, so that everybody in the table comes to them new. */
let setter: TestWindow
let shut: TestWindow

beforeAll(async () => {
  desk = await openTestDesk()
  people = {
    o: await desk.join('Ona Owner', 'reporter'),
    t: await desk.join('Tia Taker', 'reporter'),
    r: await desk.join('Rea Porter', 'reporter'),
    e: await desk.join('Ed Itor', 'editor'),
    w: await desk.join('Wim Writer', 'editor'),
    a: await desk.join('Al Admin', 'admin')
  }
  setter = await desk.join('Sue Setter', 'editor')
  shut = await desk.join('Sid Shut', 'admin')
  await people.a.get('accounts.change', { id: shut.accountId ?? '', disabled: true })
})
afterAll(() => desk.close())

async function articleThatIs(state: StateName): Promise<string> {
  const sitting = await sitDown(people.o)
  const { id } = sitting.opened.info
  await sitting.save(typeInto(0, 'The ferry is late again'))
  const { person } = await people.a.get('people.page', { id: await personOf(people.w) })
  const { name, jobTitle, biography, handles, portrait } = person
  await sitting.save((article) => ({
    ...article,
    meta: {
      ...article.meta,
      credits: [
        ...article.meta.credits,
        {
          id: newId(),
          role: 'by',
          personId: person.id,
          profile: { name, jobTitle, biography, handles, portrait },
          box: false
        }
      ]
    }
  }))
  await sitting.save(typeInto(2, 'The quay was full by nine.'))
  await sitting.window.get('articles.close', { id, session: sitting.opened.session })
  await setter.get('workflow.assign', { articleId: id, assignee: people.t.accountId })
  const ways: Record<StateName, [TestWindow, Move][]> = {
    draft: [],
    'in review': [[people.o, 'submit']],
    'changes asked': [
      [people.o, 'submit'],
      [setter, 'send_back']
    ],
    approved: [
      [people.o, 'submit'],
      [setter, 'approve']
    ],
    published: [
      [people.o, 'submit'],
      [setter, 'approve'],
      [setter, 'publish']
    ],
    correcting: [
      [people.o, 'submit'],
      [setter, 'approve'],
      [setter, 'publish'],
      [setter, 'correct']
    ],
    killed: [
      [people.o, 'submit'],
      [setter, 'approve'],
      [setter, 'publish'],
      [setter, 'kill']
    ],
    spiked: [[people.o, 'spike']]
  }
  for (const [window, move] of ways[state]) await made(await moved(window, id, move))
  return id
}

async function personOf(window: TestWindow): Promise<string> {
  const accounts = await people.a.get('accounts.list', {})
  return accounts.find(({ id }) => id === window.accountId)?.personId ?? ''
}

function made(reply: Result<unknown>): void {
  if (!reply.ok)
    throw new Error(`The table could not be set: ${reply.error.message} ${JSON.stringify(reply.error.reasons)}`)
}

async function moved(window: TestWindow, id: string, move: Move): Promise<Result<unknown>> {
  const { articleHash } = await setter.get('articles.info', { id })
  return window.ask('workflow.move', { articleId: id, move, articleHash, reason: 'Because.' })
}

async function attempt(act: string, window: TestWindow, id: string): Promise<Result<unknown>> {
  switch (act) {
    case 'type': {
      const { article, schemaVersion, version } = await setter.get('articles.open', { id })
      return window.ask('articles.save', {
        articleId: id,
        session: newId(),
        seq: 1,
        version,
        schemaVersion,
        article: typeInto(2, `A word ${newId()}.`)(article) as never
      })
    }
    case 'restore': {
      const [version] = await setter.get('revisions.list', { articleId: id })
      return window.ask('revisions.restore', { articleId: id, id: version?.id ?? '' })
    }
    case 'decide a conflict':
      return window.ask('conflicts.decide', { articleId: id, id: 'none', decision: 'mine' })
    case 'export':
      return window.ask('exports.run', { articleId: id, formats: ['plain-text'], as: 'folder' })
    case 'update':
      return window.ask('articles.update', { id })
    case 'read':
      return window.ask('articles.open', { id })
    case 'comment': {
      const anchor = { block: null, start: 0, end: 0, quote: '', prefix: '', suffix: '' }
      return window.ask('comments.start', {
        id: newId(),
        messageId: newId(),
        articleId: id,
        anchor,
        text: 'Is it?',
        mentions: []
      })
    }
    case 'duplicate':
      return window.ask('articles.duplicate', { id })
    case 'name a version': {
      const [version] = await setter.get('revisions.list', { articleId: id })
      return window.ask('revisions.name', { articleId: id, id: version?.id ?? '', name: 'As it was' } as never)
    }
    case 'say when it is due':
      return window.ask('workflow.setDue', { articleId: id, at: new Date().toISOString() })
    case 'give it to somebody else':
      return window.ask('workflow.assign', { articleId: id, assignee: setter.accountId })
    case 'keep it as a template':
      return window.ask('templates.save', { articleId: id, name: `Template ${newId()}` })
    default:
      return moved(window, id, act as Move)
  }
}

/** Whether it was done; a refusal has to be one of who may, not of a question that nobody could have asked. */
function wasDone(reply: Result<unknown>): boolean {
  if (!reply.ok) expect(['not-allowed', 'refused', 'not-signed-in'], reply.error.message).toContain(reply.error.code)
  return reply.ok
}

describe.each(states)('an article that is %s', (state) => {
  test.each(Object.keys(written))('%s', async (act) => {
    let id = await articleThatIs(state)
    let may = ''
    for (const [letter, window] of Object.entries(people)) {
      if (!wasDone(await attempt(act, window, id))) continue
      may += letter
      if (!harmless.includes(act)) id = await articleThatIs(state)
    }
    expect(may).toBe([...everybody].filter((letter) => written[act]?.[state].includes(letter)).join(''))
    for (const window of [desk.window(), shut, desk.window(newId())])
      expect(await attempt(act, window, id)).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
  })
})
