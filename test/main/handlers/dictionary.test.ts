import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let admin: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  admin = desk.window()
  await admin.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Boss', role: 'admin' })
})
afterEach(() => desk.close())

test('words are kept once, sorted, with straight apostrophes, and are there after a start', async () => {
  expect((await admin.get('dictionary.get', {})).words).toEqual([])
  await admin.get('dictionary.add', { words: ['quayside', 'O’Brien', 'quayside'] })
  await admin.get('dictionary.add', { words: ['Ångström'] })
  expect(desk.events).toContainEqual({ name: 'desk.changed', detail: { what: 'dictionary' } })
  await desk.reopen()
  const again = desk.window(admin.accountId)
  expect((await again.get('dictionary.get', {})).words).toEqual(['Ångström', "O'Brien", 'quayside'])
  expect((await again.get('dictionary.remove', { word: 'O’Brien' })).words).toEqual(['Ångström', 'quayside'])
})

test('the names of people on record come with it', async () => {
  expect((await admin.get('dictionary.get', {})).names).toContain('Ada Boss')
})

test('editors keep it, reporters read it', async () => {
  const editor = await desk.join('Ed Itor', 'editor')
  const reporter = await desk.join('Rep Orter', 'reporter')
  await editor.get('dictionary.add', { words: ['quayside'] })
  expect((await reporter.get('dictionary.get', {})).words).toEqual(['quayside'])
  for (const refused of [
    await reporter.ask('dictionary.add', { words: ['x'] }),
    await reporter.ask('dictionary.remove', { word: 'quayside' })
  ])
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
})

test.each([['two words'], ['a1'], ['<b>'], [''], ['x'.repeat(81)], ['-quay']])('%j is no word', async (word) => {
  expect(await admin.ask('dictionary.add', { words: [word] })).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' }
  })
})

test('a full dictionary says so and keeps what it has', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const word = (at: number) =>
    [at % 26, Math.floor(at / 26) % 26, Math.floor(at / 676) % 26, Math.floor(at / 17576)]
      .map((one) => letters[one])
      .join('')
  await admin.get('dictionary.add', { words: Array.from({ length: 20_000 }, (_, at) => word(at)) })
  expect(await admin.ask('dictionary.add', { words: ['quayside'] })).toMatchObject({
    ok: false,
    error: { code: 'too-large' }
  })
  expect((await admin.get('dictionary.get', {})).words).toHaveLength(20_000)
})

test('the words go out as plain text, one a line', async () => {
  await admin.get('dictionary.add', { words: ['quayside', 'Lind'] })
  await admin.get('dictionary.export', {})
  expect(new TextDecoder().decode(admin.saved[0]?.files[0]?.bytes)).toBe('Lind\nquayside\n')
})
