import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWholeFile } from '#main/whole-file.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'copydesk-whole-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the new content takes the place of the old, readable by its owner alone', async () => {
  const file = join(root, 'a.json')
  writeFileSync(file, 'old')
  await writeWholeFile(file, 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(root)).toEqual(['a.json'])
})

test('a write that fails leaves what was there and nothing beside it', async () => {
  mkdirSync(join(root, 'taken'))
  await expect(writeWholeFile(join(root, 'taken'), 'new')).rejects.toThrow()
  expect(readdirSync(root)).toEqual(['taken'])
})

test('many writers at once leave one whole file', async () => {
  const file = join(root, 'a.txt')
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000))
  await Promise.all(texts.map((text) => writeWholeFile(file, text)))
  expect(texts).toContain(readFileSync(file, 'utf8'))
  expect(readdirSync(root)).toEqual(['a.txt'])
})
