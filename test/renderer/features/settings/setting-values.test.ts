import { expect, test } from 'vitest'
import { settingsSchema } from '#shared/contract/desk.ts'
import { readPassphrase, readSetting, type TextSetting } from '#renderer/features/settings/setting-values.ts'

test.each<[TextSetting, string, string | null]>([
  ['deskName', '  The Harbour Gazette ', 'The Harbour Gazette'],
  ['deskName', '   ', null],
  ['deskName', 'x'.repeat(121), null],
  ['publisher', '', ''],
  ['siteUrl', '', ''],
  ['siteUrl', 'example.org', 'https://example.org'],
  ['siteUrl', 'http://example.org/news', 'http://example.org/news'],
  ['siteUrl', 'mail@example.org', null],
  ['siteUrl', 'not an address', null],
  ['language', 'en-gb', 'en-GB'],
  ['language', 'English', null],
  ['language', '', null],
  ['copyright', '© Harbour Gazette', '© Harbour Gazette']
])('%s typed as %j is read as %j', (name, typed, value) => {
  const read = readSetting(name, typed)
  expect(read.ok ? read.value : null).toEqual(value === null ? null : { [name]: value })
  if (read.ok) expect(settingsSchema.partial().safeParse(read.value).success).toBe(true)
})

test.each([
  ['correct horse', 'correct horse', true],
  ['correct horse', 'correct house', false],
  ['', '', false],
  ['   ', '   ', false],
  ['x'.repeat(1001), 'x'.repeat(1001), false]
])('a passphrase of %j and %j is taken: %j', (first, second, taken) => {
  expect(readPassphrase(first, second).ok).toBe(taken)
})
