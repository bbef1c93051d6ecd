import { Worker } from 'node:worker_threads'
import type { MetadataConflict, PictureMetadata } from '#shared/article/media.ts'
import type { Crop } from '#shared/document/crop.ts'
import { fail, type Result } from '#shared/result.ts'
import type { PictureMediaType } from './recognise.ts'

/** Pixels, upright: as the picture is seen once its orientation is applied. */
export interface Inspected {
  mediaType: PictureMediaType
  width: number
  height: number
}

/** What each job gives back. */
export interface Decoded {
  inspect: Inspected
  preview: Uint8Array
  exportJpeg: { bytes: Uint8Array; width: number; height: number }
  takeIn: Inspected & { metadata: PictureMetadata; conflicts: MetadataConflict[]; previews: Uint8Array[] }
}

export type Job =
  | { job: 'inspect' }
  | { job: 'preview'; edge: number }
  | { job: 'exportJpeg'; edge: number; quality: number; crop: Crop | null }
  | { job: 'takeIn'; edges: number[] }

export type JobRequest = Job & { id: number; bytes: Uint8Array }

export interface Answer {
  id: number
  result: Result<Decoded[Job['job']]>
}

/**
 * The only place where a picture from outside is decoded: a thread with limits on size, memory and time, one job
 * after another. A picture that breaks it costs that one job; the next has a new thread.
 */
export interface PictureWorker {
  /** Reads the whole picture once, so that a damaged one is found out here. */
  inspect(bytes: Uint8Array): Promise<Result<Inspected>>
  /** WebP without metadata, upright, its longest edge at most `edge` pixels; never enlarged. */
  preview(bytes: Uint8Array, edge: number): Promise<Result<Uint8Array>>
  /** sRGB JPEG without metadata, upright, on white where the picture is transparent; of `crop` alone. `quality` 1 to 100. */
  exportJpeg(
    bytes: Uint8Array,
    options: { edge: number; quality: number; crop?: Crop | null }
  ): Promise<Result<Decoded['exportJpeg']>>
  /** Inspects, reads the metadata and makes the previews, all from one decoding. */
  takeIn(bytes: Uint8Array, edges: number[]): Promise<Result<Decoded['takeIn']>>
  close(): Promise<void>
}

export interface PictureWorkerOptions {
  /** Where the built worker is; by default beside this file, from source as well as in the bundle. */
  workerFile?: URL | string
  /** Milliseconds after which a job is given up and its thread ended. */
  timeout?: number
}

// Not written as a literal for `new URL`: bundlers would take the source file for an asset.
const besideThis = import.meta.url.endsWith('.ts') ? './worker.ts' : './media-worker.js'

export function openPictureWorker({
  workerFile = new URL(besideThis, import.meta.url),
  timeout = 50_000
}: PictureWorkerOptions = {}): PictureWorker {
  let worker: Worker | null = null
  let ended: Promise<unknown> = Promise.resolve()
  let last: Promise<unknown> = Promise.resolve()
  let closed = false
  let nextId = 1

  function start(): Worker {
    const started = new Worker(workerFile, {
      name: 'pictures',
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }
    })
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    started.unref()
    return started
  }

  function end(): void {
    ended = worker?.terminate() ?? ended
    worker = null
  }

  function run<T>(job: Job, bytes: Uint8Array): Promise<Result<T>> {
    if (closed) return Promise.resolve(closing())
    const current = (worker ??= start())
    const id = nextId++
    return new Promise((resolve) => {
      const finish = (result: Result<T>) => {
        clearTimeout(timer)
        current.off('message', onMessage).off('error', onError).off('exit', onExit).unref()
        resolve(result)
      }
      const onMessage = (answer: Answer) => {
        if (answer.id === id) finish(answer.result as Result<T>)
      }
      let thrown: unknown = null
      const onError = (error: unknown) => (thrown = error)
      const onExit = () => finish(closed ? closing() : brokenBy(thrown))
      const timer = setTimeout(() => {
        end()
        finish(
          fail('too-large', 'This picture takes too long to open, so it is not taken. Save it again as a plain JPEG.')
        )
      }, timeout)
      // Handed over as a copy: the caller's buffer may be part of a shared one, or one that cannot move.
      const given = new Uint8Array(bytes)
      current.on('message', onMessage).on('error', onError).on('exit', onExit).ref()
      current.postMessage({ ...job, id, bytes: given }, [given.buffer])
    })
  }

  function queue<T>(job: Job, bytes: Uint8Array): Promise<Result<T>> {
    const result = last.then(() => run<T>(job, bytes))
    last = result.catch(() => undefined)
    return result
  }

  return {
    inspect: (bytes) => queue({ job: 'inspect' }, bytes),
    preview: (bytes, edge) => queue({ job: 'preview', edge }, bytes),
    exportJpeg: (bytes, { edge, quality, crop = null }) => queue({ job: 'exportJpeg', edge, quality, crop }, bytes),
    takeIn: (bytes, edges) => queue({ job: 'takeIn', edges }, bytes),
    async close() {
      closed = true
      end()
      await ended
    }
  }
}

function closing(): Result<never> {
  return fail('internal', 'The desk is being closed; the picture was not read.')
}

/** A thread that ends by itself: brought down by the picture, or never able to run on this computer. */
function brokenBy(thrown: unknown): Result<never> {
  const { code = '', message = '' } = (thrown ?? {}) as { code?: string; message?: string }
  if (thrown === null || code === 'ERR_WORKER_OUT_OF_MEMORY')
    return fail(
      'damaged',
      'This picture could not be opened: reading it needs more memory than it should. Save it again as a plain JPEG.'
    )
  return fail('internal', `Pictures cannot be read on this computer: ${message.split('\n')[0] ?? code}`)
}
