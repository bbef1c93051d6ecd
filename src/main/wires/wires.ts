import type { AnyEvent } from '#shared/contract/events.ts'
import type { WireRun } from '#shared/contract/wires.ts'
import type { Imported } from '#shared/formats/reader.ts'
import { fail, ok, type Failure, type Result } from '#shared/result.ts'
import type { Importer } from '../import/importer.ts'
import { storeFailure } from '../store/failure.ts'
import { newId } from '../store/ids.ts'
import { write, type Store } from '../store/open.ts'
import { hasWireFile, insertArrival, putWireFile, wireMarks } from '../store/wire-files.ts'
import { listWatches, type WireWatch } from '../store/wire-watches.ts'
import { isItemName, listFolder, readFolderFile, readNamed } from './folder-files.ts'
import { watchFolder, type Arrival, type FolderWatch } from './folder-watch.ts'

/** Where an item comes from. */
export interface WireOrigin {
  folder: string
  /** Of the file, below the folder. */
  name: string
  sha256: string
  /** The format's label. */
  format: string
  /** Which article of the file it is, from 0. */
  index: number
}

/** Puts one item of a file on the desk, as this account's doing, and notes that it came: all in one write. */
export type BringItem = (accountId: string, imported: Imported, origin: WireOrigin) => Promise<Result<null>>

export interface WiresOptions {
  store: Store
  importer: Importer
  now(): Date
  tell(event: AnyEvent): void
  /** Why nothing may come in for this account any more, or null. */
  refusal(accountId: string): string | null
  bring: BringItem
  /** Milliseconds between two looks at a folder. */
  every?: number
}

/** What the watch of a folder is at. */
export interface WatchState {
  trouble: string | null
  waiting: number
}

/** Every folder that items come in from, watched or once. */
export interface Wires {
  stateOf(watchId: string): WatchState
  runs(): WireRun[]
  /** Begins and ends watching as the store has it. */
  refresh(): Promise<void>
  bringIn(accountId: string, folder: string): Promise<Result<{ id: string }>>
  cancel(runId: string): void
  /** Looks at a file again that was given up. */
  again(folder: string): Promise<void>
  close(): Promise<void>
}

/** Milliseconds in which what has changed is gathered before the windows hear of it. */
const gather = 250
/** How often a file is tried that brings the reader down for a reason of its own. */
const mostTries = 3
const runsKept = 20

