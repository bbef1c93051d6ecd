import type { EventType } from '#shared/article/workflow.ts'
import type { RevisionInfo, RevisionKind } from '#shared/article/revision.ts'
import type { HistoryLine } from '#shared/contract/workflow.ts'

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
  damaged: 'Damaged on the disk, kept as it was'
}

/** What somebody did, after their name: "Ruth Okafor sent it back". */
export const eventWords: Record<EventType, string> = {
  created: 'started the article',
  exported: 'exported it',
  restored: 'restored an earlier version',
  assigned: 'assigned it',
  due: 'set when it is due',
  submit: 'submitted it for review',
  take_back: 'took it back',
  send_back: 'sent it back',
  approve: 'approved it',
  publish: 'marked it as published',
  reopen: 'reopened it for a correction',
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
