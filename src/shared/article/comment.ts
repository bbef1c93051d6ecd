import { fail, ok, type Result } from '../result.ts'
import type { Anchor } from './anchor.ts'
import { isTheirs, type Actor, type Subjected } from './workflow-rules.ts'

/** Who wrote: an account of the desk, or (account null) only a name, as a file from elsewhere gives it. */
export interface CommentAuthor {
  accountId: string | null
  name: string
}

export const commentActs = ['message', 'edit', 'remove', 'resolve', 'reopen', 'seen'] as const
/** `seen`: the reader has taken note and owes no answer. */
export type CommentAct = (typeof commentActs)[number]

/** One row of the append-only record of a thread. `id` is a ULID and gives the order. */
export interface CommentEvent extends CommentAuthor {
  id: string
  threadId: string
  act: CommentAct
  /** The message that is written, edited or removed; null for what is done to the thread. */
  messageId: string | null
  /** UTC, from the author's own clock: a label, never compared. */
  at: string
  text: string
  /** Account ids of who is named with an @. */
  mentions: string[]
}

/** What a thread is about. It never changes. */
export interface CommentStart extends CommentAuthor {
  id: string
  articleId: string
  anchor: Anchor
  at: string
}

export interface CommentMessage extends CommentAuthor {
  id: string
  at: string
  /** Empty when it was removed. */
  text: string
  mentions: string[]
  editedAt: string | null
  removed: boolean
}

export interface CommentThread extends CommentStart {
  /** In the order in which they were written; one that was removed keeps its place. */
  messages: CommentMessage[]
  resolved: (CommentAuthor & { at: string }) | null
  /** Accounts that are named and have neither answered nor taken note since. Nobody waits for a thread that is resolved. */
  waitingFor: string[]
}

export const longestComment = 4000
export const mostMentions = 20

/**
 * A thread as its events add up to. The same events in any order and however often give the same thread, so that what
 * two computers have written is joined by joining the sets. Of two edits the later counts; what was removed stays removed.
 */
export function foldThread(start: CommentStart, events: Iterable<CommentEvent>): CommentThread {
  const known = new Map<string, CommentEvent>()
  for (const event of events) if (event.threadId === start.id) known.set(event.id, event)
  const ordered = [...known.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
  const messages = new Map<string, CommentMessage>()
  for (const { act, messageId, accountId, name, at, text, mentions } of ordered)
    if (act === 'message' && messageId !== null && !messages.has(messageId))
      messages.set(messageId, { id: messageId, accountId, name, at, text, mentions, editedAt: null, removed: false })
  let resolved: CommentThread['resolved'] = null
  /** The event by which somebody was last named, and the last by which they answered. */
  const named = new Map<string, { messageId: string; eventId: string }[]>()
  const acted = new Map<string, string>()
  for (const event of ordered) {
    const { id, act, accountId, name, at } = event
    const message = event.messageId === null ? undefined : messages.get(event.messageId)
    if (act === 'edit' && message && isSameAuthor(message, event))
      Object.assign(message, { text: event.text, mentions: event.mentions, editedAt: at })
    if (act === 'remove' && message && isSameAuthor(message, event)) message.removed = true
    if (act === 'resolve') resolved = { accountId, name, at }
    if (act === 'reopen') resolved = null
    if ((act === 'message' || act === 'edit') && message)
      for (const account of event.mentions) {
        const before = named.get(account) ?? []
        if (!before.some(({ messageId }) => messageId === message.id))
          named.set(account, [...before, { messageId: message.id, eventId: id }])
      }
    if (accountId !== null && act !== 'edit' && act !== 'remove') acted.set(accountId, id)
  }
  const list = [...messages.values()].map((message) =>
    message.removed ? { ...message, text: '', mentions: [] } : message
  )
  const waits = (account: string) =>
    (named.get(account) ?? []).some(
      ({ messageId, eventId }) =>
        eventId > (acted.get(account) ?? '') &&
        list.some(({ id, mentions }) => id === messageId && mentions.includes(account))
    )
  return {
    ...start,
    messages: list,
    resolved,
    waitingFor: resolved ? [] : [...named.keys()].filter(waits).sort()
  }
}

function isSameAuthor(one: CommentAuthor, other: CommentAuthor): boolean {
  return one.accountId === null
    ? other.accountId === null && one.name === other.name
    : one.accountId === other.accountId
}

/** Whether this person may resolve or reopen the thread, or the sentence that says why not. */
export function maySettle(actor: Actor, thread: CommentStart, article: Subjected): Result<true> {
  if (actor.role !== 'reporter' || thread.accountId === actor.accountId || isTheirs(actor, article)) return ok(true)
  return fail('not-allowed', 'A comment is resolved by who wrote it, by the article’s writers or by an editor.')
}

/** Whether this person may edit or remove the message, or the sentence that says why not. */
export function mayChangeMessage(actor: Actor, message: CommentMessage): Result<true> {
  if (message.removed) return fail('refused', 'This message was deleted.')
  if (message.accountId === actor.accountId) return ok(true)
  return fail('not-allowed', 'You can change only messages of your own.')
}

/** Somebody who can be named with an @. */
export interface Mentionable {
  id: string
  name: string
}

/** A run of a message: plain, or somebody's name after an @. */
export interface TextPart {
  text: string
  mention: string | null
}

/** A message's text with the names in it told apart: the longest name first, "@Ruth Okafor" before "@Ruth". */
export function mentionParts(text: string, people: readonly Mentionable[]): TextPart[] {
  const byLength = people
    .filter(({ name }) => name !== '')
    .toSorted((one, other) => other.name.length - one.name.length)
  const parts: TextPart[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') parts.push({ text: plain, mention: null })
    plain = ''
  }
  for (let at = 0; at < text.length;) {
    const found = text[at] === '@' && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? named(text, at + 1, byLength) : null
    if (found) {
      flush()
      parts.push({ text: text.slice(at, at + 1 + found.name.length), mention: found.id })
      at += 1 + found.name.length
    } else plain += text[at++]
  }
  flush()
  return parts
}

function named(text: string, at: number, people: readonly Mentionable[]): Mentionable | null {
  return (
    people.find(
      ({ name }) =>
        text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
        !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? '')
    ) ?? null
  )
}

/** The accounts that a text names. `chosen` were picked from the list: of two people of one name they are meant. */
export function mentionsIn(text: string, people: readonly Mentionable[], chosen: readonly string[] = []): string[] {
  const first = people.toSorted((one, other) => Number(chosen.includes(other.id)) - Number(chosen.includes(one.id)))
  const found = mentionParts(text, first).flatMap(({ mention }) => mention ?? [])
  return [...new Set(found)].slice(0, mostMentions)
}
