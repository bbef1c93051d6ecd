import { anchorOn, anchorOnFigure, anchorText, findAnchor, wholeArticle, type Anchor } from '#shared/article/anchor.ts'
import {
  mayChangeMessage,
  maySettle,
  type CommentEvent,
  type CommentMessage,
  type CommentThread
} from '#shared/article/comment.ts'
import { mostWaiting, type WaitingComment } from '#shared/contract/comments.ts'
import type { InputOf } from '#shared/contract/index.ts'
import { readBody, walkBody, type Body } from '#shared/document/body.ts'
import { captionOf, readText } from '#shared/document/text.ts'
import { idOf } from '#shared/document/tokens.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { readAccount } from '../store/accounts.ts'
import { readWorking } from '../store/articles.ts'
import { countWaiting, listThreads, readThread, uniteComments, waitingThreads } from '../store/comments.ts'
import { newId } from '../store/ids.ts'
import { write } from '../store/open.ts'
import { appendOutbox } from '../store/outbox.ts'
import { readPerson } from '../store/people.ts'
import { cutRevision, readRecord, type ArticleRecord } from './article-record.ts'
import { accountOf, actorOf, type Context, type HandlersOf } from './context.ts'

export const commentHandlers: HandlersOf<'comments'> = {
  'comments.list': ({ store }, { articleId }) =>
    readWorking(store, articleId) ? ok(listThreads(store, articleId)) : notHere(),
  'comments.start': (context, input) => {
    const head = readWorking(context.store, input.articleId)?.head
    const reply = told(
      context,
      write(context.store, () => start(context, input))
    )
    if (reply.ok && reply.value.anchor.revision !== head)
      context.tell({ name: 'article.changed', detail: { articleId: input.articleId, session: null } })
    return reply
  },
  'comments.reply': (context, { threadId, messageId, text, mentions }) =>
    within(context, threadId, (thread) => {
      const sent = thread.messages.find(({ id }) => id === messageId)
      if (sent) return sentAgain(context, sent, text, mentions)
      if (thread.resolved) return fail('refused', 'This comment is resolved. Reopen it to answer.')
      return ok({ act: 'message', messageId, text, mentions })
    }),
  'comments.edit': (context, { threadId, messageId, text, mentions }) =>
    ofMessage(context, threadId, messageId, (message) =>
      message.text === text ? null : { act: 'edit', messageId, text, mentions }
    ),
  'comments.remove': (context, { threadId, messageId }) =>
    ofMessage(context, threadId, messageId, () => ({ act: 'remove', messageId })),
  'comments.settle': (context, { threadId, resolved }) =>
    within(context, threadId, (thread) => {
      const read = readRecord(context.store, thread.articleId)
      if (!read.ok) return read
      const allowed = maySettle(actorOf(context), thread, read.value.subjected)
      if (!allowed.ok) return allowed
      return ok((thread.resolved !== null) === resolved ? null : { act: resolved ? 'resolve' : 'reopen' })
    }),
  'comments.seen': (context, { threadId }) =>
    within(context, threadId, (thread) =>
      ok(thread.waitingFor.includes(accountOf(context).id) ? { act: 'seen' } : null)
    ),
  'comments.waiting': (context) => {
    const { store } = context
    const { id } = accountOf(context)
    return ok({
      comments: waitingThreads(store, id, mostWaiting).flatMap((thread) => waitingOf(context, thread) ?? []),
      total: countWaiting(store, id)
    })
  }
}

type NewEvent = Pick<CommentEvent, 'act'> & Partial<Pick<CommentEvent, 'messageId' | 'text' | 'mentions'>>

/** Begins a thread on the stored text. The caller wraps it in a write. */
function start(context: Context, input: InputOf<'comments.start'>): Result<CommentThread> {
  const { store, now } = context
  const read = readRecord(store, input.articleId)
  if (!read.ok) return read
  const begun = readThread(store, input.id)
  const author = authorOf(context)
  if (begun) {
    const sent = begun.messages.find(({ id }) => id === input.messageId)
    if (!sent || begun.articleId !== input.articleId) return taken()
    const again = sentAgain(context, sent, input.text, input.mentions)
    return again.ok ? ok(again.value ? append(context, input.id, again.value) : begun) : again
  }
  const anchor = anchorIn(context, read.value, input.anchor)
  if (!anchor.ok) return anchor
  const at = now().toISOString()
  uniteComments(store, {
    starts: [{ id: input.id, articleId: input.articleId, anchor: anchor.value, ...author, at }],
    events: []
  })
  appendOutbox(store, { kind: 'comment', ref: input.id, at })
  const { messageId, text, mentions } = input
  return ok(append(context, input.id, { act: 'message', messageId, text, mentions }))
}

