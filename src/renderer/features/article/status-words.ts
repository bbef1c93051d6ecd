import type { Embargo } from '#shared/article/article.ts'
import { approvalsOf, type Standing } from '#shared/article/workflow.ts'
import type { ArticleInfo } from '#shared/contract/articles.ts'
import type { Saving } from '#renderer/state/autosave.ts'

export interface SavingWords {
  tone: 'ok' | 'waiting' | 'bad'
  strong: string
  rest: string
}

/** Where the copy is. `late` says that the newest words have been on their way for more than a second. */
export function savingWords(saving: Saving, late: boolean): SavingWords {
  if (saving.kind === 'unstored') {
    const sentence = saving.message.charAt(0).toLowerCase() + saving.message.slice(1)
    return {
      tone: 'bad',
      strong: 'Not saved:',
      rest: ` ${/^[A-Z]{2}/.test(saving.message) || saving.message.startsWith('Copydesk') ? saving.message : sentence}`
    }
  }
  if (saving.kind === 'storing' && (late || saving.at === null))
    return { tone: 'waiting', strong: 'Storing…', rest: '' }
  return { tone: 'ok', strong: 'On this computer', rest: saving.at === null ? '' : `, ${clockTime(saving.at)}` }
}

// Made once: `toLocaleTimeString` makes one for every call, and every save shows its time.
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

/** Hours, minutes and seconds of this computer's clock. */
export function clockTime(at: string): string {
  return clock.format(new Date(at))
}

const list = new Intl.ListFormat('en-GB')

/** Who has approved exactly this text, and what is missing. */
export function approvalWords(
  info: Pick<ArticleInfo, 'standing' | 'names' | 'articleHash' | 'stale' | 'approvals' | 'approvalsNeeded'>
): string {
  const { standing } = info
  if (info.stale) return 'Changed since it was approved'
  const names = approverNames(standing, info.articleHash, info.names)
  const missing = info.approvalsNeeded - info.approvals
  if (names.length === 0)
    return ['draft', 'changes_requested', 'in_review'].includes(standing.state)
      ? `Approved by nobody yet · needs ${info.approvalsNeeded}`
      : 'Approved by nobody'
  const by = `Approved by ${list.format(names)}`
  return missing > 0 ? `${by} · needs ${missing} more` : by
}

function approverNames(standing: Standing, hash: string, names: Record<string, string>): string[] {
  return approvalsOf(standing, hash).map(({ by }) => names[by] || 'somebody')
}

/** "18:00 Europe/London" and "in 3 h 58 min"; a day that is not today is named. Null when none holds any more. */
export function embargoWords(embargo: Embargo | null, now: Date): { until: string; left: string } | null {
  if (!embargo) return null
  const left = Date.parse(embargo.at) - now.getTime()
  if (!(left > 0)) return null
  const at = new Date(embargo.at)
  const day = (date: Date) =>
    date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: embargo.zone })
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: embargo.zone })
  return { until: `${day(at) === day(now) ? '' : `${day(at)}, `}${time} ${embargo.zone}`, left: `in ${duration(left)}` }
}

function duration(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000))
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)} days`
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`
}
