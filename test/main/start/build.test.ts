import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuilt } from '#main/start/build.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copydesk-built-'))
  for (const path of ['src/main/a.ts', 'src/renderer/ui/B.svelte', 'package.json', 'electron.vite.config.ts'])
    write(path, 100)
  for (const path of ['out/main/index.js', 'out/main/web.js', 'out/preload/index.cjs', 'out/renderer/index.html'])
    write(path, 200)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(path: string, seconds: number): void {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  utimesSync(file, seconds, seconds)
}

test('a build that is newer than every source stands', () => {
  expect(isBuilt(root)).toBe(true)
})

test.each(['out/main/web.js', 'out/preload/index.cjs', 'out/renderer/index.html'])(
  'without %s there is no build',
  (path) => {
    rmSync(join(root, path))
    expect(isBuilt(root)).toBe(false)
  }
)

test.each(['src/renderer/ui/B.svelte', 'src/main/new/c.ts', 'package.json', 'electron.vite.config.ts'])(
  'a newer %s makes it old',
  (path) => {
    write(path, 300)
    expect(isBuilt(root)).toBe(false)
  }
)
