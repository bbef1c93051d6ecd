import type { ArticleRow } from '#shared/contract/articles.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })

/** When, as briefly as the list needs it, in this computer's zone: "14:02" today, "Mon" this week, "3 Nov", "3 Nov 2025". */
export function rowTime(utc: string, now: Date): string {
  const at = new Date(utc)
  const age = dayNumber(now) - dayNumber(at)
  if (age === 0) return clock.format(at)
  if (age > 0 && age < 7) return weekday.format(at)
  return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(at)
}

/** When it is to be in, while that still matters: "due 15:30" today, "due Mon", "due 3 Nov"; late once it has passed. */
export function rowDue(
  { dueAt, state }: Pick<ArticleRow, 'dueAt' | 'state'>,
  now: Date
): { text: string; late: boolean } | null {
  if (dueAt === null || state === 'published' || state === 'spiked') return null
  const at = new Date(dueAt)
  const ahead = dayNumber(at) - dayNumber(now)
  const text = ahead === 0 ? clock.format(at) : Math.abs(ahead) < 7 ? weekday.format(at) : day.format(at)
  return { text: `due ${text}`, late: state !== 'approved' && at < now }
}

export function wholeTime(utc: string): string {
  return whole.format(new Date(utc))
}

/** "486 of 550": words against what was ordered; null where nothing was. */
export function rowWords({ words, commissioned }: Pick<ArticleRow, 'words' | 'commissioned'>): string | null {
  return commissioned === null ? null : `${words.toLocaleString('en-GB')} of ${commissioned.toLocaleString('en-GB')}`
}

/** Days since 1970 by the calendar on the wall here, so that "today" ends at midnight. */
function dayNumber(date: Date): number {
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}

/** What an agency says of its item that a desk must not miss: "Killed by North Wire"; else empty. */
export function wireWords({ wire, embargo }: Pick<ArticleRow, 'wire' | 'embargo'>): string {
  if (wire === null) return ''
  const agency = wire.source || 'the agency'
  if (wire.status === 'canceled') return `Killed by ${agency}`
  if (wire.newer) return `Newer from ${agency}`
  return wire.status === 'withheld' && embargo === null ? `Withheld by ${agency}` : ''
}
