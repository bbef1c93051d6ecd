import { expect, test } from 'vitest'
import { outdated } from '#main/safety/retention.ts'
import type { Backup, BackupKind } from '#shared/contract/backups.ts'

const hour = 3_600_000
const begin = Date.UTC(2026, 0, 5, 12)

function made(kind: BackupKind, hoursAgo: number): Backup {
  const at = new Date(begin - hoursAgo * hour).toISOString()
  return {
    id: `${kind} ${hoursAgo}`,
    at,
    kind,
    version: 1,
    articles: 0,
    versions: 0,
    pictures: 0,
    damaged: 0,
    size: 0,
    newest: []
  }
}
const hours = (count: number) => Array.from({ length: count }, (_, index) => index)

test('the newest 24 hourly copies stay', () => {
  expect(outdated(hours(24).map((ago) => made('regular', ago)))).toEqual([])
})

test('after weeks of every hour there are 24 of the last day and one of each of fourteen days', () => {
  const all = hours(24 * 30).map((ago) => made('regular', ago))
  const gone = new Set(outdated(all))
  const left = all.filter(({ id }) => !gone.has(id))
  expect(left.slice(0, 24).map(({ id }) => id)).toEqual(hours(24).map((ago) => `regular ${ago}`))
  expect(new Set(left.map(({ at }) => at.slice(0, 10))).size).toBe(14)
  expect(left.length).toBe(24 + 12)
})

test('a copy of a day long past stays while no fourteen days have one', () => {
  expect(outdated([made('regular', 0), made('regular', 24 * 60)])).toEqual([])
})

test('those that were asked for, or made before something, are kept apart', () => {
  const asked = hours(12).map((ago) => made('asked', ago))
  const before = hours(7).map((ago) => made('before-migration', ago))
  expect(outdated([...asked, ...before])).toEqual(['before-migration 5', 'before-migration 6', 'asked 10', 'asked 11'])
})

test('the newest copy in which nothing is damaged stays, however many come after it', () => {
  const damaged = hours(200).map((ago) => ({ ...made('asked', ago), damaged: 1 }))
  expect(outdated([...damaged, made('asked', 400)])).not.toContain('asked 400')
})
