import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '#test/support/desk.ts'

let desk: TestDesk

beforeEach(async () => void (desk = await openTestDesk()))
afterEach(() => desk.close())

test('a choice is there for its account alone, also after the core has been closed', async () => {
  const rea = await desk.join('Rea Porter', 'reporter')
  const tom = await desk.join('Tom Writer', 'reporter')
  desk.events.length = 0
  await rea.get('preferences.change', { appearance: 'dark', desk: '#/review' })
  await rea.get('preferences.change', { desk: '#/mine' })
  await desk.reopen()
  const chosen = async (accountId: string | null) => (await desk.window(accountId).get('desk.status', {})).preferences
  expect(await chosen(rea.accountId)).toEqual({ appearance: 'dark', desk: '#/mine' })
  expect(await chosen(tom.accountId)).toEqual({})
  expect(await chosen(null)).toEqual({})
  expect(desk.events).toEqual([])
})

test.each([{ appearance: 'sepia' }, { desk: 'x'.repeat(601) }, { weather: true }])('%j is refused', async (changes) => {
  const rea = await desk.join('Rea Porter', 'reporter')
  expect(await desk.core.dispatch(rea, 'preferences.change', changes)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' }
  })
})
