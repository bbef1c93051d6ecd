import { Worker } from 'node:worker_threads'
import type { Backup, BackupKind } from '#shared/contract/backups.ts'
import { fail, type Result } from '#shared/result.ts'
import type { DamagedText } from './check-text.ts'
import type { Salvage } from './salvage.ts'

/** How far the desk has been read through. */
export interface Progress {
  /** Number of the last article. */
  articles: number
  /** Hash of the last picture. */
  pictures: string
  /** Number of the last entry of the record. */
  record: number
}

export interface Checked {
  /** Where to go on; null at the end. */
  after: Progress | null
  damaged: DamagedText[]
  pictures: { fileName: string; hash: string }[]
}

export type Job =
  | { job: 'backup'; kind: BackupKind; at: string }
  | { job: 'mirror'; second: string }
  | { job: 'check'; after: Progress; budget: number }
  | { job: 'prove'; in: string; backup: string }
  | { job: 'salvage'; from: string; into: string }
export type JobRequest = Job & { id: number }

/** What each job gives back. */
export interface Done {
  backup: Backup
  mirror: null
  check: Checked
  prove: null
  salvage: Salvage
}

export interface Answer {
  id: number
  result: Result<never>
}

/** Does long work on the desk's files one job after another, where no save and no window waits for it. */
export interface SafetyThread {
  run<Name extends Job['job']>(job: Extract<Job, { job: Name }>): Promise<Result<Done[Name]>>
  close(): Promise<void>
}

// Not written as a literal for `new URL`: bundlers would take the source file for an asset.
const besideThis = import.meta.url.endsWith('.ts') ? './worker.ts' : './safety-worker.js'

export function openSafetyThread(
  folder: string,
  workerFile: URL | string = new URL(besideThis, import.meta.url)
): SafetyThread {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  let nextId = 1

  function start(): Worker {
    const started = new Worker(workerFile, {
      name: 'safety',
      workerData: folder,
      // Megabytes. One text after another is read and forgotten: a larger nursery would only never be given back.
      resourceLimits: { maxYoungGenerationSizeMb: 2 }
    })
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    started.unref()
    return started
  }

  function ask(job: Job): Promise<Result<never>> {
    if (closed) return Promise.resolve(fail('internal', 'The desk is being closed.'))
    const current = (worker ??= start())
    const id = nextId++
    return new Promise((resolve) => {
      const finish = (result: Result<never>) => {
        current.off('message', onMessage).off('exit', onExit).unref()
        resolve(result)
      }
      const onMessage = (answer: Answer) => answer.id === id && finish(answer.result)
      const onExit = () => finish(fail('internal', 'This work on the desk’s files stopped before it was done.'))
      current.on('message', onMessage).on('exit', onExit).ref()
      current.postMessage({ ...job, id } satisfies JobRequest)
    })
  }

  return {
    run(job) {
      const done = last.then(() => ask(job))
      last = done
      return done as Promise<Result<never>>
    },
    async close() {
      closed = true
      const open = worker
      if (!open) return
      const gone = new Promise((resolve) => open.once('exit', resolve))
      open.ref()
      open.postMessage('close')
      const late = setTimeout(() => void open.terminate(), 1000)
      await gone
      clearTimeout(late)
    }
  }
}
