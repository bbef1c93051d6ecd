import Database from 'better-sqlite3'
import fc from 'fast-check'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeFile } from '#main/store/open.ts'
import { operations, type OperationName } from '#shared/contract/index.ts'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let admin: TestWindow
beforeAll(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  const status = await desk.window().get('desk.status', {})
  admin = desk.window(status.accounts.find((account) => account.role === 'admin')!.id)
})
afterAll(() => desk.close())

const names = Object.keys(operations) as OperationName[]
const guarded = names.filter((name) => operations[name].by !== 'anybody')

test.each(guarded)('%s is refused to a window where nobody is signed in', async (name) => {
  const reply = await desk.core.dispatch(desk.window(), name, {})
  expect(['not-signed-in', 'invalid-input']).toContain(reply.ok ? 'ok' : reply.error.code)
})

const owed = names.filter((name) => {
  const { by } = operations[name]
  return Array.isArray(by) && !by.includes('reporter')
})

test.each(owed)('%s is refused to a reporter', async (name) => {
  const inputs: Partial<Record<OperationName, unknown>> = {
    'desk.change': {},
    'desks.save': { id: null, name: 'X' },
    'accounts.create': { name: 'X', role: 'admin' },
    'accounts.change': { id: reporter.accountId, role: 'admin' }
  }
  // An input is looked at before the role is: without a right one here, either refusal will do.
  const codes = name in inputs ? ['not-allowed'] : ['not-allowed', 'invalid-input']
  const reply = await desk.core.dispatch(reporter, name, inputs[name])
  expect(codes).toContain(reply.ok ? 'ok' : reply.error.code)
})

test.each(['', 'articles.drop', '__proto__', 'constructor', 'toString', 'desk.status '])(
  'there is no operation “%s”',
  async (name) => {
    expect(await desk.core.dispatch(admin, name, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  }
)

test('whatever a window sends, the core answers with a Result and stays up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true }),
      async (name, input) => {
        const reply = await desk.core.dispatch(reporter, name, input)
        expect(typeof reply.ok).toBe('boolean')
        if (!reply.ok) expect(reply.error.code).not.toBe('internal')
      }
    ),
    { numRuns: 400 }
  )
  expect((await reporter.get('desk.status', {})).settings.deskName).toBe('The Harbour Gazette')
})

test('an invalid input says which field is wrong', async () => {
  expect(await desk.core.dispatch(reporter, 'articles.list', { view: 'all', limit: 0 })).toMatchObject({
    error: { message: expect.stringContaining('limit') }
  })
})

test('a store that cannot even say who asks is a failure, and nothing thrown', async () => {
  const broken = await openTestDesk()
  const window = await broken.join('Rea Porter', 'reporter')
  const other = new Database(join(broken.folder, storeFile))
  other.exec('PRAGMA foreign_keys = 0; DROP TABLE account')
  other.close()
  expect(await window.ask('articles.counts', {})).toMatchObject({ ok: false, error: { code: 'internal' } })
  await broken.close()
})
