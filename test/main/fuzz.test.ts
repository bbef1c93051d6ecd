import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations, type OperationName } from '#shared/contract/index.ts'
import type { Role } from '#shared/article/workflow.ts'
import type { Result } from '#shared/result.ts'
import { openTestDesk, sitDown, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { inputOf, placesIn, put, without } from '#test/support/schema-input.ts'

/**
 * Every question that there is, asked by those who may not, and with everything in it that nobody asks. The questions are
 * made of the contract's own schemas, so that a new one is asked too. COPYDESK_FUZZ asks more of each.
 */
const names = Object.keys(operations) as OperationName[]
const samples = Number(process.env.COPYDESK_FUZZ ?? 1)

let desk: TestDesk
let admin: TestWindow
let shut: TestWindow
const members: Partial<Record<Role, TestWindow>> = {}

beforeAll(async () => {
  desk = await openTestDesk()
  for (const role of ['reporter', 'editor'] as const) members[role] = await desk.join(`Rea ${role}`, role)
  admin = await desk.join('Al Admin', 'admin')
  shut = await desk.join('Sid Shut', 'admin')
  await admin.get('accounts.change', { id: shut.accountId ?? '', disabled: true })
})
afterAll(() => desk.close())

test('what anybody at the door may ask is what it takes to come in, and to rescue a desk that cannot be opened', () => {
  expect(names.filter((name) => operations[name].by === 'anybody')).toEqual([
    'desk.status',
    'desk.found',
    'accounts.signIn',
    'accounts.signOut',
    'window.flushed',
    'window.openLink',
    'window.saveFile',
    'rescue.status',
    'rescue.tryAgain',
    'rescue.preview',
    'rescue.restore',
    'rescue.read',
    'rescue.recover',
    'rescue.export'
  ])
})

/** Questions as the contract takes them. */
function rightly(name: OperationName, count = samples): unknown[] {
  const { input } = operations[name]
  const made = fc.sample(
    inputOf(name).filter((asked) => input.safeParse(asked).success),
    { numRuns: count, seed: 7 }
  )
  return made
}

/** What came of it. Whatever it is: a Result, and in a failure one sentence that tells nothing of the machine. */
async function codeOf(reply: Promise<Result<unknown>>): Promise<string> {
  const told = await reply
  if (told.ok) return 'ok'
  const { code, message } = told.error
  expect(message).toMatch(/^\P{Ll}[\s\S]{8,600}[.?…”]$/u)
  expect(message).not.toMatch(/\n|\bat \S+:\d+|node_modules|file:\/\/|\.[cm]?[jt]s\b|SQLITE|Error:|\[object/)
  expect(message).not.toContain(desk.folder)
  expect(code).not.toBe('internal')
  return code
}

const nul = 'a\u0000b'
const lone = 'a\ud800b\udc00'
/** What is put in the place of every field. */
const wrong: unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  1.5,
  1e308,
  2n ** 70n,
  true,
  '',
  nul,
  lone,
  '__proto__',
  '../../../../etc/passwd',
  'https://evil.example/',
  [],
  {},
  [[]],
  JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":{}},"length":3}'),
  Object.create(null),
  new Date(0),
  new Map([['id', 1]]),
  new Uint8Array(3),
  () => 'ok',
  Symbol('x')
]
const deep = (levels: number): unknown => {
  let value: unknown = 'x'
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { content: value }
  return value
}
const huge: unknown[] = [
  'x'.repeat(1_000_000),
  `${'\u0000'.repeat(500_000)}${'\ud800'.repeat(500_000)}`,
  deep(5000),
  new Array(100_000).fill('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]))
]

/** One of them for each question in turn, all of them where more is asked. */
const hugeFor = (name: OperationName) =>
  huge.filter((_, index) => samples > 1 || names.indexOf(name) % huge.length === index)

describe.each(names)('%s', (name) => {
  const { by, input } = operations[name]

  if (by !== 'anybody')
    test('is refused to whoever is not signed in, also when it is asked rightly', async () => {
      const asked = rightly(name)
      expect(asked.length).toBeGreaterThan(0)
      for (const question of asked)
        for (const window of [desk.window(), desk.window('01ARZ3NDEKTSV4RRFFQ69G5FAV'), desk.window(nul), shut])
          expect(await codeOf(desk.core.dispatch(window, name, question))).toBe('not-signed-in')
    })

  if (Array.isArray(by))
    test('is refused to every role that may not, also when it is asked rightly', async () => {
      for (const question of rightly(name))
        for (const [role, window] of Object.entries(members))
          if (!(by as readonly string[]).includes(role))
            expect(await codeOf(desk.core.dispatch(window, name, question)), role).toBe('not-allowed')
    })

  test('with a field too many, too few or of another kind, it is refused in words', async () => {
    for (const question of rightly(name)) {
      const places = placesIn(question)
      const asked = [
        ...places.flatMap((place) => wrong.map((value) => put(question, place, value))),
        ...places.slice(1).map((place) => without(question, place)),
        ...(typeof question === 'object'
          ? [
              { ...question, extra: 1 },
              { ...question, account: shut.accountId }
            ]
          : []),
        ...hugeFor(name).map((value, index) =>
          put(question, places[(index + name.length) % places.length] ?? [], value)
        )
      ]
      for (const one of asked) {
        const isWrong = !input.safeParse(one).success
        const window = desk.window(members.reporter?.accountId)
        const code = await codeOf(desk.core.dispatch(window, name, one))
        if (isWrong) expect(code).toBe('invalid-input')
      }
    }
  })

  test('with a field that the contract does not know, it is refused', () => {
    for (const question of rightly(name)) {
      const more = { ...(question as object), nobodysField: 1 }
      expect(input.safeParse(more).success).toBe(false)
    }
  })
})

test('a body of an article is held against the schema, whatever it is', async () => {
  const { opened } = await sitDown(members.reporter as TestWindow)
  const line = { type: 'paragraph', attrs: { id: 'p' } }
  const nested = (levels: number): unknown =>
    levels === 0 ? line : { type: 'bulletList', content: [{ type: 'listItem', content: [line, nested(levels - 1)] }] }
  const bodies: unknown[] = [
    ...wrong,
    ...huge,
    [deep(5000)],
    [nested(2500)],
    new Array(100_000).fill({ type: 'script', attrs: { src: 'x' } }),
    [{ ...line, content: [{ type: 'text', text: 7 }] }],
    [{ ...line, content: [{ type: 'text', text: '' }] }],
    [{ ...line, marks: [{ type: 'link', attrs: { href: 'javascript:x' } }] }]
  ]
  for (const content of bodies) {
    const article = { meta: opened.article.meta, body: { type: 'doc', content } }
    const { info, session, version, schemaVersion } = opened
    const save = { articleId: info.id, session, seq: 1, version, schemaVersion, article }
    const code = await codeOf(desk.core.dispatch(members.reporter as TestWindow, 'articles.save', save))
    expect(['invalid-input', 'unsupported', 'too-large', 'damaged', 'refused']).toContain(code)
  }
  const again = await (members.reporter as TestWindow).get('articles.open', { id: opened.info.id })
  expect(again.article).toEqual(opened.article)
})

test('after all of it the core answers, its file is whole, and nothing that was sent is in the log', async () => {
  expect((await admin.get('desk.status', {})).accounts.length).toBe(4)
  expect((await admin.get('backups.check', {})).damage).toEqual([])
  const log = readFileSync(join(desk.folder, 'copydesk.log'), 'utf8')
  expect(log).not.toMatch(/thrown|etc\/passwd|evil\.example|xxxxxxxx/)
})
