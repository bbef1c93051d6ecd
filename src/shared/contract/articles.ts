import { z } from 'zod'
import { metaSchema, type Article, type Embargo } from '../article/article.ts'
import type { Standing } from '../article/standing.ts'
import { states, type Move, type State } from '../article/workflow.ts'
import type { WireStanding, WireStatus } from '../article/wire.ts'
import { nothing, sha256, ulid } from './ids.ts'
import { operation } from './operation.ts'
import { decidedSchema } from './suggestions.ts'

export const views = [
  'mine',
  'review',
  'working',
  'approved',
  'published',
  'corrected',
  'killed',
  'spiked',
  'all'
] as const
export type View = (typeof views)[number]

/** One line of the desk list. Marks in `headline` and `snippet` are runs: [start, end) in UTF-16 units. */
export interface ArticleRow {
  id: string
  slugline: string
  headline: string
  headlineMarks: [number, number][]
  /** The standfirst or the first words; in a search, the words around the best hit. */
  snippet: string
  snippetMarks: [number, number][]
  /** Whether the snippet comes out of a caption. */
  snippetInCaption: boolean
  byline: string
  desk: string
  state: State
  stale: boolean
  /** How many approve the text as it stands, where the desk asks for more; absent where none is missing. */
  approvals?: { given: number; needed: number }
  words: number
  /** Words ordered, or null. */
  commissioned: number | null
  /** UTC, when it was last stored. */
  updatedAt: string
  ownerName: string
  /** Account id of who is to write it, or null. */
  assignee: string | null
  assigneeName: string | null
  /** UTC, or null. */
  dueAt: string | null
  /** Withdrawn after it was out; corrected since it was out. */
  killed: boolean
  corrected: boolean
  /** Whether or not its time has come. */
  embargo: Embargo | null
  /** The agency that it came from, or null; `newer`: a version of its waits to be taken. */
  wire: { source: string; status: WireStatus; newer: boolean } | null
}

/** An article that another is linked to, as it is called now. */
export interface LinkedArticle {
  id: string
  slugline: string
  headline: string
  state: State
  killed: boolean
}

export interface ArticleList {
  rows: ArticleRow[]
  /** How many the filters leave in all; of a capped search, how many it looked at. */
  total: number
  /** There are more hits than were looked at: the newest ones only, while somebody types. */
  capped?: boolean
  /** Give back as `after` for the next rows; null at the end. */
  next: string | null
}

export interface ArticleCounts {
  views: Record<View, number>
  desks: { id: string; name: string; count: number }[]
  authors: { id: string; name: string; count: number }[]
}

/** Everything about an article that is not its text, as the window shows it; recomputed by main at every change. */
export interface ArticleInfo {
  id: string
  ownerId: string
  ownerName: string
  standing: Standing
  /** Names for every account id in `standing`. */
  names: Record<string, string>
  articleHash: string
  stale: boolean
  /** Approvals that name this text, and how many are needed. */
  approvals: number
  approvalsNeeded: number
  /** Null when this account may type; else the sentence that says why not. */
  readOnly: string | null
  /** Whether this account, which may not type as it likes, may suggest changes. */
  suggestOnly: boolean
  /** Moves that this account may make now. */
  moves: Move[]
  /** Newest revision, or null before the first. */
  head: string | null
  /** The article that this one updates, or null; those that update it, oldest first. */
  updates: LinkedArticle | null
  updatedBy: LinkedArticle[]
  /** Whether this account may begin an article that updates it. */
  mayUpdate: boolean
  /** The agency item that it came out of, or null. */
  wire: WireStanding | null
}

export interface OpenedArticle {
  info: ArticleInfo
  /** As stored: the window reads it with `readBody` and never edits what does not check. */
  article: Article
  schemaVersion: number
  /** Not exactly what was stored, or not what this Copydesk can edit: the sentence that says so. Shown, and never saved from. */
  damaged: string | null
  /** Counts every save of this article, from 1. */
  version: number
  /** Names this sitting: every save carries it, so that a save never lands in another's work. */
  session: string
  /** When the newest words were stored, UTC. */
  storedAt: string
}

/** Answers a save: durable on disk, up to and including `seq` of this session. */
export interface Receipt {
  seq: number
  version: number
  storedAt: string
  articleHash: string
  /** What is stored where that is not what was sent: another sitting's words are in it too. */
  merged?: { article: Article; schemaVersion: number; conflicts: number }
}

/** A body's shape is checked against the schema by the handler; here only that it is one object. */
const articleSchema = z.strictObject({ meta: metaSchema, body: z.looseObject({ type: z.literal('doc') }) })

/** Stored since the beginning of today, or of so many days before it. */
export const ages = ['today', 'week', 'month', 'year'] as const
export type Age = (typeof ages)[number]

/** Due before now, before the end of today, or within a week. */
export const dues = ['late', 'today', 'week'] as const
export type Due = (typeof dues)[number]

