import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { chooseFolder } from '#main/electron/choosing.ts'
import { answers, app, records } from '#test/support/electron-stand-in/electron.ts'

vi.mock('electron', () => import('#test/support/electron-stand-in/electron.ts'))

const window = {} as BrowserWindow
const here = mkdtempSync(join(tmpdir(), 'copydesk-choose-'))
const asked = () =>
  records.findLast(({ what }) => what === 'dialog.open')?.args[1] as {
    title: string
    defaultPath: string
    properties: string[]
  }

beforeEach(() => void (answers.open.length = 0))
afterAll(() => rmSync(here, { recursive: true, force: true }))

test('the folder that the person takes is given by its whole path, and a cancel is no folder', async () => {
  answers.open.push({ canceled: false, filePaths: [here] })
  expect(await chooseFolder(window, 'Choose the folder', '')).toEqual({ ok: true, value: here })
  expect(asked()).toMatchObject({ title: 'Choose the folder', properties: ['openDirectory', 'createDirectory'] })
  expect(await chooseFolder(window, 'Choose the folder', '')).toEqual({ ok: true, value: null })
})

test.each([
  ['where one was named before', here, here],
  ['at the documents for one that is gone', join(here, 'gone'), app.getPath('documents')],
  ['at the documents for half a path', 'wires/agency', app.getPath('documents')]
])('it begins %s', async (_name, from, begins) => {
  await chooseFolder(window, 'Choose the folder', from)
  expect(asked().defaultPath).toBe(begins)
})
