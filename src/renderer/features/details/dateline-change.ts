import type { Dateline } from '#shared/article/article.ts'
import { datelineText } from '#shared/article/dateline.ts'

/**
 * The dateline with another place or date. The printed text follows house style for as long as it still is what
 * house style proposed; once a person has given their own, it stays theirs. `today` is YYYY-MM-DD.
 */
export function changeDateline(
  dateline: Dateline,
  change: Partial<Omit<Dateline, 'text'>>,
  language: string,
  today: string
): Dateline {
  const changed = { ...dateline, ...change }
  const follows = dateline.text === datelineText(dateline, language, today)
  return follows ? { ...changed, text: datelineText(changed, language, today) } : changed
}

/** What house style would print, when that is something else than what stands; else null. */
export function datelineProposal(dateline: Dateline, language: string, today: string): string | null {
  const proposal = datelineText(dateline, language, today)
  return proposal === '' || proposal === dateline.text ? null : proposal
}

/** The calendar day where this computer is. */
export function localToday(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
