import { z } from 'zod'
import type { Article, Meta } from '../article/article.ts'
import type { ImportGuess, ImportNote, ImportRecord, PrintedTimes } from '../article/imported.ts'
import { bytes, nothing, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** Bytes of one file on its way in, and of all files of one import. */
export const importFileLimit = 64 * 1024 * 1024
export const importLimit = 256 * 1024 * 1024
export const importFileCount = 500

/** `beside`: a picture, for the documents that name it. */
export const importFileStates = ['waiting', 'reading', 'read', 'failed', 'cancelled', 'beside'] as const

export interface ImportFileReport {
  name: string
  /** Bytes. */
  size: number
  state: (typeof importFileStates)[number]
  /** Why it failed and what to do, or empty. */
  message: string
}

/** One article that could be taken in: nothing of it is stored yet. */
export interface ImportedArticle {
  item: string
  /** Index in `files`. */
  file: number
  /** The format's label: "Word". */
  format: string
  headline: string
  words: number
  pictures: number
  suggestions: number
  comments: number
  notes: ImportNote[]
  guesses: ImportGuess[]
  times: PrintedTimes
  /** Articles on this computer that came out of the very same file before. */
  before: { articleId: string; headline: string }[]
  /** The article that was made of it, or null. */
  articleId: string | null
}

export interface ImportReport {
  job: string
  running: boolean
  files: ImportFileReport[]
  articles: ImportedArticle[]
}

export interface ImportPreview {
  meta: Partial<Meta>
  body: Article['body']
}

export interface AcceptReply {
  made: { item: string; articleId: string }[]
  refused: { item: string; message: string }[]
}

const job = z.strictObject({ job: ulid })
const text = (limit: number) => z.string().max(limit)

export const importOperations = {
  /** Begins an import: files are given one by one, then read. One that its account does not come back to is forgotten. */
  'imports.begin': operation<{ job: string }>()('signed-in', nothing),
  'imports.give': operation<null>()(
    'signed-in',
    z.strictObject({
      job: ulid,
      /** May be a path below what was dropped, with forward slashes. */
      name: text(500).min(1),
      bytes: bytes.refine((file) => file.length <= importFileLimit, 'One file may have 64 MB.')
    })
  ),
  /** Has everything read that was given, one file after another; `import.changed` tells how far it is. */
  'imports.read': operation<ImportReport>()('signed-in', job),
  'imports.report': operation<ImportReport>()('signed-in', job),
  'imports.preview': operation<ImportPreview>()('signed-in', z.strictObject({ job: ulid, item: ulid })),
  /** A small WebP of a picture that is not in the library yet, or null when it cannot be shown. */
  'imports.picture': operation<Uint8Array | null>()(
    'signed-in',
    z.strictObject({ job: ulid, item: ulid, id: text(40).min(1) })
  ),
  /** What has been read stays; the rest is left unread. */
  'imports.cancel': operation<ImportReport>()('signed-in', job),
  /** Makes drafts, each in one write. Guesses that are not named here leave their words in the copy. */
  'imports.accept': operation<AcceptReply>()(
    'signed-in',
    z.strictObject({
      job: ulid,
      articles: z
        .array(
          z.strictObject({
            item: ulid,
            guesses: z.array(z.strictObject({ id: text(40).min(1), values: z.record(text(40), text(8000)) })).max(500)
          })
        )
        .min(1)
        .max(2000)
    })
  ),
  /** Forgets an import and everything that was read. */
  'imports.discard': operation<null>()('signed-in', job),
  /** What an article keeps of the file that it came out of; null for one that was begun here. */
  'imports.record': operation<(ImportRecord & { byName: string }) | null>()(
    'signed-in',
    z.strictObject({ articleId: ulid })
  )
}
