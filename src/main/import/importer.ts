import { Worker } from 'node:worker_threads'
import type { Imported, ImportFile } from '#shared/formats/reader.ts'
import { fail, type Result } from '#shared/result.ts'

/** What reading one file gives: its format's label, and every article of it. */
export interface ReadFile {
  format: string
  articles: Imported[]
}

export interface ReadRequest {
  id: number
  file: ImportFile
  beside: ImportFile[]
}

export interface ReadAnswer {
  id: number
  result: Result<ReadFile>
  /** Where a reader threw, without the message: that may hold words of the file. */
  thrown?: string
}

/**
 * The only place where a document from outside is taken apart: a thread with limits on size, memory and time, one file
 * after another. It is given bytes and gives back articles; it opens no file and no connection. A file that breaks it
 * costs that one file; the next has a new thread.
 */
export interface Importer {
  /** `beside`: what came with it, for pictures that it names. Aborting ends the thread, whatever it is at. */
  read(file: ImportFile, beside: ImportFile[], signal?: AbortSignal): Promise<Result<ReadFile>>
  close(): Promise<void>
}

export interface ImporterOptions {
  /** Where the built worker is; by default beside this file, from source as well as in the bundle. */
  workerFile?: URL | string
  /** Milliseconds after which a file is given up and its thread ended. */
  timeout?: number
  /** Bytes that the thread may hold: its heap, and the buffers outside of it, which no limit of the engine counts. */
  memory?: number
  /** Where a reader threw, for the log. */
  onError?: (thrown: string) => void
}

// Not written as a literal for `new URL`: bundlers would take the source file for an asset.
const besideThis = import.meta.url.endsWith('.ts') ? './worker.ts' : './import-worker.js'
const megabyte = 1024 * 1024
/** Milliseconds between two looks at what the thread holds. */
const watchEvery = 50
/** Milliseconds that a new thread has to load itself before the time of its first file begins. */
const startLimit = 20_000
/** A thread that nobody has given anything for so long is ended: parsers take memory, and imports are rare. */
const idleLimit = 30_000

export function openImporter({
  workerFile = new URL(besideThis, import.meta.url),
  timeout = 5000,
  memory = 400 * megabyte,
  onError = () => undefined
}: ImporterOptions = {}): Importer {
  let worker: { thread: Worker; ready: Promise<Result<null>> } | null = null
  let ended: Promise<unknown> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  let nextId = 1
  let idle: NodeJS.Timeout | undefined

  function start() {
    const thread = new Worker(workerFile, {
      name: 'import',
      // Nothing of what the app was started with.
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: Math.round((memory / megabyte) * 0.6),
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4
      }
    })
    thread.on('error', () => undefined)
    thread.once('exit', () => {
      if (worker?.thread === thread) worker = null
    })
    const ready = new Promise<Result<null>>((resolve) => {
      setTimeout(() => resolve(broken('the reader does not start')), startLimit).unref()
      thread.once('error', (error: Error) => resolve(broken(error.message)))
      thread.once('exit', () => resolve(broken('the reader ended at once')))
      thread.once('message', () => resolve({ ok: true, value: null }))
    })
    return { thread, ready }
  }

  function end(): void {
    clearTimeout(idle)
    ended = worker?.thread.terminate() ?? ended
    worker = null
  }

  async function run(file: ImportFile, beside: ImportFile[], signal?: AbortSignal): Promise<Result<ReadFile>> {
    if (closed) return closing()
    if (signal?.aborted) return cancelled()
    clearTimeout(idle)
    const { thread, ready } = (worker ??= start())
    thread.ref()
    const started = await ready
    if (!started.ok) return started
    const result = await ask(thread, file, beside, signal)
    thread.unref()
    idle = setTimeout(end, idleLimit).unref()
    return result
  }

  function ask(
    thread: Worker,
    file: ImportFile,
    beside: ImportFile[],
    signal?: AbortSignal
  ): Promise<Result<ReadFile>> {
    const id = nextId++
    return new Promise((resolve) => {
      let over = false
      const finish = (result: Result<ReadFile>) => {
        over = true
        clearTimeout(timer)
        clearInterval(watch)
        signal?.removeEventListener('abort', onAbort)
        thread.off('message', onMessage).off('error', onCrash).off('exit', onExit)
        resolve(result)
      }
      const giveUp = (result: Result<never>) => {
        // A look at the memory may come back when the next thread has begun: that one is not to be ended.
        if (over) return
        end()
        finish(result)
      }
      const onMessage = (answer: ReadAnswer) => {
        if (answer.id !== id) return
        if (answer.thrown) onError(answer.thrown)
        finish(answer.result)
      }
      let thrown: unknown = null
      const onCrash = (error: unknown) => (thrown = error)
      const onExit = () => finish(closed ? closing() : brokenBy(thrown))
      const onAbort = () => giveUp(cancelled())
      const timer = setTimeout(() => giveUp(tooSlow()), timeout)
      const watch = setInterval(() => {
        void thread.getHeapStatistics().then(
          ({ total_heap_size: heap, external_memory: outside }) => {
            if (heap + outside > memory) giveUp(tooHungry())
          },
          () => undefined
        )
      }, watchEvery)
      signal?.addEventListener('abort', onAbort, { once: true })
      thread.on('message', onMessage).on('error', onCrash).on('exit', onExit)
      // Handed over as copies: a caller's buffer may be part of a shared one, or one that cannot move.
      const given = [file, ...beside].map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) }))
      const [own, ...others] = given
      if (!own) throw new Error('There is always the file itself.')
      thread.postMessage(
        { id, file: own, beside: others } satisfies ReadRequest,
        given.map(({ bytes }) => bytes.buffer)
      )
    })
  }

  return {
    read(file, beside, signal) {
      const result = last.then(() => run(file, beside, signal))
      last = result.catch(() => undefined)
      return result
    },
    async close() {
      closed = true
      end()
      await ended
    }
  }
}

function closing(): Result<never> {
  return fail('internal', 'The desk is being closed; the file was not read.')
}

function cancelled(): Result<never> {
  return fail('refused', 'Cancelled before it was read.')
}

function tooSlow(): Result<never> {
  return fail(
    'too-large',
    'This file takes too long to read, so it is not taken. Save it again from the program that made it, or bring it in as plain text.'
  )
}

function tooHungry(): Result<never> {
  return fail(
    'too-large',
    'Reading this file needs more memory than any article should, so it is not taken. Save it again, or bring it in as plain text.'
  )
}

function broken(why: string): Result<never> {
  return fail('internal', `Files cannot be read on this computer: ${why.split('\n')[0] ?? why}.`)
}

/** A thread that ends by itself: brought down by the file. */
function brokenBy(thrown: unknown): Result<never> {
  const { code = '', message = '' } = (thrown ?? {}) as { code?: string; message?: string }
  return thrown === null || code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHungry() : broken(message)
}
