import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchElectron, findElectron } from '#main/start/electron-binary.ts'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copydesk-electron-'))
  folder = join(root, 'node_modules/electron')
  mkdirSync(join(folder, 'dist'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('a name without the program is not Electron', () => {
  writeFileSync(join(folder, 'path.txt'), 'electron')
  expect(findElectron(root, {})).toBeNull()
  writeFileSync(join(folder, 'dist/electron'), '')
  expect(findElectron(root, {})).toBe(join(folder, 'dist/electron'))
})

test('a place that was named goes first', () => {
  writeFileSync(join(folder, 'path.txt'), 'electron')
  writeFileSync(join(root, 'electron'), '')
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: root })).toBe(join(root, 'electron'))
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'nowhere') })).toBeNull()
})

test('the download is tried once a day', async () => {
  const tries = join(root, 'tries')
  writeFileSync(
    join(folder, 'install.js'),
    `require('fs').appendFileSync(${JSON.stringify(tries)}, 'x'); process.exit(1)`
  )
  await fetchElectron(root, process.env)
  expect(existsSync(tries)).toBe(true)
  rmSync(tries)
  await fetchElectron(root, process.env)
  expect(existsSync(tries)).toBe(false)
  const yesterday = Date.now() / 1000 - 25 * 3600
  utimesSync(join(root, 'node_modules/.cache/copydesk/electron-tried'), yesterday, yesterday)
  await fetchElectron(root, process.env)
  expect(existsSync(tries)).toBe(true)
})
