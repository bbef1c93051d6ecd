import type { EventType } from '#shared/article/workflow.ts'
import type { RevisionInfo, RevisionKind } from '#shared/article/revision.ts'
import type { HistoryLine } from '#shared/contract/workflow.ts'
import { marksOf, type MarkKind, type VersionMark } from './marks.ts'

/** Why a version was kept, as a newsroom says it. */
export const kindWords: Record<RevisionKind, string> = {
  idle: 'After a pause',
  closed: 'Article closed',
  submitted: 'Submitted',
  approved: 'Approved',
  restored: 'Restored',
  'before-restore': 'Before a restore',
  exported: 'Exported',
  'set-aside': 'Set aside: another window had saved',
  'taken-over': 'Before another window wrote',
  'before-merge': 'As one window had it before the merge',
  merged: 'Merged: two windows wrote',
  commented: 'Kept for a comment',
  imported: 'Imported',
  damaged: 'Damaged on the disk, kept as it was',
  named: 'Named',
  wire: 'Newer version from the agency',
  'wire-aside': 'Sent by the agency, not taken over',
  'before-deletion': 'Before much was deleted'
}

/** What somebody did, after their name: "Ruth Okafor sent it back". */
export const eventWords: Record<EventType, string> = {
  created: 'started the article',
  exported: 'exported it',
  review_copy: 'took a copy for review',
  restored: 'restored an earlier version',
  assigned: 'assigned it',
  due: 'set when it is due',
  submit: 'submitted it for review',
  take_back: 'took it back',
  send_back: 'sent it back',
  approve: 'approved it',
  publish: 'marked it as published',
  reopen: 'reopened it for a correction',
  correct: 'opened it for a correction',
  drop_correction: 'dropped the correction',
  kill: 'killed it',
  updated: 'began an article that updates it',
  named: 'named this version',
  override: 'let it out in spite of',
  override_withdrawn: 'took the override back',
  spike: 'spiked it',
  unspike: 'unspiked it'
}

export interface VersionEntry {
  kind: 'version'
  key: string
  at: string
  info: RevisionInfo
  /** The headline, where it is another than in the version before. */
  headline: string | null
  /** Whether it is, letter for letter, the text that stands now. */
  current: boolean
  /** Who has approved exactly this version, in the present round. */
  approvedBy: string[]
  /** What was done with exactly this text, and the name it was given. */
  marks: VersionMark[]
  events: HistoryLine[]
}

export interface EventEntry {
  kind: 'event'
  key: string
  at: string
  line: HistoryLine
}

export type Entry = VersionEntry | EventEntry

/**
 * Versions and the record as one list, newest first. The versions keep the order in which they are given; what was
 * done to a version stands with it, what was done to none stands between by its time.
 */
export function timeline(
  revisions: RevisionInfo[],
  history: HistoryLine[],
  articleHash: string,
  approvals: { by: string; revision: string }[],
  names: Record<string, string>
): Entry[] {
  const known = new Set(revisions.map(({ id }) => id))
  const loose = history
    .filter((line) => line.revision === null || !known.has(line.revision))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const entries: Entry[] = []
  const take = (until: string | null) => {
    while (loose[0] && (until === null || loose[0].at > until)) {
      const line = loose.shift()
      if (line) entries.push({ kind: 'event', key: line.id, at: line.at, line })
    }
  }
  revisions.forEach((info, index) => {
    take(info.at)
    const before = revisions[index + 1]
    entries.push({
      kind: 'version',
      key: info.id,
      at: info.at,
      info,
      headline: before && before.headline === info.headline ? null : info.headline,
      current: info.articleHash === articleHash,
      approvedBy: approvals.filter(({ revision }) => revision === info.id).map(({ by }) => names[by] ?? 'Somebody'),
      marks: marksOf(history.filter(({ revision }) => revision === info.id)),
      events: history.filter(({ revision }) => revision === info.id).toSorted((a, b) => (a.id < b.id ? 1 : -1))
    })
  })
  take(null)
  return entries
}

/** The entries by the day on which they happened here, each day once in a row. */
export function byDay(entries: Entry[], now = new Date()): { day: string; entries: Entry[] }[] {
  const days: { day: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const day = dayText(entry.at, now)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

export function dayText(at: string, now: Date): string {
  const date = new Date(at)
  const age = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000)
  if (age === 0) return 'Today'
  if (age === 1) return 'Yesterday'
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year })
    .format(date)
    .replace(',', '')
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** The time on this computer's clock: "14:02". */
export function clockText(at: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** Which versions are shown: all of them with the record between, those with any mark, or those with one. */
export type VersionFilter = 'all' | 'marked' | MarkKind

export function filtered(entries: Entry[], filter: VersionFilter): Entry[] {
  if (filter === 'all') return entries
  return entries.filter(
    (entry) =>
      entry.kind === 'version' &&
      (filter === 'marked' ? entry.marks.length > 0 : entry.marks.some(({ kind }) => kind === filter))
  )
}

/** More that an event's line says: the name that was given, what was let pass, the note of a correction. */
export function eventDetail({ type, detail }: HistoryLine): string[] {
  if (type === 'named') return [String(detail.name ?? '') || 'No name any more']
  if (type === 'override' && Array.isArray(detail.reasons))
    return detail.reasons.map((reason: { message?: unknown }) => String(reason.message ?? ''))
  if (type === 'exported' && Array.isArray(detail.overridden))
    return detail.overridden.map((reason: { message?: unknown }) => `In spite of: ${String(reason.message ?? '')}`)
  if (type === 'publish' && typeof detail.correction === 'object' && detail.correction !== null) {
    const { note } = detail.correction as { note?: unknown }
    return typeof note === 'string' && note !== '' ? [`Correction note: ${note}`] : []
  }
  return []
}

/** What an event is called, where its detail makes it another: a correction that goes out, the notice of a kill. */
export function eventText({ type, detail }: HistoryLine): string {
  if (type === 'publish' && detail.correction !== undefined) return 'published the correction'
  if (type === 'exported' && detail.notice === 'kill') return 'exported the kill notice'
  return eventWords[type]
}
