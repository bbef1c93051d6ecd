import { z } from 'zod'
import { lacks, type MetadataConflict, type Picture, type PictureRecord } from '../article/media.ts'
import { placementFields, type Placement } from '../article/placements.ts'
import type { Finding } from '../article/picture-words.ts'
import type { State } from '../article/workflow.ts'
import type { Point } from '../document/crop.ts'
import { sha256, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** One time that the picture went out, with the words that it had then. */
export interface PictureRun {
  articleId: string
  headline: string
  how: 'approved' | 'published'
  /** UTC. */
  at: string
  caption: string
  credit: string
  alt: string
}

/** One line of the library. */
export interface PictureRow {
  hash: string
  fileName: string
  mediaType: Picture['mediaType']
  /** Pixels, upright. */
  width: number
  height: number
  addedAt: string
  caption: string
  credit: string
  lacks: (typeof lacks)[number][]
  /** Fields in which the file contradicts itself. */
  conflicts: number
  /** Figures that show it now. */
  placements: number
  /** When it went out last, or null. */
  ran: PictureRun | null
}

export interface PictureList {
  rows: PictureRow[]
  /** How many the search and the filters leave in all. */
  total: number
  /** Give back as `after` for the next rows; null at the end. */
  next: string | null
}

/** An article that the picture stands in, or once stood in. */
export interface PictureUse {
  articleId: string
  slugline: string
  headline: string
  state: State
  /** Where it stands now; empty where it was taken out again. */
  places: Placement[]
  runs: PictureRun[]
}

export interface PictureDetail {
  /** With its metadata as received: never changed. */
  picture: Picture
  conflicts: MetadataConflict[]
  /** What the desk says of it. */
  record: PictureRecord
  /** Counts the changes of the record, from 1. */
  version: number
  addedAt: string
  changed: { at: string; byName: string } | null
  /** Why this account may not change the record, or null. */
  readOnly: string | null
  /** Whether the original's file stands in its place. */
  here: boolean
  uses: PictureUse[]
}

/** One row of the caption desk. */
export interface SheetRow extends Placement {
  articleId: string
  width: number | null
  height: number | null
  /** Where small copies of it are to be cut: the middle of the crop, or its focus. */
  middle: Point | null
  findings: Finding[]
  /** Why this account may not write this row, or null. */
  readOnly: string | null
}

export interface SheetArticle {
  id: string
  slugline: string
  headline: string
  state: State
}

export interface PictureSheet {
  /** Names this sitting: every write from the sheet carries it. */
  session: string
  articles: SheetArticle[]
  rows: SheetRow[]
  /** Whether there are more articles that day than a sheet holds. */
  more: boolean
}

export interface WriteReply {
  /** The rows of every article that was written or refused, as they stand now. */
  rows: SheetRow[]
  /** Cells that were not written. */
  refused: { articleId: string; figureId: string; field: (typeof placementFields)[number]; message: string }[]
}

const text = (limit: number) => z.string().max(limit)
const instant = z.iso.datetime({ offset: false })

export const recordSchema = z.strictObject({
  caption: text(10_000),
  headline: text(500),
  credit: text(500),
  creator: text(500),
  source: text(500),
  copyright: text(1000),
  usageTerms: text(2000),
  instructions: text(2000),
  alt: text(2000),
  date: text(40),
  place: text(500),
  keywords: z.array(text(200)).max(100)
}) satisfies z.ZodType<PictureRecord>

export const pictureOperations = {
  /** The library, what came last first. */
  'pictures.list': operation<PictureList>()(
    'signed-in',
    z.strictObject({
      /** What was typed: finds the records, file names and the captions where pictures stand. */
      query: text(400).optional(),
      missing: z.array(z.enum(lacks)).max(lacks.length).optional(),
      after: z
        .string()
        .regex(/^\d{1,15}$/, 'must be where a list goes on')
        .optional(),
      limit: z.int().min(1).max(200)
    })
  ),
  'pictures.get': operation<PictureDetail>()('signed-in', z.strictObject({ hash: sha256 })),
  /** Changes the desk's record. `version` is the one that the window saw: a newer one makes it a `conflict`. */
  'pictures.change': operation<PictureDetail>()(
    'signed-in',
    z.strictObject({ hash: sha256, version: z.int().min(1), changes: recordSchema.partial() })
  ),
  /** The caption desk's grid over one article, or over the articles stored between two instants. */
  'pictures.sheet': operation<PictureSheet>()(
    'signed-in',
    z.union([z.strictObject({ articleId: ulid }), z.strictObject({ from: instant, to: instant })])
  ),
  /**
   * Writes cells of the grid into their articles, each article in a write of its own. `from` is what the cell showed: where
   * the article has other words by now, the cell is refused and nothing of it is written.
   */
  'pictures.write': operation<WriteReply>()(
    'signed-in',
    z.strictObject({
      session: ulid,
      cells: z
        .array(
          z.strictObject({
            articleId: ulid,
            figureId: text(40).min(1),
            field: z.enum(placementFields),
            from: text(20_000),
            to: text(10_000)
          })
        )
        .min(1)
        .max(500)
    })
  )
}
