import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDesk, type DeskCore } from '#main/open-desk.ts'
import { makeBackup } from '#main/safety/make-backup.ts'
import { openStore, storeFile } from '#main/store/open.ts'
import type { Caller } from '#main/core.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import { expectOk, fail, type Result } from '#shared/result.ts'
import { storeArticles } from '#test/support/stored-articles.ts'
import { newFolder } from './store/support.ts'

const window: Caller = {
  door: 'browser',
  accountId: null,
  flushed: () => {},
  openLink: async () => fail('unsupported', 'No browser here.')
}

interface Opened {
  core: DeskCore
  events: AnyEvent[]
  ask<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>
}

async function open(folder: string): Promise<Opened> {
  const core = await openDesk({ folder, version: '0.0.0-test' })
  onTestFinished(() => core.close())
  const events: AnyEvent[] = []
  core.onEvent((event) => events.push(event))
  return { core, events, ask: (name, input) => core.dispatch(window, name, input) as never }
}

/** A desk of ten articles, closed, with one copy of when there were eight. */
async function deskWithCopy(): Promise<{ folder: string; file: string; copy: string }> {
  const folder = newFolder()
  const store = expectOk(openStore(folder))
  storeArticles(store, 8)
  const { id } = expectOk(await makeBackup(folder, 'regular', new Date('2026-01-05T09:45:00Z')))
  storeArticles(store, 2)
  store.close()
  return { folder, file: join(folder, storeFile), copy: id }
}

async function articlesOf({ ask }: Opened): Promise<number> {
  return expectOk(await ask('desk.status', {})).articles
}

test('a desk that opens needs no rescue', async () => {
  const { folder } = await deskWithCopy()
  const desk = await open(folder)
  expect(expectOk(await desk.ask('rescue.status', {}))).toBeNull()
  expect(await desk.ask('rescue.recover', {})).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await articlesOf(desk)).toBe(10)
})

test('a desk that does not open says why, and shows the copies and what each holds', async () => {
  const { folder, file, copy } = await deskWithCopy()
  writeFileSync(file, 'no database at all '.repeat(1000))
  rmSync(`${file}-wal`, { force: true })
  const desk = await open(folder)
  expect(desk.core.failure).toMatchObject({ code: 'damaged' })
  expect(await desk.ask('desk.status', {})).toMatchObject({ ok: false, error: { code: 'damaged' } })
  const status = expectOk(await desk.ask('rescue.status', {}))
  expect(status).toMatchObject({ folder, readable: true, backups: [{ id: copy, articles: 8 }] })
  const preview = expectOk(await desk.ask('rescue.preview', { id: copy }))
  expect(preview.map(({ name }) => name)).toContain('article-8')
})

test('a copy is put in place, the damaged file is kept, and the desk opens', async () => {
  const { folder, file, copy } = await deskWithCopy()
  writeFileSync(file, 'no database at all '.repeat(1000))
  const desk = await open(folder)
  expectOk(await desk.ask('rescue.restore', { id: copy }))
  expect(await articlesOf(desk)).toBe(8)
  expect(desk.events.map(({ name }) => name)).toContain('door.reopened')
  const [kept] = readdirSync(folder).filter((name) => name.startsWith('replaced-'))
  expect(readFileSync(join(folder, kept ?? '', storeFile), 'utf8')).toContain('no database at all')
})

test('what can still be read becomes a new desk; the damaged file is kept', async () => {
  const { folder, file } = await deskWithCopy()
  const bytes = readFileSync(file)
  bytes.fill(0, 0, 4096)
  writeFileSync(file, bytes)
  const desk = await open(folder)
  expect(desk.core.failure).toMatchObject({ code: 'damaged' })
  expect(expectOk(await desk.ask('rescue.read', {}))).toMatchObject({ articles: 10, lost: [] })
  expectOk(await desk.ask('rescue.recover', {}))
  expect(await articlesOf(desk)).toBe(10)
  expect(readdirSync(folder).filter((name) => name.startsWith('recovering-'))).toEqual([])
})

test('every article that can be read is written out as files', async () => {
  const { folder, file } = await deskWithCopy()
  const bytes = readFileSync(file)
  bytes.fill(0, 0, 4096)
  writeFileSync(file, bytes)
  const desk = await open(folder)
  const written = expectOk(await desk.ask('rescue.export', {}))
  expect(written.articles).toBe(10)
  const files = readdirSync(written.folder)
  expect(files.filter((name) => name.endsWith('.md'))).toHaveLength(10)
  expect(readFileSync(join(written.folder, '00003 article-3.md'), 'utf8')).toContain('The word 3-0 stands here')
})

test('a desk of a newer Copydesk is left as it is, whatever is asked', async () => {
  const { folder, file, copy } = await deskWithCopy()
  const store = expectOk(openStore(folder))
  store.database.pragma('user_version = 9999')
  store.close()
  const before = readFileSync(file)
  const desk = await open(folder)
  expect(desk.core.failure).toMatchObject({ code: 'newer-version' })
  expect(await desk.ask('rescue.restore', { id: copy })).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(await desk.ask('rescue.recover', {})).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('trying again opens the desk once what was wrong is mended', async () => {
  const folder = newFolder()
  const inTheWay = join(folder, storeFile)
  mkdirSync(inTheWay)
  const desk = await open(folder)
  expect(desk.core.failure).not.toBeNull()
  expect((await desk.ask('rescue.tryAgain', {})).ok).toBe(false)
  rmSync(inTheWay, { recursive: true })
  expectOk(await desk.ask('rescue.tryAgain', {}))
  expect(desk.core.failure).toBeNull()
  expect(expectOk(await desk.ask('desk.status', {})).firstRun).toBe(true)
})

test('a copy that was changed since it was made is not put in place', async () => {
  const { folder, file, copy } = await deskWithCopy()
  writeFileSync(file, 'no database at all '.repeat(1000))
  const copyFile = join(folder, 'backups', `${copy}.sqlite`)
  const bytes = readFileSync(copyFile)
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1
  writeFileSync(copyFile, bytes)
  const desk = await open(folder)
  expect(await desk.ask('rescue.restore', { id: copy })).toMatchObject({ ok: false, error: { code: 'damaged' } })
  truncateSync(copyFile, 100)
  expect(expectOk(await desk.ask('rescue.status', {}))?.backups).toEqual([])
})

test('a window that knows no rescue gets nothing else while the desk is closed', async () => {
  const { folder, file } = await deskWithCopy()
  writeFileSync(file, 'no database at all '.repeat(1000))
  const desk = await open(folder)
  for (const [name, input] of [
    ['articles.counts', {}],
    ['rescue.restore', { id: '../../etc/passwd' }],
    ['rescue.restore', {}],
    ['nothing.known', {}]
  ] as const)
    expect((await desk.ask(name as OperationName, input as never)).ok).toBe(false)
})
