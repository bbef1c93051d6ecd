import { afterEach, beforeEach, expect, test } from 'vitest'
import { readStyleFile, type StyleRule } from '#shared/article/house-style.ts'
import { expectOk } from '#shared/result.ts'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let admin: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  admin = desk.window()
  await admin.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Boss', role: 'admin' })
})
afterEach(() => desk.close())

const rule = (more: Partial<StyleRule> = {}): StyleRule => ({
  id: 'quay',
  pattern: { words: ['west quay'] },
  suggestion: 'West Quay',
  reason: '',
  exceptions: [],
  language: 'en',
  matchCase: true,
  ...more
})

test('a new desk goes by the rules that ship, and by its own once they are kept', async () => {
  const shipped = await admin.get('houseStyle.get', {})
  expect(shipped.version).toBe(0)
  expect(shipped.rules.length).toBeGreaterThan(60)
  expect(await admin.get('houseStyle.save', { version: 0, rules: [rule()] })).toEqual({ version: 1, rules: [rule()] })
  expect(desk.events).toContainEqual({ name: 'desk.changed', detail: { what: 'houseStyle' } })
  await desk.reopen()
  const again = desk.window(admin.accountId)
  expect(await again.get('houseStyle.get', {})).toEqual({ version: 1, rules: [rule()] })
  expect(await again.get('houseStyle.reset', {})).toEqual({ version: 2, rules: shipped.rules })
})

test('two who change it at once: the second is told', async () => {
  await admin.get('houseStyle.save', { version: 0, rules: [rule()] })
  expect(await admin.ask('houseStyle.save', { version: 0, rules: [] })).toMatchObject({
    ok: false,
    error: { code: 'conflict' }
  })
  expect((await admin.get('houseStyle.get', {})).rules).toHaveLength(1)
})

test('a pattern that could hang is never stored', async () => {
  expect(
    await admin.ask('houseStyle.save', { version: 0, rules: [rule({ pattern: { expression: '(a+)+$' } })] })
  ).toMatchObject({
    ok: false,
    error: { code: 'invalid-input', message: expect.stringContaining('too many ways') }
  })
})

test('an exception is kept once, whatever its capitals', async () => {
  await admin.get('houseStyle.save', { version: 0, rules: [rule()] })
  await admin.get('houseStyle.except', { rule: 'quay', words: 'west quay' })
  const { rules, version } = await admin.get('houseStyle.except', { rule: 'quay', words: 'West quay' })
  expect([rules[0]?.exceptions, version]).toEqual([['west quay'], 2])
  expect(await admin.ask('houseStyle.except', { rule: 'gone', words: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' }
  })
})

test.each(['reporter', 'editor'] as const)(
  'a %s reads the rules and takes them out, and changes none',
  async (role) => {
    const window = await desk.join('Tom Lind', role)
    expect((await window.get('houseStyle.get', {})).version).toBe(0)
    expect((await window.get('houseStyle.export', {})).savedTo).toBe('/somewhere/house-style.json')
    for (const [operation, input] of [
      ['houseStyle.save', { version: 0, rules: [] }],
      ['houseStyle.except', { rule: 'quay', words: 'x' }],
      ['houseStyle.reset', {}]
    ] as const)
      expect(await window.ask(operation, input as never)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
  }
)

test('what is taken out can be taken in', async () => {
  await admin.get('houseStyle.save', { version: 0, rules: [rule()] })
  await admin.get('houseStyle.export', {})
  const [file] = admin.saved[0]?.files ?? []
  expect(expectOk(readStyleFile(new TextDecoder().decode(file?.bytes)))).toEqual([rule()])
})

test('the desk’s own levels hold at the gate, and TK holds whatever they say', async () => {
  await admin.get('desk.change', {
    ownApproval: true,
    checks: { 'no-byline': 'off', 'no-dateline': 'block', tk: 'off' }
  })
  const { id } = await admin.get('articles.create', {})
  const opened = await admin.get('articles.open', { id })
  const text = (type: string, words: string, place: string) => ({
    type,
    attrs: { id: place },
    content: [{ type: 'text', text: words }]
  })
  const body = { type: 'doc' as const, content: [text('headline', 'Head', 'h'), text('paragraph', 'TK homes', 'p')] }
  await admin.get('articles.save', {
    articleId: id,
    session: opened.session,
    seq: 1,
    version: opened.version,
    schemaVersion: opened.schemaVersion,
    article: { meta: { ...opened.article.meta, credits: [] }, body }
  })
  const { reasons } = await admin.get('exports.check', { articleId: id })
  expect(reasons.map(({ code, place }) => [code, place])).toEqual([
    ['not-approved', undefined],
    ['tk', 'p'],
    ['no-dateline', 'meta.dateline']
  ])
})
