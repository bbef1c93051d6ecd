import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveFiles } from '#main/electron/saving.ts'
import { answers, records } from '#test/support/electron-stand-in/electron.ts'

vi.mock('electron', () => import('#test/support/electron-stand-in/electron.ts'))

const window = {} as BrowserWindow
const zip = { path: 'story.zip', bytes: new Uint8Array([80, 75, 5, 6]) }
const several = [
  { path: 'html/story.html', bytes: new Uint8Array([60]) },
  { path: 'html/pictures/a.jpg', bytes: new Uint8Array([255, 216]) }
]
let root: string

beforeEach(() => {
  for (const queue of Object.values(answers)) queue.length = 0
  root = mkdtempSync(join(tmpdir(), 'copydesk-save-'))
})

afterEach(() => {
  chmodSync(root, 0o700)
  rmSync(root, { recursive: true, force: true })
})

test('a zip is written whole where the person says, and nothing beside it', async () => {
  const filePath = join(root, 'out.zip')
  answers.save.push({ canceled: false, filePath })
  expect(await saveFiles(window, 'story.zip', 'zip', [zip])).toEqual({ ok: true, value: filePath })
  expect(readFileSync(filePath)).toEqual(Buffer.from(zip.bytes))
  expect(readdirSync(root)).toEqual(['out.zip'])
  expect(records.at(-1)?.args[1]).toMatchObject({ properties: expect.arrayContaining(['showOverwriteConfirmation']) })
})

test('who cancels gets nothing written', async () => {
  expect(await saveFiles(window, 'story.zip', 'zip', [zip])).toEqual({ ok: true, value: null })
  expect(await saveFiles(window, 'story', 'folder', several)).toEqual({ ok: true, value: null })
})

test('a folder is written whole under its own name, and never over one that is there', async () => {
  mkdirSync(join(root, 'story'))
  writeFileSync(join(root, 'story/mine.txt'), 'mine')
  answers.open.push({ canceled: false, filePaths: [root] })
  expect(await saveFiles(window, 'story', 'folder', several)).toEqual({ ok: true, value: join(root, 'story 2') })
  expect(readFileSync(join(root, 'story/mine.txt'), 'utf8')).toBe('mine')
  expect(readFileSync(join(root, 'story 2/html/pictures/a.jpg'))).toEqual(Buffer.from([255, 216]))
  expect(readdirSync(root).sort()).toEqual(['story', 'story 2'])
})

test('a folder that breaks off half way leaves nothing behind', async () => {
  answers.open.push({ canceled: false, filePaths: [root] })
  const twice = [...several, { path: 'html', bytes: new Uint8Array() }]
  expect(await saveFiles(window, 'story', 'folder', twice)).toMatchObject({ ok: false })
  expect(readdirSync(root)).toEqual([])
})

test.each(['zip', 'folder'] as const)('a place that is not there is a failure in words (%s)', async (as) => {
  const gone = join(root, 'gone', 'deeper')
  writeFileSync(join(root, 'gone'), '')
  answers.save.push({ canceled: false, filePath: gone })
  answers.open.push({ canceled: false, filePaths: [gone] })
  const saved = await saveFiles(window, 'story', as, as === 'zip' ? [zip] : several)
  expect(saved).toMatchObject({ ok: false, error: { message: expect.stringContaining('Nothing was written') } })
})

test.each(['../x', '/x', 'a/../../x', 'a\\x', 'c:x', '', 'a//b', './a'])(
  'a file may not leave the folder: %j',
  async (path) => {
    answers.open.push({ canceled: false, filePaths: [root] })
    await expect(saveFiles(window, 'story', 'folder', [{ path, bytes: new Uint8Array() }])).rejects.toThrow(
      'leaves its folder'
    )
    answers.open.length = 0
    expect(existsSync(join(root, 'story'))).toBe(false)
  }
)
