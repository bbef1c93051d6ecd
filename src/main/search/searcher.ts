import { Worker } from 'node:worker_threads'
import type { ArticleList } from '#shared/contract/articles.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { thrownAt } from '../log.ts'
import type { SearchQuery } from '../store/search.ts'

export type Found = { count: number; capped: boolean }
export type CountQuery = Omit<SearchQuery, 'limit' | 'after' | 'whole'>

type Job = { job: 'list'; query: SearchQuery } | { job: 'count'; query: CountQuery }
export type JobRequest = Job & { id: number }
export type Answer = { id: number; value: ArticleList | Found } | { id: number; thrown: string }

/** Searches in a thread of its own, one search after another, what somebody types before what is only counted. */
export interface Searcher {
  /**
   * `lane` names a list that is typed into: of its searches that have not begun only the newest is done, the others are
   * refused. SQLite cannot be told to stop, so one that has begun ends by itself.
   */
  list(query: SearchQuery, lane?: string): Promise<Result<ArticleList>>
  count(query: CountQuery): Promise<Result<Found>>
  /** Starts the thread before somebody waits for it. */
  warm(): void
  close(): Promise<void>
}

interface Waiting {
  job: Job
  lane: string | undefined
  answer: (result: Result<never>) => void
}

// Not written as a literal for `new URL`: bundlers would take the source file for an asset.
const besideThis = import.meta.url.endsWith('.ts') ? './worker.ts' : './search-worker.js'
/** Milliseconds after which a search is given up and its thread ended. */
const patience = 20_000

export function openSearcher(
  folder: string,
  onError: (thrown: string) => void,
  workerFile: URL | string = new URL(besideThis, import.meta.url)
): Searcher {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let running = false
  let closed = false
  let nextId = 1

  function start(): Worker {
    const started = new Worker(workerFile, {
      name: 'search',
      workerData: folder,
      // Megabytes. Numbers of hits and a page of rows: a larger nursery would only never be given back.
      resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 2 }
    })
    started.on('error', (error) => onError(thrownAt(error)))
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    started.unref()
    return started
  }

  function run({ job, answer }: Waiting): Promise<void> {
    const current = (worker ??= start())
    const id = nextId++
    return new Promise((resolve) => {
      const finish = (result: Result<unknown>) => {
        clearTimeout(timer)
        current.off('message', onMessage).off('exit', onExit).unref()
        answer(result as Result<never>)
        resolve()
      }
      const onMessage = (reply: Answer) => {
        if (reply.id !== id) return
        if (!('thrown' in reply)) return finish(ok(reply.value))
        onError(reply.thrown)
        finish(fail('internal', 'The search could not be done. Try other words; the lists are as they were.'))
      }
      const onExit = () =>
        finish(closed ? closing() : fail('internal', 'The search stopped before it was done. Try again.'))
      const timer = setTimeout(() => {
        void current.terminate()
        finish(fail('too-large', 'This search takes too long. Try fewer or rarer words.'))
      }, patience)
      current.on('message', onMessage).on('exit', onExit).ref()
      current.postMessage({ ...job, id } satisfies JobRequest)
    })
  }

  async function work(): Promise<void> {
    if (running) return
    running = true
    for (let next = take(); next; next = take()) await run(next)
    running = false
  }

  function take(): Waiting | undefined {
    const typed = waiting.findIndex(({ job }) => job.job === 'list')
    return waiting.splice(Math.max(typed, 0), 1)[0]
  }

  function queue<T>(job: Job, lane?: string): Promise<Result<T>> {
    if (closed) return Promise.resolve(closing())
    return new Promise((resolve) => {
      const before = lane === undefined ? -1 : waiting.findIndex((other) => other.lane === lane)
      if (before >= 0)
        waiting.splice(before, 1)[0]?.answer(fail('refused', 'A newer search has taken the place of this one.'))
      waiting.push({ job, lane, answer: resolve })
      void work()
    })
  }

  return {
    list: (query, lane) => queue({ job: 'list', query }, lane),
    count: (query) => queue({ job: 'count', query }),
    warm() {
      if (!closed) worker ??= start()
    },
    async close() {
      closed = true
      for (const { answer } of waiting.splice(0)) answer(closing())
      const last = worker
      if (!last) return
      const gone = new Promise((resolve) => last.once('exit', resolve))
      last.ref()
      last.postMessage('close')
      const late = setTimeout(() => void last.terminate(), 1000)
      await gone
      clearTimeout(late)
    }
  }
}

function closing(): Result<never> {
  return fail('internal', 'The desk is being closed; nothing was searched.')
}
