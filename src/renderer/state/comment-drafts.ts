import type { Anchor } from '#shared/article/anchor.ts'

/** Words on their way to be a message. The ids are made once, so that sending again never stores them twice. */
export interface MessageDraft {
  messageId: string
  text: string
  /** Accounts that were picked from the list of names. */
  chosen: string[]
}

/** A comment that is not sent yet, with what it is about. */
export interface NewComment extends MessageDraft {
  id: string
  anchor: Omit<Anchor, 'revision'>
}

/** What one person has begun to write in one article. */
export interface CommentDrafts {
  comment: NewComment | null
  /** By the thread that they answer. */
  replies: Record<string, MessageDraft>
}

const keyOf = (accountId: string, articleId: string) => `copydesk.comments.${accountId}.${articleId}`

export function readDrafts(storage: Storage, accountId: string, articleId: string): CommentDrafts {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(accountId, articleId)) ?? '{}') as Partial<CommentDrafts>
    return { comment: kept.comment ?? null, replies: kept.replies ?? {} }
  } catch {
    return { comment: null, replies: {} }
  }
}

/** Keeps them in this window's storage, or nothing where nothing is begun. */
export function keepDrafts(storage: Storage, accountId: string, articleId: string, drafts: CommentDrafts): void {
  const replies = Object.fromEntries(Object.entries(drafts.replies).filter(([, { text }]) => text.trim() !== ''))
  try {
    if (drafts.comment === null && Object.keys(replies).length === 0) storage.removeItem(keyOf(accountId, articleId))
    else storage.setItem(keyOf(accountId, articleId), JSON.stringify({ comment: drafts.comment, replies }))
  } catch {
    // Full or forbidden: the words stay in the window for as long as it is open.
  }
}
