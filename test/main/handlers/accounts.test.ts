import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyProfile } from '#shared/article/person.ts'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let admin: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  admin = desk.window()
  await admin.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Boss', role: 'admin' })
})
afterEach(() => desk.close())

const record = (name: string, kind: 'person' | 'agency' = 'person') => ({
  ...emptyProfile,
  id: null,
  name,
  kind,
  email: ''
})

test('an account is given to a person on record, once', async () => {
  const person = await admin.get('people.save', { ...record('Inés Moreau'), jobTitle: 'Photographer' })
  const account = await admin.get('accounts.create', { personId: person.id, role: 'reporter' })
  expect(account).toMatchObject({
    personId: person.id,
    name: 'Inés Moreau',
    jobTitle: 'Photographer',
    oneTime: null,
    hasPassphrase: false
  })
  expect((await admin.get('people.list', {})).filter(({ name }) => name === 'Inés Moreau')).toHaveLength(1)
  expect(await admin.ask('accounts.create', { personId: person.id, role: 'editor' })).toMatchObject({
    error: { code: 'refused' }
  })
})

test('an account needs a name or a person, and an agency gets none', async () => {
  const agency = await admin.get('people.save', record('Reuters', 'agency'))
  expect(await admin.ask('accounts.create', { personId: agency.id, role: 'reporter' })).toMatchObject({
    error: { code: 'refused' }
  })
  expect(await admin.ask('accounts.create', { role: 'reporter' })).toMatchObject({ error: { code: 'invalid-input' } })
  expect(await admin.ask('accounts.create', { name: 'A', personId: agency.id, role: 'reporter' })).toMatchObject({
    error: { code: 'invalid-input' }
  })
  expect(await admin.ask('accounts.create', { personId: '0'.repeat(26), role: 'reporter' })).toMatchObject({
    error: { code: 'not-found' }
  })
})

test('the passphrase of an invitation is good for one sign-in, at which another takes its place', async () => {
  const { id, oneTime, ...info } = await admin.get('accounts.create', {
    name: 'Rea Porter',
    role: 'reporter',
    invite: true
  })
  expect(info).toMatchObject({ hasPassphrase: true, mustChange: true })
  expect(oneTime).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  const passphrase = oneTime!
  const window = desk.window()
  expect(await window.ask('accounts.signIn', { id, passphrase })).toMatchObject({ error: { code: 'refused' } })
  expect(await window.ask('accounts.signIn', { id, next: 'mine' })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
  expect(await window.ask('accounts.signIn', { id, passphrase: 'guess', next: 'mine' })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
  expect(await window.ask('accounts.signIn', { id, passphrase, next: passphrase })).toMatchObject({
    error: { code: 'invalid-input' }
  })
  expect(window.accountId).toBeNull()
  expect(await window.get('accounts.signIn', { id, passphrase, next: 'quay wall' })).toMatchObject({
    mustChange: false,
    hasPassphrase: true
  })
  expect(window.accountId).toBe(id)
  expect(await desk.window().ask('accounts.signIn', { id, passphrase })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
  expect((await desk.window().ask('accounts.signIn', { id, passphrase: 'quay wall' })).ok).toBe(true)
})

test('an invitation can be renewed by an administrator, for others', async () => {
  const { id, oneTime } = await admin.get('accounts.create', { name: 'Rea Porter', role: 'reporter', invite: true })
  const again = await admin.get('accounts.invite', { id })
  expect(again.oneTime).not.toBe(oneTime)
  expect(await desk.window().ask('accounts.signIn', { id, passphrase: oneTime!, next: 'x' })).toMatchObject({
    error: { code: 'wrong-passphrase' }
  })
  expect(await admin.ask('accounts.invite', { id: admin.accountId! })).toMatchObject({ error: { code: 'refused' } })
  expect(await desk.window(id).ask('accounts.invite', { id: admin.accountId! })).toMatchObject({
    error: { code: 'not-allowed' }
  })
})

test('what is told once is kept nowhere', async () => {
  const { oneTime } = await admin.get('accounts.create', { name: 'Rea Porter', role: 'reporter', invite: true })
  const told = JSON.stringify([await admin.get('accounts.list', {}), await admin.get('desk.status', {}), desk.events])
  expect(told).not.toContain(oneTime)
  expect(told).not.toContain('scrypt')
})

test('an account that is turned off signs in no more, and its name stays on what it did', async () => {
  const reporter = await desk.join('Rea Porter', 'reporter')
  const { id } = await reporter.get('articles.create', { slugline: 'wall' })
  await admin.get('accounts.change', { id: reporter.accountId!, disabled: true })
  expect(await desk.window().ask('accounts.signIn', { id: reporter.accountId! })).toMatchObject({
    error: { code: 'not-allowed' }
  })
  expect(await admin.get('workflow.history', { articleId: id })).toMatchObject([
    { type: 'created', actorName: 'Rea Porter' }
  ])
  expect((await admin.get('articles.open', { id })).info.ownerName).toBe('Rea Porter')
  await admin.get('accounts.change', { id: reporter.accountId!, disabled: false })
  expect((await desk.window().ask('accounts.signIn', { id: reporter.accountId! })).ok).toBe(true)
})
