import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { deskFolder } from '#main/desk-folder.ts'

const cases: [string, Record<string, string>, string, string][] = [
  ['the folder that was named', { COPYDESK_FOLDER: '/desks/a' }, 'linux', resolve('/desks/a')],
  ['Linux', {}, 'linux', '/home/mia/.local/share/copydesk/desk'],
  ['Linux with its data elsewhere', { XDG_DATA_HOME: '/data' }, 'linux', '/data/copydesk/desk'],
  [
    'Linux with a data home that is no place',
    { XDG_DATA_HOME: 'data' },
    'linux',
    '/home/mia/.local/share/copydesk/desk'
  ],
  ['a Mac', {}, 'darwin', '/home/mia/Library/Application Support/Copydesk/desk'],
  ['Windows', { APPDATA: '/roaming' }, 'win32', '/roaming/Copydesk/desk']
]

test.skipIf(process.platform === 'win32').each(cases)('%s', (_title, env, platform, folder) => {
  expect(deskFolder(env, platform, '/home/mia')).toBe(folder)
})
