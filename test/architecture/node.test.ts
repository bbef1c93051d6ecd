import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  devDependencies: Record<string, string>
}
const wanted = /\d+/.exec(devDependencies.node ?? '')?.[0]

test('tests run on the Node that ships in Electron, and so does what they start', () => {
  expect(process.versions.node.split('.')[0]).toBe(wanted)
  expect(
    execFileSync(process.execPath, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }).trim()
  ).toBe(wanted)
})

test('a fresh machine needs no compiler: nothing in the lockfile is built at install', () => {
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
    packages: Record<string, { gypfile?: boolean }>
  }
  // Put back by scripts/mend-lockfile.mjs, because npm forgets it.
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})
