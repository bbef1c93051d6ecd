import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkText } from '#main/safety/check-text.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, storeFile } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'
import { makeEarlyDesk, missingRows, rowsOf } from '#test/support/early-desk.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'

const migrator = fileURLToPath(new URL('./migrator.ts', import.meta.url))
const articles = 200

/**
 * The app is killed while it brings a desk of any earlier version up to date: the file is then of one version, whole, with
 * every row that it had; and opening it again ends where it would have ended.
 */
export const migrationsKilled: Fault = {
  name: 'migrations-killed',
  times: { quick: 4, full: 500 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const place = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
    const shapes = shapesOfVersions(place)
    const desks = new Map<number, { folder: string; rows: ReturnType<typeof rowsOf>; takes: number }>()
    const ended = { old: 0, between: 0, new: 0, done: 0 }
    try {
      for (let time = 0; time < times; time++) {
        const from = 1 + Math.floor(random() * (migrations.length - 1))
        let desk = desks.get(from)
        if (!desk) {
          const folder = join(place, `v${from}`)
          makeEarlyDesk(folder, from, articles)
          const rows = read(folder, rowsOf)
          desk = { folder, rows, takes: (await migrate(copy(folder, place), Infinity, control)).took }
          desks.set(from, desk)
        }
        const folder = copy(desk.folder, place)
        const { done } = await migrate(folder, random() * desk.takes * 1.1, control)
        const found = examine(folder, from, desk.rows, shapes)
        ended[
          done ? 'done' : found.version === from ? 'old' : found.version === migrations.length ? 'new' : 'between'
        ]++
        const what = [...found.wrong, ...(control ? [] : reopen(folder, desk.rows))]
        if (what.length > 0) outcome.corrupt++
        outcome.notes.push(...what.map((wrong) => `kill ${time} of seed ${seed}, from version ${from}: ${wrong}`))
      }
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
    outcome.notes.splice(10)
    outcome.notes.unshift(
      `killed: ${ended.old} were still of the old version, ${ended.between} of one between, ${ended.new} of the new one; ${ended.done} were done before`
    )
    return outcome
  }
}

/** What the tables, indexes and triggers of each version are. */
function shapesOfVersions(place: string): string[] {
  return migrations.map((_, index) => {
    const folder = join(place, `shape${index + 1}`)
    expectOk(openStore(folder, migrations.slice(0, index + 1))).close()
    return read(folder, shapeOf)
  })
}

function shapeOf(database: Database.Database): string {
  return JSON.stringify(database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all())
}

function examine(
  folder: string,
  from: number,
  rows: ReturnType<typeof rowsOf>,
  shapes: string[]
): { version: number; wrong: string[] } {
  return read(folder, (database) => {
    const version = Number(database.pragma('user_version', { simple: true }))
    const wrong = missingRows(rows, rowsOf(database))
    if (version < from || version > migrations.length) wrong.push(`the file says that it is of version ${version}`)
    else if (shapeOf(database) !== shapes[version - 1]) wrong.push(`the tables are not those of version ${version}`)
    const integrity = database.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') wrong.push(`integrity_check: ${String(integrity)}`)
    return { version, wrong }
  })
}

function reopen(folder: string, rows: ReturnType<typeof rowsOf>): string[] {
  const opened = openStore(folder)
  if (!opened.ok) return [`the desk does not open: ${opened.error.message}`]
  const store = opened.value
  try {
    const ids = store.database.prepare('SELECT id FROM article').pluck().all() as string[]
    const damaged = ids.filter((id) => checkText(store, id).length > 0)
    return [
      ...missingRows(rows, rowsOf(store.database)),
      ...(damaged.length > 0 ? [`${damaged.length} articles are not what their hashes say`] : [])
    ]
  } finally {
    store.close()
  }
}

/** Kills the migrator so many milliseconds after it began. */
async function migrate(folder: string, after: number, control: boolean): Promise<{ done: boolean; took: number }> {
  const child = spawn(process.execPath, [migrator, folder, ...(control ? ['control'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = once(child, 'close')
  let said = ''
  let complained = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (complained += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text))
  await Promise.race([once(child.stdout, 'data'), ended])
  const begun = performance.now()
  const timer = after === Infinity ? undefined : setTimeout(() => child.kill('SIGKILL'), after)
  const [, signal] = (await ended) as [number | null, string | null]
  clearTimeout(timer)
  const done = said.includes('done')
  if (!done && signal !== 'SIGKILL') throw new Error(`The migrator ended by itself: ${complained}`)
  return { done, took: performance.now() - begun }
}

function copy(folder: string, place: string): string {
  const to = join(place, 'copy')
  rmSync(to, { recursive: true, force: true })
  cpSync(folder, to, { recursive: true })
  return to
}

function read<T>(folder: string, how: (database: Database.Database) => T): T {
  const database = new Database(join(folder, storeFile))
  try {
    return how(database)
  } finally {
    database.close()
  }
}
