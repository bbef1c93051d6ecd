import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import type { Caller, Core } from '#main/core.ts'
import { openCore } from '#main/open-core.ts'
import { openStore, storeFile, type Store } from '#main/store/open.ts'
import { expectOk, fail } from '#shared/result.ts'
import { drop, newsml, ninjs, nitf } from '#test/support/wire-items.ts'
import { randomOf, type Fault } from './fault.ts'

const reader = fileURLToPath(new URL('./wire-reader.ts', import.meta.url))
const itemsPerFolder = 200
/** Kills after which what is left comes in undisturbed, and all of it is counted. */
const killsPerFolder = 10

/** The app's process is killed in the middle of bringing in agency items: none is lost, and none is there twice. */
export const wiresKilled: Fault = {
  name: 'wires-killed',
  times: { quick: 6, full: 200 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const notes: string[] = []
    const sum = { lost: 0, twice: 0, between: 0 }
    for (let kills = 0; kills < times; kills += killsPerFolder) {
      const found = await runFolder(Math.min(killsPerFolder, times - kills), random, control)
      sum.lost += found.lost
      sum.twice += found.twice
      sum.between += found.between
      if (found.lost + found.twice > 0) notes.push(`kills from ${kills}: ${found.lost} lost, ${found.twice} twice`)
    }
    notes.unshift(`${sum.between} of ${times} kills with some of ${itemsPerFolder} items in and some not`)
    return { times, lost: sum.lost, corrupt: sum.twice, notes: notes.slice(0, 10) }
  }
}

async function runFolder(kills: number, random: () => number, control: boolean) {
  const root = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
  const [desk, wires] = [join(root, 'desk'), join(root, 'wires')]
  mkdirSync(wires)
  for (let index = 0; index < itemsPerFolder; index++) {
    const [write, ending] = (
      [
        [newsml, 'xml'],
        [nitf, 'nitf'],
        [ninjs, 'json']
      ] as const
    )[index % 3] ?? [newsml, 'xml']
    drop(
      wires,
      `${index}.${ending}`,
      write({ guid: `item-${index}`, version: 1, headline: `Item ${index}`, copy: ['Its copy.'] })
    )
  }
  await watch(desk, wires)
  let between = 0
  for (let kill = 0; kill < kills; kill++) {
    await readUntilKilled(desk, random() * 200)
    const came = inStore(desk, (store) => {
      // The promise that is broken on purpose: that it came is forgotten, as if it were not one write with the item.
      if (control) for (const table of ['wire_item', 'wire_file']) store.database.exec(`DELETE FROM ${table}`)
      return count(store, 'SELECT count(*) FROM article')
    })
    if (came > 0 && came < itemsPerFolder) between++
  }
  const core = expectOk(await openCore({ folder: desk, version: '0.0.0-fault', wireEvery: 20 }))
  await settled(core)
  await core.close()
  const found = inStore(desk, (store) => ({
    items: count(store, 'SELECT count(DISTINCT uri) FROM wire_item'),
    articles: count(store, 'SELECT count(*) FROM article'),
    versions: count(store, "SELECT count(*) FROM revision WHERE kind = 'imported'"),
    arrivals: count(store, "SELECT count(*) FROM wire_arrival WHERE outcome = 'new'")
  }))
  rmSync(root, { recursive: true, force: true })
  const most = Math.max(found.articles, found.versions, found.arrivals)
  return { lost: itemsPerFolder - found.items, twice: most - found.items, between }
}

async function watch(folder: string, wires: string): Promise<void> {
  const core = expectOk(await openCore({ folder, version: '0.0.0-fault', wireEvery: 60_000 }))
  const window = windowOf()
  await core.dispatch(window, 'desk.found', { deskName: 'Faults', name: 'Ada Boss', role: 'admin' })
  expectOk(await core.dispatch(window, 'wires.watch', { folder: wires }))
  await core.close()
}

function windowOf(): Caller {
  return {
    door: 'desktop',
    accountId: null,
    flushed: () => undefined,
    openLink: async () => fail('unsupported', 'There is no window here.')
  }
}

/** Until the watch has nothing more to do, or for two minutes. */
async function settled(core: Core): Promise<void> {
  const window = windowOf()
  const status = expectOk(await core.dispatch(window, 'desk.status', {})) as { accounts: { id: string }[] }
  window.accountId = status.accounts[0]?.id ?? null
  for (let quiet = 0, time = 0; quiet < 10 && time < 1200; time++) {
    await new Promise((done) => setTimeout(done, 100))
    const report = expectOk(await core.dispatch(window, 'wires.report', {})) as { watches: { waiting: number }[] }
    quiet = report.watches.every(({ waiting }) => waiting === 0) ? quiet + 1 : 0
  }
}

/** Kills the reader some milliseconds after the next item has come in; after five seconds in any case. */
async function readUntilKilled(folder: string, after: number): Promise<void> {
  const watching = new Database(join(folder, storeFile), { readonly: true })
  const articles = () => Number(watching.prepare('SELECT count(*) FROM article').pluck().get())
  const had = articles()
  const child = spawn(process.execPath, [reader, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const over = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), over])
  for (let time = 0; time < 500 && articles() === had; time++) await new Promise((done) => setTimeout(done, 10))
  watching.close()
  await new Promise((done) => setTimeout(done, after))
  child.kill('SIGKILL')
  await over
}

function inStore<T>(folder: string, run: (store: Store) => T): T {
  const store = expectOk(openStore(folder))
  try {
    return run(store)
  } finally {
    store.close()
  }
}

function count(store: Store, sql: string): number {
  return Number(store.database.prepare(sql).pluck().get())
}
