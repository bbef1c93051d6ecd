import type { EventType } from './workflow.ts'

/** One person's part in an article: what they did, each thing once, in the order in which they first did it. */
export interface SignOff {
  /** Account id. */
  actor: string
  did: string[]
}

/** What each event says about whoever did it. Handing one's own article in is part of writing it. */
const words: Partial<Record<EventType, string>> = {
  created: 'wrote',
  submit: 'submitted',
  take_back: 'took back',
  send_back: 'sent back',
  approve: 'approved',
  publish: 'published',
  reopen: 'reopened',
  correct: 'opened a correction',
  drop_correction: 'dropped a correction',
  kill: 'killed',
  updated: 'began an update',
  override: 'overrode the release gate',
  override_withdrawn: 'took an override back',
  spike: 'spiked',
  unspike: 'unspiked',
  restored: 'restored a version',
  exported: 'exported'
}
const ofWriters: EventType[] = ['submit', 'take_back']
/** What counts only on the desk where it was done. */
const ofEditors: EventType[] = ['approve', 'publish', 'reopen', 'spike', 'unspike']

/**
 * Who handled the article, in the order in which they first did. `events` in any order; their ids give the order.
 * An event without a word of its own still counts as having handled it.
 */
export function signOffOf(events: { id: string; type: EventType; actor: string; elsewhere?: boolean }[]): SignOff[] {
  const lines = new Map<string, SignOff>()
  for (const { type, actor, elsewhere } of events.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    // Who only reads has not handled it.
    if (type === 'review_copy') continue
    const line = lines.get(actor) ?? { actor, did: [] }
    lines.set(actor, line)
    const done = words[type]
    const word = done !== undefined && elsewhere && ofEditors.includes(type) ? `${done} elsewhere` : done
    const implied = ofWriters.includes(type) && line.did.includes('wrote')
    if (word !== undefined && !implied && !line.did.includes(word)) line.did.push(word)
  }
  return [...lines.values()]
}

/** The sign-off as a line: "Rea Porter (wrote), Ed Itor (sent back, approved)". */
export function signOffText(lines: SignOff[], nameOf: (actor: string) => string): string {
  return lines
    .map(({ actor, did }) => (did.length > 0 ? `${nameOf(actor)} (${did.join(', ')})` : nameOf(actor)))
    .join(', ')
}
