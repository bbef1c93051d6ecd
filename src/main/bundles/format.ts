import { z } from 'zod'
import { metaSchema, profileFields } from '#shared/article/article.ts'
import { commentActs, longestComment, mostMentions } from '#shared/article/comment.ts'
import { contextLength, longestQuote } from '#shared/article/anchor.ts'
import { personKinds } from '#shared/article/person.ts'
import { revisionKinds } from '#shared/article/revision.ts'
import { eventTypes, roles } from '#shared/article/workflow.ts'
import { conflictDecisions } from '#shared/contract/conflicts.ts'
import { decisions } from '#shared/contract/suggestions.ts'
import { sha256, ulid } from '#shared/contract/ids.ts'
import { conflictKinds } from '#shared/merge/conflict.ts'
import { recordSchema } from '#shared/contract/pictures.ts'

/** The version of the file's own shape; what is in it has versions of its own. */
export const bundleVersion = 1
export const bundleExtension = 'copydesk'

const instant = z.iso.datetime({ offset: false })
const text = (limit: number) => z.string().max(limit)
const list = <Item extends z.ZodType>(item: Item, limit: number) => z.array(item).max(limit)

export const manifestSchema = z.strictObject({
  format: z.literal('copydesk-bundle'),
  version: z.int().min(1),
  /** The computer that wrote it. */
  device: ulid,
  desk: text(200),
  madeAt: instant,
  madeBy: text(200),
  articles: list(ulid, 500).min(1),
  /** SHA-256 of every other entry. */
  entries: z.record(text(120), sha256)
})
export type Manifest = z.infer<typeof manifestSchema>

/** A revision is its canonical JSON under its hash; this is what stands beside it. */
const revisionSchema = z.strictObject({ id: sha256, at: instant, kind: z.enum(revisionKinds), device: ulid })

/** What `revisions/<hash>.json` holds. The body is held against the schema by whoever takes it in. */
export const contentSchema = z.strictObject({
  schemaVersion: z.int().min(1),
  article: z.strictObject({ meta: metaSchema, body: z.looseObject({ type: z.literal('doc') }) }),
  parents: list(sha256, 16),
  author: ulid
})

const eventSchema = z.strictObject({
  id: ulid,
  articleId: ulid,
  type: z.enum(eventTypes),
  actor: ulid,
  revision: sha256.nullable(),
  articleHash: sha256.nullable(),
  reason: text(4000),
  at: instant,
  detail: z.record(text(100), z.unknown()),
  origin: ulid
})
export type BundleEvent = z.infer<typeof eventSchema>

const author = { accountId: ulid.nullable(), name: text(200) }
const startSchema = z.strictObject({
  id: ulid,
  articleId: ulid,
  anchor: z.strictObject({
    revision: sha256.nullable(),
    block: text(200).min(1).nullable(),
    start: z.int().min(0),
    end: z.int().min(0),
    quote: text(longestQuote),
    prefix: text(contextLength),
    suffix: text(contextLength)
  }),
  ...author,
  at: instant
})
const commentSchema = z.strictObject({
  id: ulid,
  threadId: ulid,
  act: z.enum(commentActs),
  messageId: ulid.nullable(),
  ...author,
  at: instant,
  text: text(longestComment),
  mentions: list(ulid, mostMentions)
})

const suggestionSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  accountId: ulid.nullable(),
  author: text(200),
  at: instant,
  decision: z.enum(decisions).nullable(),
  decidedBy: ulid.nullable(),
  decidedAt: instant.nullable()
})

const sideSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  text: text(1_000_000),
  value: z.json().optional()
})
/** A place where both wrote, as the computer that merged them has it. */
const conflictSchema = z.strictObject({
  conflict: z.strictObject({
    id: z.string().regex(/^[\w-]{1,40}$/),
    kind: z.enum(conflictKinds),
    block: text(200).nullable(),
    field: text(200).nullable(),
    before: text(1_000_000),
    mine: sideSchema,
    theirs: sideSchema
  }),
  revision: sha256,
  mineBy: ulid,
  theirsBy: ulid,
  at: instant,
  decided: z.strictObject({ decision: z.enum(conflictDecisions), by: ulid, at: instant }).nullable()
})

/** `articles/<id>.json`: everything that is known of an article beside its texts. */
export const articleSchema = z.strictObject({
  id: ulid,
  ownerId: ulid,
  head: sha256,
  /** In the order in which they came to the computer that wrote the file. */
  revisions: list(revisionSchema, 20_000).min(1),
  events: list(eventSchema, 50_000),
  comments: z.strictObject({ starts: list(startSchema, 20_000), events: list(commentSchema, 100_000) }),
  suggestions: list(suggestionSchema, 50_000),
  conflicts: list(conflictSchema, 10_000).default([])
})
export type BundleArticle = z.infer<typeof articleSchema>

/** `people.json`: whoever is named. What lets somebody sign in never leaves a desk. */
export const peopleSchema = z.strictObject({
  people: list(z.strictObject({ id: ulid, kind: z.enum(personKinds), ...profileFields }), 10_000),
  accounts: list(z.strictObject({ id: ulid, personId: ulid, role: z.enum(roles), origin: ulid }), 10_000)
})
export type BundlePeople = z.infer<typeof peopleSchema>

/** `pictures.json`: the originals of `media/`, with the words that the desk has for them. */
export const picturesSchema = list(
  z.strictObject({ hash: sha256, fileName: text(255).min(1), record: recordSchema }),
  10_000
)
export type BundlePicture = z.infer<typeof picturesSchema>[number]