export function openWires({ store, importer, now, tell, refusal, bring, every = 2000 }: WiresOptions): Wires {
  const watching = new Map<string, { watch: FolderWatch; state: WatchState; held: string | null }>()
  const runs = new Map<string, { run: WireRun; cancel: AbortController; over: Promise<void> }>()
  const tries = new Map<string, number>()
  let closed = false
  let telling: NodeJS.Timeout | null = null

  function changed(): void {
    if (closed) return
    telling ??= setTimeout(() => {
      telling = null
      tell({ name: 'wires.changed', detail: {} })
    }, gather).unref()
  }

  function start({ id, folder, accountId }: WireWatch): void {
    const own = { state: { trouble: null, waiting: 0 } as WatchState, held: null as string | null }
    const watch = watchFolder({
      folder,
      every,
      read: wireMarks(store, folder),
      isKnown: (sha256) => hasWireFile(store, sha256),
      async take(arrival) {
        const taken = await takeFile(accountId, folder, arrival)
        own.held = taken.ok ? null : taken.error.message
        return taken.ok
      },
      onState(trouble, waiting) {
        const next = { trouble: trouble ?? own.held, waiting }
        if (next.trouble === own.state.trouble && waiting === own.state.waiting) return
        own.state = next
        const entry = watching.get(id)
        if (entry) entry.state = next
        changed()
      }
    })
    watching.set(id, { watch, ...own })
  }

  /** Everything that a file holds; a failure is one that may pass, and the file is tried again. */
  async function takeFile(
    accountId: string,
    folder: string,
    { file, sha256, mark, beside }: Arrival,
    signal?: AbortSignal
  ): Promise<Result<null>> {
    try {
      const refused = refusal(accountId)
      if (refused !== null) return fail('not-allowed', refused)
      const read = await importer.read(file, beside, signal)
      if (closed || signal?.aborted) return fail('refused', 'Cancelled before it was read.')
      if (!read.ok) return mayPass(read.error, sha256) ? read : giveUp(read.error)
      const failures: string[] = []
      for (const [index, imported] of read.value.articles.entries()) {
        if (closed) return fail('refused', 'The desk is being closed.')
        const origin = { folder, name: file.name, sha256, format: read.value.format, index }
        const brought = await bring(accountId, imported, origin)
        if (!brought.ok && mayPass(brought.error, sha256)) return brought
        if (!brought.ok) failures.push(brought.error.message)
        changed()
      }
      if (failures.length > 0) return giveUp({ code: 'refused', message: [...new Set(failures)].join(' ') })
      write(store, () => putWireFile(store, { sha256, folder, name: file.name, mark, at: at(), message: '' }))
      tries.delete(sha256)
      return ok(null)
    } catch (error) {
      return { ok: false, error: storeFailure(error) }
    }

    function giveUp({ message }: Failure): Result<null> {
      write(store, () => {
        putWireFile(store, { sha256, folder, name: file.name, mark, at: at(), message })
        const none = { articleId: null, headline: '', source: '', version: '' }
        insertArrival(store, { at: at(), folder, name: file.name, sha256, outcome: 'failed', ...none, message })
      })
      tries.delete(sha256)
      changed()
      return ok(null)
    }
  }

  /** Whether it is the computer's doing, not the file's; one that is taken for it too often is the file's after all. */
  function mayPass({ code }: Failure, sha256: string): boolean {
    if (code === 'disk-full' || code === 'read-only') return true
    if (code !== 'internal') return false
    const tried = (tries.get(sha256) ?? 0) + 1
    tries.set(sha256, tried)
    return tried < mostTries
  }

  function at(): string {
    return now().toISOString()
  }

  async function runOnce(
    run: WireRun,
    accountId: string,
    names: { name: string; mark: string }[],
    signal: AbortSignal
  ) {
    const items = names.filter(({ name }) => isItemName(name))
    for (const { name, mark } of items) {
      if (signal.aborted || closed) break
      const found = await readFolderFile(run.folder, name)
      if (!found) run.failed++
      else if (!hasWireFile(store, found.sha256)) {
        const beside = await readNamed(run.folder, found.file.bytes, names)
        const arrival = { ...found, mark, beside }
        let taken = await takeFile(accountId, run.folder, arrival, signal)
        for (let time = 1; time < mostTries && !taken.ok && taken.error.code === 'internal' && !signal.aborted; time++)
          taken = await takeFile(accountId, run.folder, arrival, signal)
        if (signal.aborted || closed) break
        if (!taken.ok) {
          run.message = taken.error.message
          break
        }
      }
      run.done++
      changed()
    }
    if (signal.aborted) run.message = 'Cancelled. What had come is on the desk.'
    run.running = false
    changed()
  }

  const wires: Wires = {
    stateOf: (id) => watching.get(id)?.state ?? { trouble: null, waiting: 0 },
    runs: () => [...runs.values()].map(({ run }) => ({ ...run })).reverse(),
    async refresh() {
      const wanted = new Map(listWatches(store).flatMap((watch) => (watch.paused ? [] : [[watch.id, watch] as const])))
      const ended = [...watching].filter(([id]) => !wanted.has(id))
      for (const [id] of ended) watching.delete(id)
      if (!closed) for (const [id, watch] of wanted) if (!watching.has(id)) start(watch)
      changed()
      await Promise.all(ended.map(([, { watch }]) => watch.stop()))
    },
    async bringIn(accountId, folder) {
      const listed = await listFolder(folder)
      if (!listed.ok) return listed
      const total = listed.value.filter(({ name }) => isItemName(name)).length
      if (total === 0)
        return fail(
          'refused',
          'There are no agency items in this folder: files that end in .xml, .nitf, .newsml, .json, .ninjs or .rss.'
        )
      const run: WireRun = { id: newId(), folder, done: 0, total, failed: 0, running: true, message: '' }
      const cancel = new AbortController()
      for (const [id, { run: old }] of runs) if (runs.size >= runsKept && !old.running) runs.delete(id)
      const over = runOnce(run, accountId, listed.value, cancel.signal).catch((error: unknown) => {
        run.running = false
        run.message = storeFailure(error).message
        changed()
      })
      runs.set(run.id, { run, cancel, over })
      return ok({ id: run.id })
    },
    cancel: (id) => runs.get(id)?.cancel.abort(),
    async again(folder) {
      const watch = listWatches(store).find((one) => one.folder === folder)
      const own = watch && watching.get(watch.id)
      if (!watch || !own) return
      // Begun anew, it asks the store what has been read.
      watching.delete(watch.id)
      await own.watch.stop()
      if (!watching.has(watch.id)) await wires.refresh()
    },
    async close() {
      closed = true
      if (telling) clearTimeout(telling)
      for (const { cancel } of runs.values()) cancel.abort()
      await Promise.all([
        ...[...watching.values()].map(({ watch }) => watch.stop()),
        ...[...runs.values()].map(({ over }) => over)
      ])
    }
  }
  return wires
}
