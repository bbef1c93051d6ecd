import { approvalsOf, type Standing } from '#shared/article/standing.ts'
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
  const needs = `needs ${missing} ${names.length > 0 ? 'more ' : ''}${missing === 1 ? 'approval' : 'approvals'}`
  if (names.length === 0)
    return ['draft', 'changes_requested', 'in_review'].includes(standing.state)
      ? `Approved by nobody yet · ${needs}`
      : 'Approved by nobody'
  const by = `Approved by ${list.format(names)}`
  return missing > 0 ? `${by} · ${needs}` : by
}

function approverNames(standing: Standing, hash: string, names: Record<string, string>): string[] {
  return approvalsOf(standing, hash).map(({ by }) => names[by] || 'somebody')
}
