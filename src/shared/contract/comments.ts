import { z } from 'zod'
import { contextLength, longestQuote } from '../article/anchor.ts'
import { longestComment, mostMentions, type CommentThread } from '../article/comment.ts'
import { nothing, ulid } from './ids.ts'
import { operation } from './operation.ts'

/** A comment that waits for whoever asks, as the desk shows it. */
export interface WaitingComment {
  threadId: string
  articleId: string
  slugline: string
  headline: string
  /** What the thread is about; empty for the whole article. */
  quote: string
  /** Who named them, when (UTC), and in which words. */
  byName: string
  at: string
  text: string
}

export interface WaitingComments {
  /** Newest first; at most `mostWaiting`. */
  comments: WaitingComment[]
  /** How many there are in all. */
  total: number
}

export const mostWaiting = 200

const anchor = z.strictObject({
  block: z.string().min(1).max(200).nullable(),
  start: z.int().min(0),
  end: z.int().min(0),
  quote: z.string().max(longestQuote),
  prefix: z.string().max(contextLength),
  suffix: z.string().max(contextLength)
})
const words = {
  text: z.string().trim().min(1, 'Write something first.').max(longestComment),
  /** Account ids. */
  mentions: z.array(ulid).max(mostMentions)
}

/** Every message comes with an id that its window made: the same one again is the same message, stored once. */
export const commentOperations = {
  /** In the order in which they were started. */
  'comments.list': operation<CommentThread[]>()('signed-in', z.strictObject({ articleId: ulid })),
  /**
   * The anchor is held against the stored text, and the revision that it names is cut of it: a `conflict` says that
   * these words are not, or no longer, in the text that is stored.
   */
  'comments.start': operation<CommentThread>()(
    'signed-in',
    z.strictObject({ id: ulid, messageId: ulid, articleId: ulid, anchor, ...words })
  ),
  'comments.reply': operation<CommentThread>()(
    'signed-in',
    z.strictObject({ threadId: ulid, messageId: ulid, ...words })
  ),
  'comments.edit': operation<CommentThread>()(
    'signed-in',
    z.strictObject({ threadId: ulid, messageId: ulid, ...words })
  ),
  /** The message stays in its place as a deleted one. */
  'comments.remove': operation<CommentThread>()('signed-in', z.strictObject({ threadId: ulid, messageId: ulid })),
  'comments.settle': operation<CommentThread>()('signed-in', z.strictObject({ threadId: ulid, resolved: z.boolean() })),
  /** Whoever asks has taken note, and owes no answer. */
  'comments.seen': operation<CommentThread>()('signed-in', z.strictObject({ threadId: ulid })),
  'comments.waiting': operation<WaitingComments>()('signed-in', nothing)
}
