import { isOnWords } from '#shared/article/anchor.ts'
import type { CommentThread } from '#shared/article/comment.ts'
import type { CommentFilter } from '#renderer/state/article-comments.svelte.ts'

type About = CommentThread['anchor'] | Omit<CommentThread['anchor'], 'revision'>

/** What a thread is about: words in the article's own letters, a picture and the article in ours. */
export function aboutOf(anchor: About): { words: string; kind: 'words' | 'picture' | 'article' } {
  if (anchor.block === null) return { words: 'The whole article', kind: 'article' }
  if (isOnWords(anchor)) return { words: shorten(anchor.quote), kind: 'words' }
  return { words: shorten(anchor.quote, 80), kind: 'picture' }
}

/** At most so many characters: the beginning and, of something long, the end. */
export function shorten(text: string, length = 160): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= length) return plain
  const half = Math.floor((length - 3) / 2)
  return `${plain.slice(0, half).trimEnd()} … ${plain.slice(-half).trimStart()}`
}

export const filterNames: Record<CommentFilter, string> = {
  open: 'Open',
  mine: 'Mine and to me',
  resolved: 'Resolved',
  all: 'All'
}

/** What an empty panel says: why nothing is here, and what would bring something. */
export const emptyWords: Record<CommentFilter, { title: string; words: string }> = {
  open: {
    title: 'No open comments',
    words: 'Select some words or a picture and choose Comment. Comments never change the article’s text.'
  },
  mine: {
    title: 'Nothing of yours',
    words: 'Comments appear here that you wrote, answered, or in which you are named with an @.'
  },
  resolved: { title: 'Nothing is resolved yet', words: 'A comment comes here when somebody resolves it.' },
  all: {
    title: 'No comments yet',
    words: 'Select some words or a picture and choose Comment. Comments never change the article’s text.'
  }
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })

/** "14:02" today, "3 Nov, 14:02" this year, else "3 Nov 2025". */
export function commentTime(utc: string, now: Date): string {
  const at = new Date(utc)
  if (at.toDateString() === now.toDateString()) return clock.format(at)
  return at.getFullYear() === now.getFullYear() ? `${day.format(at)}, ${clock.format(at)}` : dayAndYear.format(at)
}

export function wholeTime(utc: string): string {
  return whole.format(new Date(utc))
}
