import type { State } from '#shared/article/workflow.ts'

/** What field words leave of the list: `state:review desk:city before:2026-03-01`. Instants are UTC. */
export interface Narrowing {
  states?: State[]
  /** The beginnings of desk names, folded; any of them. `none` is no desk. */
  deskNames?: string[]
  from?: string
  until?: string
  dueBefore?: string
  /** Has a picture without a credit. */
  uncredited?: boolean
  /** The beginnings of agencies' names, folded; any of them. `none` is what no agency sent. */
  sourceNames?: string[]
}

/** Field words that look into one column of the index. */
export const columnOfField: Record<string, string> = { by: 'byline', credit: 'credits', topic: 'topics' }
const narrowingFields = ['desk', 'source', 'state', 'before', 'after', 'due']

export function isField(name: string): boolean {
  return name in columnOfField || narrowingFields.includes(name)
}

const stateWords: [State, string[]][] = [
  ['draft', ['draft']],
  ['in_review', ['in review', 'review', 'in_review']],
  ['changes_requested', ['changes asked', 'changes requested', 'changes_requested', 'sent back']],
  ['approved', ['approved']],
  ['published', ['published']],
  ['spiked', ['spiked']]
]

/** Lower case, without accents: how names are compared. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** Adds what this field word says; null when its value says nothing that is understood. */
export function narrow(before: Narrowing, field: string, value: string, now: Date): Narrowing | null {
  const asked = fold(value)
  if (field === 'state') {
    const named = stateWords.filter(([, words]) => words.some((word) => word.startsWith(asked))).map(([state]) => state)
    return named.length > 0 ? { ...before, states: [...(before.states ?? []), ...named] } : null
  }
  if (field === 'desk') return { ...before, deskNames: [...(before.deskNames ?? []), asked] }
  if (field === 'source') return { ...before, sourceNames: [...(before.sourceNames ?? []), asked] }
  if (field === 'credit') return asked === 'none' ? { ...before, uncredited: true } : null
  if (field === 'due') {
    const until = dueLimit(asked, now)
    return until === null ? null : { ...before, dueBefore: until }
  }
  const day = field === 'before' || field === 'after' ? readDay(asked, now) : null
  if (day === null) return null
  return field === 'before' ? { ...before, until: day } : { ...before, from: day }
}

/** The beginning of a day of this computer's calendar: 2026, 2026-03, 2026-03-04, today, yesterday. */
export function readDay(text: string, now: Date): string | null {
  const days = { today: 0, yesterday: 1 }[text]
  if (days !== undefined) return startOfDay(now, -days)
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text) ?? []
  if (year === undefined) return null
  const at = new Date(Number(year), Number(month) - 1, Number(day))
  return at.getMonth() === Number(month) - 1 && at.getDate() === Number(day) ? at.toISOString() : null
}

/** The instant before which something must be due: late, today, tomorrow, week, a time of today, the end of a day. */
export function dueLimit(text: string, now: Date): string | null {
  if (text === 'late') return now.toISOString()
  const days = { today: 1, tomorrow: 2, week: 7 }[text]
  if (days !== undefined) return startOfDay(now, days)
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? []
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
    return new Date(now.getFullYear(), now.getMonth(), now.getDate(), Number(hour), Number(minute)).toISOString()
  const day = readDay(text, now)
  return day === null ? null : startOfDay(new Date(day), 1)
}

/** The instant from which something must be stored to be no older. */
export function ageLimit(age: 'today' | 'week' | 'month' | 'year', now: Date): string {
  return startOfDay(now, -{ today: 0, week: 6, month: 29, year: 364 }[age])
}

function startOfDay(at: Date, days: number): string {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).toISOString()
}
