import { createHash } from 'node:crypto'
import type { WorkflowEvent } from '#shared/article/workflow.ts'
import type { Store } from './open.ts'
import { statement } from './statement.ts'

/** An event as its table has it: `detail` is JSON text. */
export type EventRow = Omit<WorkflowEvent, 'detail' | 'origin'> & { detail: string; origin: string | null }

export const eventColumns =
  'id, article_id AS articleId, revision, article_hash AS articleHash, type, actor, reason, at, detail, origin'

/**
 * The record as a chain: each event has a seal, the hash of the event and of the seal before it. Who changes, removes,
 * exchanges or adds an event past Copydesk breaks it there. It shows that somebody was at the file; who knows how it is made
 * and makes all of it anew is found by the copies alone.
 */
export function seal(store: Store, event: EventRow): void {
  const last = statement<{ hash: string }>(
    store,
    'SELECT hash FROM event_seal WHERE hash IS NOT NULL ORDER BY number DESC LIMIT 1'
  ).get()
  const before = last?.hash ?? hashOfUnsealed(store)
  statement(store, 'INSERT INTO event_seal (event, hash) VALUES (?, ?)').run(event.id, sealOf(before, event))
}

function sealOf(before: string, event: EventRow): string {
  const { id, articleId, revision, articleHash, type, actor, reason, at, detail, origin } = event
  const told = JSON.stringify([before, id, articleId, revision, articleHash, type, actor, reason, at, detail, origin])
  return createHash('sha256').update(told).digest('hex')
}

/** What the first seal stands on: the events from before there were seals, in their order. */
function hashOfUnsealed(store: Store): string {
  let hash = ''
  const rows = statement<EventRow>(
    store,
    `SELECT ${eventColumns} FROM event_seal JOIN event ON event.id = event_seal.event
     WHERE hash IS NULL AND number < coalesce((SELECT min(number) FROM event_seal WHERE hash IS NOT NULL), 9e15) ORDER BY number`
  ).iterate()
  for (const row of rows) hash = sealOf(hash, row)
  return hash
}

/** Where the record is not what was recorded. */
export interface BrokenSeal {
  kind: 'entry-changed' | 'entry-gone' | 'entry-added'
  /** Of the article; null where the event that would name it is gone. */
  articleId: string | null
}

type SealRow = { number: number; sealed: string; hash: string | null } & {
  [Key in keyof EventRow]: EventRow[Key] | null
}

const atOnce = 500

/** Holds the next events after the seal with this number against their seals; `next` is null at the end. */
export function checkSeals(store: Store, after: number): { broken: BrokenSeal[]; next: number | null } {
  const rows = statement<SealRow>(
    store,
    `SELECT number, event_seal.event AS sealed, hash, ${eventColumns} FROM event_seal LEFT JOIN event ON event.id = event_seal.event
     WHERE number > ? ORDER BY number LIMIT ?`
  ).all(after, atOnce)
  const broken: BrokenSeal[] = []
  let previous = after === 0 ? null : sealAt(store, after)
  let expected = after + 1
  for (const row of rows) {
    const known = row.number === expected
    expected = row.number + 1
    if (!known || row.id === null) broken.push({ kind: 'entry-gone', articleId: null })
    // Only what is from before the first seal has none.
    else if (row.hash === null) broken.push(...(previous === null ? [] : [added(row.articleId)]))
    else if (row.hash !== sealOf(previous ?? hashOfUnsealed(store), row as EventRow))
      broken.push({ kind: 'entry-changed', articleId: row.articleId })
    // Goes on from what stands there, so that one break is told once.
    previous = row.hash ?? previous
  }
  if (rows.length === atOnce) return { broken, next: expected - 1 }
  return { broken: [...broken, ...checkEnd(store, expected - 1)], next: null }
}

/** Whether what stands recorded of one article was recorded by Copydesk, each entry as it stands. */
export function recordHolds(store: Store, articleId: string): boolean {
  const rows = statement<SealRow & { previous: string | null }>(
    store,
    `SELECT number, event_seal.event AS sealed, hash, ${eventColumns},
       (SELECT earlier.hash FROM event_seal AS earlier WHERE earlier.number = event_seal.number - 1) AS previous
     FROM event LEFT JOIN event_seal ON event_seal.event = event.id WHERE article_id = ?`
  ).all(articleId)
  const sealedFrom = statement<{ number: number | null }>(
    store,
    'SELECT min(number) AS number FROM event_seal WHERE hash IS NOT NULL'
  ).get()?.number
  return rows.every(({ number, hash, previous, ...row }) => {
    if (number === null) return false
    if (hash === null) return sealedFrom == null || number < sealedFrom
    return hash === sealOf(previous ?? hashOfUnsealed(store), row as unknown as EventRow)
  })
}

function sealAt(store: Store, number: number): string | null {
  return (
    statement<{ hash: string | null }>(store, 'SELECT hash FROM event_seal WHERE number = ?').get(number)?.hash ?? null
  )
}

/** What walking along the seals does not meet: seals that are gone from the end, and events without one. */
function checkEnd(store: Store, last: number): BrokenSeal[] {
  const given = statement<{ seq: number }>(store, "SELECT seq FROM sqlite_sequence WHERE name = 'event_seal'").get()
  const without = statement<{ articleId: string }>(
    store,
    'SELECT article_id AS articleId FROM event WHERE id NOT IN (SELECT event FROM event_seal)'
  ).all()
  return [
    ...((given?.seq ?? 0) > last ? [{ kind: 'entry-gone' as const, articleId: null }] : []),
    ...without.map(({ articleId }) => added(articleId))
  ]
}

function added(articleId: string | null): BrokenSeal {
  return { kind: 'entry-added', articleId }
}
