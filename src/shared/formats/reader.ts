import type { Meta } from '#shared/article/article.ts'
import type { ImportGuess, ImportNote, PrintedTimes } from '#shared/article/imported.ts'
import type { Body } from '#shared/document/body.ts'
import type { Result } from '#shared/result.ts'

export type { ImportGuess, ImportNote, PrintedTimes } from '#shared/article/imported.ts'

/** A file as it came: nothing about it is believed but its bytes. */
export interface ImportFile {
  /** As it was called where it came from; may be a path below what was dropped, with forward slashes. */
  name: string
  bytes: Uint8Array
}

/** The picture of one figure of the body, or of a credit's portrait. */
export interface ImportedPicture {
  /** The block id of the figure, or the id of the credit. */
  id: string
  fileName: string
  /** Null when it was only named: its address is never fetched, and stands in a note. */
  bytes: Uint8Array | null
}

/** Who made a suggestion of the body (its marks carry `id`), as the file says it. */
export interface ImportedSuggestion {
  id: string
  authorName: string
  /** UTC, or null when the file does not say. */
  at: string | null
}

/** A comment of the file, with its answers. */
export interface ImportedComment {
  /** The block it stands at, and the part of that block's text [start, end) in UTF-16 units; null is the whole article. */
  at: { block: string; start: number; end: number } | null
  /** The words that it stands at. */
  quote: string
  resolved: boolean
  /** Oldest first; the first is the comment itself. */
  messages: { authorName: string; at: string | null; text: string }[]
}

/** What an agency says of its item, so that a later version finds the article again. */
export interface WireItem {
  /** The agency's own name for the item, the same for all its versions. */
  uri: string
  /** Grows; compared as a number where it is one, else as text. */
  version: string
  source: string
  status: 'usable' | 'withheld' | 'canceled'
}

/** What a reader made of one article in a file. Ids of blocks, figures and suggestions are new. */
export interface Imported {
  meta: Partial<Meta>
  /** Holds against the schema, always. */
  body: Body
  pictures: ImportedPicture[]
  suggestions: ImportedSuggestion[]
  comments: ImportedComment[]
  /** In the order of the article. */
  notes: ImportNote[]
  /** What plain copy seems to say, for confirmation; absent is nothing. Body and meta are without them. */
  guesses?: ImportGuess[]
  /** Absent: the file does not say. */
  times?: PrintedTimes
  wire: WireItem | null
}

/**
 * Reads one format. Pure but for new ids, and fetches nothing. It runs in a worker that may be ended at any time; what it
 * is given has passed the guard (bytes, inflation, entries), and depth is the reader's own to limit.
 */
export interface Reader {
  /** Lower case, with the dot. */
  extensions: string[]
  /** Whether the bytes look like this format: cheap, from the beginning of the file or its list of entries. */
  recognises(file: ImportFile): boolean
  /** Every article of the file. `beside`: what came with it, for pictures that it names. A refusal says what is wrong and where. */
  read(file: ImportFile, beside: ImportFile[]): Result<Imported[]>
}
