import { expect, test } from 'vitest'
import { openStore } from '#main/store/open.ts'
import { defaultSettings, isFounded, readSettings, writeSettings } from '#main/store/settings.ts'
import { expectOk } from '#shared/result.ts'
import { newFolder, newStore } from './support.ts'

test('a new desk has the defaults and nobody has founded it', () => {
  const store = newStore()
  expect(readSettings(store)).toEqual(defaultSettings)
  expect(isFounded(store)).toBe(false)
})

test('settings are there after reopening', () => {
  const folder = newFolder()
  const settings = {
    ...defaultSettings,
    deskName: 'Harbour Post',
    siteUrl: 'https://example.org',
    language: 'nb',
    ownApproval: true,
    approvalsNeeded: 2
  }
  const store = expectOk(openStore(folder))
  writeSettings(store, settings)
  store.close()
  const again = newStore(folder)
  expect(readSettings(again)).toEqual(settings)
  expect(isFounded(again)).toBe(true)
})
