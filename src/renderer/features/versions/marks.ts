import type { HistoryLine } from '#shared/contract/workflow.ts'

/** What can be said of a version at a glance: what was done with exactly this text, and the name it was given. */
export const markKinds = ['submitted', 'approved', 'exported', 'published', 'corrected', 'named'] as const
export type MarkKind = (typeof markKinds)[number]

export const markWords: Record<MarkKind, string> = {
  submitted: 'Submitted',
  approved: 'Approved',
  exported: 'Exported',
  published: 'Published',
  corrected: 'Corrected',
  named: 'Named'
}

export interface VersionMark {
  kind: MarkKind
  /** The name, where a person gave one; else the kind in words. */
  text: string
}

function kindOf({ type, detail, elsewhere }: HistoryLine): MarkKind | null {
  // What another desk approved or let go out is said under the version, and is no mark of this desk.
  if (elsewhere && type !== 'submit') return null
  if (type === 'submit') return 'submitted'
  if (type === 'approve') return 'approved'
  if (type === 'exported') return 'exported'
  if (type === 'publish') return detail.correction === undefined ? 'published' : 'corrected'
  return null
}

/** The marks of a version, out of the events that name it (in any order); the newest name counts, and an empty one is none. */
export function marksOf(events: HistoryLine[]): VersionMark[] {
  const ordered = events.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const name = ordered.findLast(({ type }) => type === 'named')?.detail.name
  const done = new Set(ordered.map(kindOf))
  return [
    ...(typeof name === 'string' && name !== '' ? [{ kind: 'named' as const, text: name }] : []),
    ...markKinds.filter((kind) => done.has(kind)).map((kind) => ({ kind, text: markWords[kind] }))
  ]
}