/** The anchor as the stored text has it, and the revision that holds that text. */
function anchorIn(
  context: Context,
  { working, article }: ArticleRecord,
  asked: Omit<Anchor, 'revision'>
): Result<Anchor> {
  const body = readBody(article.body, working.schemaVersion)
  if (!body.ok) return asked.block === null ? ok({ ...wholeArticle, revision: working.head }) : body
  const text = anchorText(body.value)
  const place = findAnchor(text, asked)
  if (!place || (place.kind === 'words' && asked.end <= asked.start))
    return fail(
      'conflict',
      'What you comment on is not in the text that is stored: it has just changed, or is not stored yet. Select it again.'
    )
  const line = place.kind === 'words' ? text.lines.find(({ id }) => id === place.block) : undefined
  const anchor =
    place.kind === 'words' && line
      ? anchorOn(line, place.start, place.end)
      : place.kind === 'figure'
        ? anchorOnFigure(place.block, figureName(body.value, place.block))
        : wholeArticle
  return ok({ ...anchor, revision: cutRevision(context, working, 'commented') })
}

function figureName(body: Body, id: string): string {
  const figure = [...walkBody(body)].find(({ node }) => idOf(node) === id)?.node
  const names = figure ? [captionOf(figure), figure.attrs?.fileName, figure.attrs?.alt] : []
  return names.filter((name) => typeof name === 'string').find((name) => name.trim() !== '') ?? 'A picture'
}

/** What is done to a thread that is there: `ask` gives the event, or null where it is done already. */
function within(
  context: Context,
  threadId: string,
  ask: (thread: CommentThread) => Result<NewEvent | null>
): Result<CommentThread> {
  return told(
    context,
    write(context.store, () => {
      const thread = readThread(context.store, threadId)
      if (!thread) return fail('not-found', 'This comment is not on this computer.')
      const event = ask(thread)
      if (!event.ok) return event
      return ok(event.value ? append(context, threadId, event.value) : thread)
    })
  )
}

/** The reply to the first try was lost, and the words may have been written further meanwhile: they are not lost too. */
function sentAgain(context: Context, sent: CommentMessage, text: string, mentions: string[]): Result<NewEvent | null> {
  if (sent.accountId !== accountOf(context).id) return taken()
  return ok(sent.text === text || sent.removed ? null : { act: 'edit', messageId: sent.id, text, mentions })
}

function ofMessage(
  context: Context,
  threadId: string,
  messageId: string,
  ask: (message: CommentMessage) => NewEvent | null
): Result<CommentThread> {
  return within(context, threadId, ({ messages }) => {
    const message = messages.find(({ id }) => id === messageId)
    if (!message) return fail('not-found', 'This message is not on this computer.')
    const allowed = mayChangeMessage(actorOf(context), message)
    return allowed.ok ? ok(ask(message)) : allowed
  })
}

/** Records what this account has done in a thread. The caller wraps it in a write. */
function append(context: Context, threadId: string, { act, messageId, text, mentions }: NewEvent): CommentThread {
  const { store, now } = context
  const at = now().toISOString()
  const event: CommentEvent = {
    id: newId(),
    threadId,
    act,
    messageId: messageId ?? null,
    ...authorOf(context),
    at,
    text: text ?? '',
    // Who has left the desk in the meantime waits for nothing.
    mentions: [...new Set(mentions)].filter((id) => readAccount(store, id)?.disabled === false)
  }
  uniteComments(store, { starts: [], events: [event] })
  appendOutbox(store, { kind: 'comment', ref: event.id, at })
  const thread = readThread(store, threadId)
  if (!thread) throw new Error(`${threadId} vanished inside a write.`)
  return thread
}

function authorOf(context: Context): { accountId: string; name: string } {
  const { id, personId } = accountOf(context)
  return { accountId: id, name: readPerson(context.store, personId)?.name ?? '' }
}

function told(context: Context, reply: Result<CommentThread>): Result<CommentThread> {
  if (reply.ok) context.tell({ name: 'comments.changed', detail: { articleId: reply.value.articleId } })
  return reply
}

/** A thread that waits for this account; the words are those by which it was last named. */
function waitingOf(context: Context, thread: CommentThread): WaitingComment | null {
  const { id } = accountOf(context)
  const message = thread.messages.findLast(({ mentions }) => mentions.includes(id))
  const working = readWorking(context.store, thread.articleId)
  if (!message || !working) return null
  const { meta, body } = working.article as { meta?: { slugline?: string }; body: Body }
  return {
    threadId: thread.id,
    articleId: thread.articleId,
    slugline: meta?.slugline ?? '',
    headline: readText(body).headline,
    quote: thread.anchor.quote,
    byName: message.name,
    at: message.at,
    text: message.text
  }
}

function notHere(): Result<never> {
  return fail('not-found', 'This article is not on this computer.')
}

function taken(): Result<never> {
  return fail('conflict', 'Another comment has this id. Nothing was stored: send it again.')
}
