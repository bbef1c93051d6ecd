import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '#test/support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

const found = (over: Record<string, unknown> = {}) => ({
  deskName: 'The Harbour Gazette',
  name: 'Ruth Okafor',
  role: 'admin' as const,
  ...over
})

test('a desk is founded once, and its founder is signed in', async () => {
  const window = desk.window()
  expect(await window.get('desk.found', found())).toMatchObject({
    firstRun: false,
    account: { name: 'Ruth Okafor', role: 'admin' }
  })
  expect(await desk.window().ask('desk.found', found())).toMatchObject({ ok: false, error: { code: 'refused' } })
})

test('who works alone may approve what they wrote', async () => {
  expect((await desk.window().get('desk.found', found({ role: 'alone' }))).settings.ownApproval).toBe(true)
})

test('new articles are in the language of the system that founded the desk', async () => {
  expect((await desk.window().get('desk.found', found({ language: 'en-GB' }))).settings.language).toBe('en-GB')
})

test('a reporter founds a desk only by naming an editor, who becomes its administrator', async () => {
  expect(await desk.window().ask('desk.found', found({ role: 'reporter' }))).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' }
  })
  const status = await desk.window().get('desk.found', found({ role: 'reporter', editorName: 'Ed Itor' }))
  expect(status.accounts.map(({ name, role }) => [name, role])).toEqual(
    expect.arrayContaining([
      ['Ruth Okafor', 'reporter'],
      ['Ed Itor', 'admin']
    ])
  )
})

test('the sample desk goes into an empty desk only, and all of it can be opened', async () => {
  const window = desk.window()
  await window.get('desk.found', found())
  const { articles } = await window.get('desk.addSample', {})
  const { rows, total } = await window.get('articles.list', { view: 'all', limit: 50 })
  const spiked = await window.get('articles.list', { view: 'spiked', limit: 50 })
  expect(total + spiked.total).toBe(articles)
  for (const { id } of [...rows, ...spiked.rows]) expect((await window.ask('articles.open', { id })).ok).toBe(true)
  expect(await window.ask('desk.addSample', {})).toMatchObject({ ok: false, error: { code: 'refused' } })
})

test('a passphrase is asked for, checked, and owed again before it is changed', async () => {
  const window = desk.window()
  const { account } = await window.get('desk.found', found())
  const id = account!.id
  await window.get('accounts.setPassphrase', { id, next: 'quay wall' })
  const other = desk.window()
  expect(await other.ask('accounts.signIn', { id })).toMatchObject({ error: { code: 'wrong-passphrase' } })
  expect(await other.ask('accounts.signIn', { id, passphrase: 'quay' })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
  expect(other.accountId).toBeNull()
  expect((await other.ask('accounts.signIn', { id, passphrase: 'quay wall' })).ok).toBe(true)
  expect(await window.ask('accounts.setPassphrase', { id, next: null })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
})

test('the last administrator can be neither disabled nor made something else', async () => {
  const window = desk.window()
  const { account } = await window.get('desk.found', found())
  for (const change of [{ disabled: true }, { role: 'reporter' as const }])
    expect(await window.ask('accounts.change', { id: account!.id, ...change })).toMatchObject({
      error: { code: 'refused' }
    })
})

test('a disabled account is signed out at once, everywhere', async () => {
  const reporter = await desk.join('Rea Porter', 'reporter')
  const [admin] = (await desk.window().get('desk.status', {})).accounts.filter((account) => account.role === 'admin')
  await desk.window(admin!.id).get('accounts.change', { id: reporter.accountId!, disabled: true })
  expect(await reporter.ask('articles.counts', {})).toMatchObject({ error: { code: 'not-signed-in' } })
})

test('reporters keep their own record and nobody else’s', async () => {
  const reporter = await desk.join('Rea Porter', 'reporter')
  const people = await reporter.get('people.list', {})
  const record = (name: string) => people.find((person) => person.name === name)!
  expect((await reporter.ask('people.save', { ...record('Rea Porter'), jobTitle: 'City reporter' })).ok).toBe(true)
  expect(await reporter.ask('people.save', { ...record('Ada Boss'), name: 'Owned' })).toMatchObject({
    error: { code: 'not-allowed' }
  })
})

test('a setting that is named without a value stays as it is', async () => {
  const admin = await desk.join('Al Admin', 'admin')
  const reply = await desk.core.dispatch(admin, 'desk.change', {
    publisher: 'The Harbour Press',
    bylineStyles: undefined
  })
  expect(reply).toMatchObject({ ok: true, value: { publisher: 'The Harbour Press', bylineStyles: {} } })
})