/** What narrows a list, and stays from one sitting to the next. */
export const filterSchema = z.strictObject({
  view: z.enum(views),
  desk: ulid.optional(),
  /** Account id of who started it. */
  author: ulid.optional(),
  /** Account id, or nobody. */
  assignee: z.union([ulid, z.literal('nobody')]).optional(),
  due: z.enum(dues).optional(),
  age: z.enum(ages).optional()
})
export type ListFilters = z.infer<typeof filterSchema>

/** How many articles a search takes into account while somebody types. */
export const typingCap = 2000

/** What is done to several articles at once; each is done for itself, or refused for itself. */
export const bulkMoves = ['submit', 'take_back', 'send_back', 'approve', 'spike', 'unspike'] as const satisfies Move[]

export interface BulkReply {
  done: string[]
  refused: { id: string; name: string; message: string }[]
}

export const articleOperations = {
  'articles.list': operation<ArticleList>()(
    'signed-in',
    filterSchema.extend({
      /** Takes the place of the view's states. */
      states: z.array(z.enum(states)).min(1).max(states.length).optional(),
      /** What was typed into the search field. */
      query: z.string().max(400).optional(),
      /** Every hit by relevance; else only the newest are looked at. */
      whole: z.boolean().optional(),
      /** Names the list in the window: a newer search of the same list takes the place of one that has not begun. */
      lane: z.string().max(40).optional(),
      /** As `next` named it: a place among ranked hits, or when the last row was stored and its id. */
      after: z
        .string()
        .regex(/^(?:ranked \d{1,15}|[\dTZ:.-]{1,30} \w{1,40})$/, 'must be where a list goes on')
        .optional(),
      limit: z.int().min(1).max(500)
    })
  ),
  'articles.counts': operation<ArticleCounts>()('signed-in', nothing),
  'articles.create': operation<{ id: string }>()(
    'signed-in',
    z.strictObject({ slugline: z.string().max(200).optional(), desk: ulid.optional(), template: ulid.optional() })
  ),
  /** A new draft with the same words and pictures, of whoever asks; embargo, assignee and record stay behind. */
  'articles.duplicate': operation<{ id: string }>()('signed-in', z.strictObject({ id: ulid })),
  /** A new draft that brings a published article up to date: its words, pictures and credits, linked both ways. */
  'articles.update': operation<{ id: string }>()('signed-in', z.strictObject({ id: ulid })),
  'articles.bulk': operation<BulkReply>()(
    'signed-in',
    z.strictObject({
      ids: z.array(ulid).min(1).max(500),
      act: z.discriminatedUnion('do', [
        z.strictObject({
          do: z.literal('move'),
          move: z.enum(bulkMoves),
          reason: z.string().trim().max(4000).optional(),
          /** By article, the `updatedAt` that the list showed: an approval owes it, and what is newer is refused. */
          seen: z
            .record(ulid, z.iso.datetime({ offset: false }))
            .refine((seen) => Object.keys(seen).length <= 500)
            .optional()
        }),
        z.strictObject({ do: z.literal('assign'), assignee: ulid.nullable() }),
        z.strictObject({ do: z.literal('due'), at: z.iso.datetime({ offset: false }).nullable() })
      ])
    })
  ),
  /** With `session`, the sitting goes on: what it reads is what it goes on from. */
  'articles.open': operation<OpenedArticle>()('signed-in', z.strictObject({ id: ulid, session: ulid.optional() })),
  /** The article as it lies in the store, letter for letter: where it cannot be edited, the words can still be carried away. */
  'articles.raw': operation<{ text: string }>()('signed-in', z.strictObject({ id: ulid })),
  'articles.info': operation<ArticleInfo>()('signed-in', z.strictObject({ id: ulid })),
  /**
   * Stores the whole article as this session has it. `version` is the one that the session last saw: what another
   * session has stored since is merged with it, and the receipt carries what stands now. Where that cannot be, the text
   * is set aside as a revision and the reply is a `conflict`. `seq` counts this
   * session's saves; one that is stored already is only acknowledged again.
   * `emptied` must be true when the body has lost all its text on purpose.
   */
  'articles.save': operation<Receipt>()(
    'signed-in',
    z.strictObject({
      articleId: ulid,
      session: ulid,
      seq: z.int().min(1),
      version: z.int().min(0),
      schemaVersion: z.int().min(1),
      article: articleSchema,
      emptied: z.boolean().optional(),
      /** What this sitting has accepted and rejected so far; of others that have left the text it is said that they were withdrawn. */
      decided: decidedSchema.optional()
    })
  ),
  /** The window has left the article: cuts a revision when it has changed since the last. */
  'articles.close': operation<null>()('signed-in', z.strictObject({ id: ulid, session: ulid })),
  /** Cuts a revision after a pause in typing (the window asks after 30 s). */
  'articles.settle': operation<null>()('signed-in', z.strictObject({ id: ulid, session: ulid })),
  'articles.byHash': operation<{ id: string } | null>()('signed-in', z.strictObject({ revision: sha256 }))
}
