import type { Article } from '#shared/article/article.ts'
import { walkBody } from '#shared/document/body.ts'

/** What formats without lettered lists do to one, a sentence; nothing where there is none. */
export function letteredLists(label: string, { body }: Article): string[] {
  const lettered = [...walkBody(body)].some(
    ({ node }) => node.type === 'orderedList' && node.attrs?.type && node.attrs.type !== '1'
  )
  return lettered ? [`${label} numbers every list with figures, not with letters.`] : []
}
