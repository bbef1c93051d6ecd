import type { Age, Due, View } from '#shared/contract/articles.ts'
import type { DeskList } from './desk-list.svelte.ts'

export const viewNames: Record<View, string> = {
  review: 'To review',
  mine: 'Mine',
  working: 'All working',
  approved: 'Approved',
  published: 'Published',
  spiked: 'Spiked',
  corrected: 'Corrected',
  killed: 'Killed',
  all: 'All articles'
}

/** What an empty view says: why nothing is here, and what will bring something. */
export const emptyWords: Record<View, { title: string; words: string }> = {
  review: { title: 'Nothing waits for review', words: 'Articles appear here when their writers submit them.' },
  mine: { title: 'You have no articles yet', words: 'Start one: it is stored on this computer from the first word.' },
  working: {
    title: 'No articles in the works',
    words: 'Start one: it is stored on this computer from the first word.'
  },
  approved: { title: 'Nothing is approved', words: 'Articles wait here between their approval and their publication.' },
  published: { title: 'Nothing is published yet', words: 'An approved article comes here when it has gone out.' },
  corrected: {
    title: 'Nothing has been corrected',
    words: 'An article comes here when it has gone out again with a correction.'
  },
  killed: {
    title: 'Nothing is killed',
    words: 'A published article that is withdrawn for good is kept here, to be read.'
  },
  spiked: {
    title: 'Nothing is spiked',
    words: 'Spiked articles are kept here, and any of them can be taken back into the flow.'
  },
  all: { title: 'No articles yet', words: 'Start one: it is stored on this computer from the first word.' }
}

const number = new Intl.NumberFormat('en-GB')

export function count(value: number): string {
  return number.format(value)
}

/** "214 of 12,556 articles"; "2,000+ of 12,556 articles" where there are more than were looked at. */
export function countLine(shown: number, all: number, capped = false): { shown: string; rest: string } {
  return {
    shown: `${count(shown)}${capped ? '+' : ''}`,
    rest: `of ${count(all)} ${all === 1 ? 'article' : 'articles'}`
  }
}

export const dueNames: Record<Due, string> = { late: 'Late', today: 'Due today', week: 'Due in a week' }
export const ageNames: Record<Age, string> = {
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
  year: 'Last year'
}

/** In which order the rows stand. */
export function orderWords({ answered, capped }: Pick<DeskList, 'answered' | 'capped'>): string {
  if (!answered.query) return 'newest first'
  if (answered.whole) return 'best match first'
  return capped ? 'of the newest; Enter searches all' : 'best match first'
}
