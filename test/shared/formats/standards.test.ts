// @vitest-environment jsdom
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures } from '#test/fixtures/articles.ts'
import { textOfFile } from '#test/support/exported.ts'

const check = resolve('../shared/standards/check.mjs')
const lost = existsSync(check) ? '' : ' (skipped: no ../shared)'

/** Holds texts against the official schema of `standard`, in one run; gives the lines of those that are not valid. */
function invalid(standard: string, texts: { name: string; text: string }[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-standards-'))
  try {
    const files = texts.map(({ name, text }) => {
      const file = join(folder, `${name.replace(/\W+/g, '-')}.json`)
      writeFileSync(file, text)
      return file
    })
    const run = spawnSync(process.execPath, [check, standard, ...files], { encoding: 'utf8' })
    if (run.status === null || run.status === 2) throw new Error(run.stderr)
    expect(run.stdout.match(/^(valid|INVALID)/gm)).toHaveLength(files.length)
    return run.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('valid'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.skipIf(lost)(`every ninjs item is valid against the official 3.1 schema${lost}`, () => {
  const texts = articleFixtures.map(({ name, article, context }) => ({ name, text: textOfFile(findFormat('ninjs-3.1')?.write(article, context)[0]) }))
  expect(invalid('ninjs-3.1', texts)).toEqual([])
})

test.skipIf(lost)(`every page’s JSON-LD uses schema.org’s own words where they belong${lost}`, () => {
  const texts = articleFixtures.map(({ name, article, context }) => {
    const page = new DOMParser().parseFromString(textOfFile(findFormat('html')?.write(article, context)[0]), 'text/html')
    return { name, text: page.querySelector('script')?.textContent ?? '' }
  })
  expect(invalid('jsonld', texts)).toEqual([])
})

test.skipIf(lost)(`the check would notice${lost}`, () => {
  expect(invalid('ninjs-3.1', [{ name: 'relative', text: '{"uri":"urn:x:y","renditions":[{"name":"a","href":"media/a.jpg"}]}' }])).not.toEqual([])
  expect(invalid('jsonld', [{ name: 'misspelt', text: '{"@type":"NewsArticle","datelime":"X"}' }])).not.toEqual([])
})
