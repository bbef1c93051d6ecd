import { z } from 'zod'
import type { Overridden } from '../article/release.ts'
import type { Reason } from '../result.ts'
import { nothing, ulid } from './ids.ts'
import { operation } from './operation.ts'

export interface FormatInfo {
  id: string
  label: string
  extension: string
  /** What the format cannot say of this article, a sentence each. */
  drops: string[]
  options: { id: string; label: string; default: boolean }[]
  /** What has to be there before this format can be written, as a sentence; null when nothing is missing. */
  needs: string | null
}

export interface ExportCheck {
  /** Why the article may not go out; empty means that it may. */
  reasons: Reason[]
  /** What would hold it back, and who let it pass for this text. */
  overridden: Overridden[]
  /** Null when this account may override; else the sentence that says why not. */
  mayOverride: string | null
  /** Of a killed article nothing goes out but the notice that it is killed. */
  notice: boolean
  formats: FormatInfo[]
}

export interface ExportedFile {
  path: string
  /** Bytes. */
  size: number
  sha256: string
}

/** Where something written out has gone. */
export interface SavedFile {
  /** Where the desktop app put them; null when the window must offer `download`. */
  savedTo: string | null
  download: { name: string; bytes: Uint8Array } | null
}

export interface ExportResult extends SavedFile {
  files: ExportedFile[]
}

/** A Word document of the text as it stands, for people who read it before it is approved. */
export interface ReviewCopy extends SavedFile {
  file: ExportedFile
  /** Suggestions of which Word cannot show something: such a change stands in it as if it were accepted. */
  untold: number
}

/** One time that something of an article left. */
export interface EarlierExport {
  id: string
  /** UTC. */
  at: string
  /** Empty where it was somebody of another desk. */
  byName: string
  /** Labels. */
  formats: string[]
  as: 'zip' | 'folder'
  door: 'desktop' | 'browser'
  /** What the file or folder was called, without where it was put; empty where the record does not say. */
  name: string
  revision: string
  /** Whether the text that stands now is the one that left. */
  sameText: boolean
  /** It went out in spite of reasons against it. */
  overridden: boolean
  /** What left was the notice that the article is killed. */
  notice: boolean
  files: ExportedFile[]
}

export interface ManyFormat extends Omit<FormatInfo, 'drops'> {
  /** Whether several articles go out in one file; else each has a folder. */
  together: boolean
}

export interface ManyExported extends ExportResult {
  went: { id: string; name: string }[]
  /** What may not go out, and why: a sentence or more. */
  refused: { id: string; name: string; message: string }[]
  /** Stopped, or no place was chosen for it: nothing was written. */
  cancelled: boolean
}

/** Articles that one export may take. */
export const mostExported = 200

/** Longest edges, in pixels, that pictures may go out with; none is ever enlarged. */
export const pictureEdges = [4000, 2400, 1600, 1000] as const
export type PictureEdge = (typeof pictureEdges)[number]
export const usualEdge: PictureEdge = 2400

const pictureEdge = z.literal(pictureEdges).optional()
const formatOptions = z.record(z.string().max(40), z.record(z.string().max(40), z.boolean()))
const formatIds = z.array(z.string().max(40)).min(1).max(40)

export const exportOperations = {
  'exports.check': operation<ExportCheck>()('signed-in', z.strictObject({ articleId: ulid })),
  /** The exact text of a format's main file, before anything is written (null when it is no text); also for what may not go out yet. */
  'exports.preview': operation<{ path: string; text: string | null }>()(
    'signed-in',
    z.strictObject({
      articleId: ulid,
      format: z.string().max(40),
      options: z.record(z.string().max(40), z.boolean()).optional(),
      pictureEdge
    })
  ),
  /** Writes the approved revision, all formats or none; every reason at once when it refuses. */
  'exports.run': operation<ExportResult>()(
    'signed-in',
    z.strictObject({
      articleId: ulid,
      formats: formatIds,
      as: z.enum(['zip', 'folder']),
      /** By format, then by option; what is absent has its default. */
      options: formatOptions.optional(),
      pictureEdge
    })
  ),
  /** The text as it stands with what is suggested and said of it: no publication, and never counted as one. Refused when killed. */
  'exports.review': operation<ReviewCopy>()(
    'signed-in',
    z.strictObject({
      articleId: ulid,
      /** As tracked changes; else as if all were accepted. */
      suggestions: z.boolean(),
      comments: z.boolean()
    })
  ),
  /** What has left of an article, the newest first. */
  'exports.earlier': operation<EarlierExport[]>()('signed-in', z.strictObject({ articleId: ulid })),
  /** What several articles can go out in. */
  'exports.formats': operation<ManyFormat[]>()('signed-in', nothing),
  /** Each through the same gate as `exports.run`; one that is refused stops itself alone. Tells `exports.progress`. */
  'exports.runMany': operation<ManyExported>()(
    'signed-in',
    z.strictObject({
      /** Any name for this export, by which it is cancelled. */
      run: ulid,
      articleIds: z.array(ulid).min(1).max(mostExported),
      formats: formatIds,
      as: z.enum(['zip', 'folder']),
      options: formatOptions.optional(),
      pictureEdge
    })
  ),
  'exports.cancel': operation<null>()('signed-in', z.strictObject({ run: ulid }))
}
