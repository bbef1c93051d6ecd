import { expect, test } from 'vitest'
import { readPreferences, writePreferences } from '#main/store/preferences.ts'
import { addAccount, newStore } from './support.ts'

test('each account has what it chose, the last choice of each kind', () => {
  const store = newStore()
  const [ruth, tom] = [addAccount(store), addAccount(store, 'Tom Writer')]
  writePreferences(store, ruth, { appearance: 'dark', panel: { id: 'checks', open: false } })
  writePreferences(store, ruth, { appearance: 'light', formats: ['html'] })
  writePreferences(store, tom, { appearance: 'dark' })
  expect(readPreferences(store, ruth)).toEqual({
    appearance: 'light',
    panel: { id: 'checks', open: false },
    formats: ['html']
  })
  expect(readPreferences(store, tom)).toEqual({ appearance: 'dark' })
})

test('what this version does not know is left out and left as it is', () => {
  const store = newStore()
  const ruth = addAccount(store)
  const put = store.database.prepare('INSERT INTO preference (account_id, name, value) VALUES (?, ?, ?)')
  put.run(ruth, 'appearance', '"sepia"')
  put.run(ruth, 'weather', '{"shown":true}')
  put.run(ruth, 'comparison', '"beside"')
  expect(readPreferences(store, ruth)).toEqual({ comparison: 'beside' })
  expect(store.database.prepare('SELECT count(*) FROM preference').pluck().get()).toBe(3)
})
