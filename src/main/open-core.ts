import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyEvent } from '#shared/contract/events.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Core } from './core.ts'
import { createDispatch } from './dispatch.ts'
import type { Desk } from './handlers/context.ts'
import { bringFor, wireRefusal } from './handlers/wires.ts'
import { openImporter } from './import/importer.ts'
import { openImportJobs } from './import/jobs.ts'
import { openLog, thrownAt, type Log } from './log.ts'
import { openMediaLibrary } from './media/library.ts'
import { openSafety } from './safety/safety.ts'
import { openSearcher } from './search/searcher.ts'
import { storedSince } from './store/journal.ts'
import { openStore } from './store/open.ts'
import { indexDirty } from './store/search.ts'
import { openWires } from './wires/wires.ts'

export interface CoreOptions {
  /** The desk folder; made when it is not there. */
  folder: string
  version: string
  /** The clock; tests give their own. */
  now?: () => Date
  /** Milliseconds between two looks at a folder of agency items; absent is the usual time. */
  wireEvery?: number
  /** Exchanges the desk's file for another; whoever can close and open this core gives it. */
  replaceStore?: (file: string) => Promise<Result<null>>
}

/** Articles, and milliseconds, that one step of the index may take; then everything else has its turn. */
const indexBatch = 50
const indexBudget = 4
/** Milliseconds from a change to the first step, and between steps while more waits. */
const indexPause = 250
const indexBreath = 12

/** Opens a desk folder: the store, the pictures, the background index. One core a folder. */
export async function openCore({
  folder,
  version,
  now = () => new Date(),
  wireEvery = 2000,
  replaceStore = async () => fail('unsupported', 'This desk’s file cannot be exchanged while it is open.')
}: CoreOptions): Promise<Result<Core>> {
  const opened = openStore(folder, undefined, (error) =>
    logOnce(folder, { operation: 'open', thrown: thrownAt(error) })
  )
  if (!opened.ok) return opened
  const store = opened.value
  const media = openMediaLibrary(folder)
  const log = openLog(folder)
  const listeners = new Set<(event: AnyEvent) => void>()
  const index = startIndexing(
    () => indexDirty(store, indexBatch, indexBudget),
    (error) => log.line({ operation: 'index', thrown: thrownAt(error) })
  )
  const search = openSearcher(folder, (thrown) => log.line({ operation: 'search', thrown }))
  const safety = openSafety({
    folder,
    now,
    storedSince: (at) => storedSince(store, at),
    changed: () => listeners.forEach((listener) => listener({ name: 'backups.changed', detail: {} }))
  })
  const importer = openImporter({ onError: (thrown) => log.line({ operation: 'import', thrown }) })
  const tell: Desk['tell'] = (event) => listeners.forEach((listener) => listener(event))
  const wires = openWires({
    store,
    importer,
    now,
    tell,
    refusal: (accountId) => wireRefusal(desk, accountId),
    bring: bringFor(() => desk),
    every: wireEvery
  })
  const desk: Desk = {
    store,
    media,
    search,
    safety,
    replaceStore,
    importer,
    imports: openImportJobs(importer, tell),
    wires,
    version,
    resources: join(import.meta.dirname, '../../resources'),
    now,
    tell,
    indexSoon: index.soon
  }
  index.soon()
  void wires.refresh()
  return ok({
    dispatch: createDispatch(desk, log),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    preview: (hash, size) => media.preview(hash, size),
    async close() {
      index.stop()
      // The file that is being read is given up first: it comes in when the desk is opened again.
      await Promise.all([wires.close(), importer.close()])
      await Promise.all([media.close(), search.close(), safety.close()])
      log.line({ operation: 'close' })
      log.close()
      store.close()
    }
  })
}

/** For what goes wrong before the desk is open; a folder that cannot be written tells nothing, and need not. */
function logOnce(folder: string, entry: Parameters<Log['line']>[0]): void {
  if (!existsSync(folder)) return
  const log = openLog(folder)
  log.line(entry)
  log.close()
}

/** Brings the search index up to date in small steps between other work, so that no save ever waits for it. */
function startIndexing(step: () => number, onError: (error: unknown) => void) {
  let timer: NodeJS.Timeout | null = null
  const run = () => {
    timer = null
    try {
      if (step() > 0) timer = setTimeout(run, indexBreath)
    } catch (error) {
      onError(error)
    }
  }
  const soon = () => {
    timer ??= setTimeout(run, indexPause)
  }
  return { soon, stop: () => timer && clearTimeout(timer) }
}
