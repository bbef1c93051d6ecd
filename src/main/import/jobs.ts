import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { importFileCount, importLimit, type ImportFileReport } from '#shared/contract/imports.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { Imported, ImportFile } from '#shared/formats/reader.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Importer } from './importer.ts'

/** One article of a file that was read, waiting to be taken. */
export interface ReadItem {
  item: string
  /** Index of its file in the job. */
  file: number
  format: string
  sha256: string
  imported: Imported
  /** The article that was made of it, or null. */
  articleId: string | null
  /** It is being made this moment. */
  taking: boolean
}

/** Files on their way in. All of it is in memory alone, until it is accepted or forgotten. */
export interface ImportJob {
  id: string
  accountId: string
  files: ImportFileReport[]
  items: ReadItem[]
  running: boolean
}

interface Held extends ImportJob {
  given: (Uint8Array | null)[]
  cancel: AbortController
  touched: number
}

/** The imports of everybody at this desk. A job is its account's own: for anybody else it is not there. */
export interface ImportJobs {
  begin(accountId: string): string
  give(accountId: string, id: string, file: ImportFile): Result<null>
  read(accountId: string, id: string): Result<ImportJob>
  find(accountId: string, id: string): Result<ImportJob>
  cancel(accountId: string, id: string): Result<ImportJob>
  discard(accountId: string, id: string): void
}

/** Imports that one account may have open; beginning another forgets the one that was left alone the longest. */
const openAtOnce = 3
/** Bytes of pictures that the articles of one import may hold together. */
const pictureLimit = 320 * 1024 * 1024
const isPicture = /\.(jpe?g|png|webp|gif|tiff?|avif|heic)$/i

export function openImportJobs(importer: Importer, tell: (event: AnyEvent) => void): ImportJobs {
  const jobs = new Map<string, Held>()
  let clock = 0

  function held(accountId: string, id: string): Result<Held> {
    const job = jobs.get(id)
    if (!job || job.accountId !== accountId)
      return fail('not-found', 'This import is not there any more. Bring the files in again.')
    job.touched = ++clock
    return ok(job)
  }

  function forget(job: Held): void {
    job.cancel.abort()
    jobs.delete(job.id)
  }

  async function readAll(job: Held): Promise<void> {
    const beside = job.files.flatMap(({ name, state }, index): ImportFile[] => {
      const bytes = job.given[index]
      return state === 'beside' && bytes ? [{ name, bytes }] : []
    })
    for (const [index, file] of job.files.entries()) {
      const bytes = job.given[index]
      if (file.state !== 'waiting' || !bytes) continue
      if (job.cancel.signal.aborted) break
      file.state = 'reading'
      announce(job)
      const named = beside.filter(({ name }) => isNamed(bytes, name))
      const read = await importer.read({ name: file.name, bytes }, named, job.cancel.signal)
      job.given[index] = null
      if (job.cancel.signal.aborted) break
      const result = read.ok ? keep(job, index, bytes, read.value.format, read.value.articles) : read
      file.state = result.ok ? 'read' : 'failed'
      file.message = result.ok ? '' : result.error.message
      announce(job)
    }
    for (const file of job.files) if (file.state === 'waiting' || file.state === 'reading') file.state = 'cancelled'
    // Pictures stay for files that are given later; documents are of no more use.
    job.running = false
    job.cancel = new AbortController()
    announce(job)
  }

  function keep(job: Held, file: number, bytes: Uint8Array, format: string, articles: Imported[]): Result<null> {
    const held = picturesOf(job.items.map(({ imported }) => imported)) + picturesOf(articles)
    if (held > pictureLimit)
      return fail(
        'too-large',
        'The pictures of these files are too many to hold at once. Bring this file in by itself.'
      )
    const hash = createHash('sha256').update(bytes).digest('hex')
    job.items.push(
      ...articles.map((imported) => ({
        item: ulid(),
        file,
        format,
        sha256: hash,
        imported,
        articleId: null,
        taking: false
      }))
    )
    return ok(null)
  }

  function announce(job: Held): void {
    const documents = job.files.filter(({ state }) => state !== 'beside')
    const done = documents.filter(({ state }) => state !== 'waiting' && state !== 'reading').length
    tell({ name: 'import.changed', detail: { job: job.id, done, total: documents.length, running: job.running } })
  }

  return {
    begin(accountId) {
      const own = [...jobs.values()].filter((job) => job.accountId === accountId)
      const oldest = own.sort((one, other) => one.touched - other.touched)[0]
      if (oldest && own.length >= openAtOnce) forget(oldest)
      const id = ulid()
      const cancel = new AbortController()
      jobs.set(id, { id, accountId, files: [], items: [], running: false, given: [], cancel, touched: ++clock })
      return id
    },
    give(accountId, id, { name, bytes }) {
      const job = held(accountId, id)
      if (!job.ok) return job
      const { files, given } = job.value
      const size = given.reduce((sum, file) => sum + (file?.length ?? 0), bytes.length)
      if (files.length >= importFileCount)
        return fail(
          'too-large',
          `At most ${importFileCount} files are brought in at once. Bring in the rest after these.`
        )
      if (size > importLimit)
        return fail(
          'too-large',
          `At most ${importLimit / 1024 / 1024} MB are brought in at once. Bring in the rest after these.`
        )
      files.push({ name, size: bytes.length, state: isPicture.test(name) ? 'beside' : 'waiting', message: '' })
      given.push(bytes)
      return ok(null)
    },
    read(accountId, id) {
      const job = held(accountId, id)
      if (!job.ok || job.value.running) return job
      job.value.running = true
      void readAll(job.value)
      return job
    },
    find: held,
    cancel(accountId, id) {
      const job = held(accountId, id)
      if (job.ok) job.value.cancel.abort()
      return job
    },
    discard(accountId, id) {
      const job = held(accountId, id)
      if (job.ok) forget(job.value)
    }
  }
}

/** Whether a text names this picture, as it is called or as an address spells it. */
function isNamed(text: Uint8Array, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const words = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  return words.includes(name) || words.includes(encodeURIComponent(name)) || words.includes(encodeURI(name))
}

function picturesOf(articles: Imported[]): number {
  return articles.flatMap(({ pictures }) => pictures).reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
}
