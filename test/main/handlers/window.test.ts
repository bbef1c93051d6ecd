import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from '#shared/result.ts'
import { openTestDesk, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let editor: TestWindow

beforeAll(async () => {
  desk = await openTestDesk()
  editor = await desk.join('Ed Itor', 'editor')
})
afterAll(() => desk.close())

test.each([
  ['wires', 'Choose the folder that the agency’s items are put into'],
  ['backups', 'Choose the folder that every copy goes into as well']
] as const)('the folder for %s is asked for by its own words, beginning where one stood', async (purpose, title) => {
  const asked: string[][] = []
  editor.chooseFolder = async (...words) => {
    asked.push(words)
    return ok('/srv/chosen')
  }
  expect(await editor.get('window.chooseFolder', { purpose, from: ' /srv/before ' })).toBe('/srv/chosen')
  expect(asked).toEqual([[title, '/srv/before']])
})

test('where no door can ask, the path is to be typed', async () => {
  delete (editor as { chooseFolder?: unknown }).chooseFolder
  expect(await editor.ask('window.chooseFolder', { purpose: 'wires', from: '' })).toMatchObject({
    ok: false,
    error: { code: 'unsupported', message: expect.stringContaining('Type its whole path') }
  })
})
