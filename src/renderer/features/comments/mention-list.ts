import type { Mentionable } from '#shared/article/comment.ts'

/** A name that is being typed after an @: where the @ stands, and what follows it up to the caret. */
export interface MentionQuery {
  at: number
  query: string
}

export const mostNames = 6

/** The name that is being typed at the caret, or null. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const found = /(?<![\p{L}\p{N}])@([^@\n]{0,40})$/u.exec(text.slice(0, caret))
  return found ? { at: found.index, query: found[1] ?? '' } : null
}

/** Whom the letters can mean: those whose whole name, or a part of it, begins with them. A name that is whole is no question. */
export function namesFor<Person extends Mentionable>(query: string, people: readonly Person[]): Person[] {
  const wanted = fold(query)
  if (/^\s|\s\s/.test(query)) return []
  const begins = ({ name }: Mentionable) =>
    fold(name).startsWith(wanted) ||
    fold(name)
      .split(/[\s-]+/)
      .some((part) => part.startsWith(wanted))
  const found = people.filter(begins).slice(0, mostNames)
  return found.length === 1 && fold(found[0]?.name ?? '') === wanted ? [] : found
}

/** The text with a name in the place of the letters, and where the caret stands then. */
export function putName(
  text: string,
  caret: number,
  { at }: MentionQuery,
  name: string
): { text: string; caret: number } {
  const rest = text.slice(caret)
  const put = `@${name}${/^[\s,.;:!?)]/.test(rest) ? '' : ' '}`
  return { text: text.slice(0, at) + put + rest, caret: at + put.length }
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
